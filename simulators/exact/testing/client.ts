import { startExactSimulator, type ExactSimulator, type ExactSimulatorOptions } from '../index.ts';

export const DIVISION = 1234;
export const REDIRECT_URI = 'http://127.0.0.1/callback';
export const APP = { clientId: 'app-1', clientSecret: 'secret-1', webhookSecret: 'hook-1', redirectUris: [REDIRECT_URI] };

export interface Reply {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** The body as JSON; undefined when it is none. */
  readonly body: unknown;
}

export interface Tokens {
  readonly access_token: string;
  readonly refresh_token: string;
  readonly expires_in: unknown;
  readonly token_type: string;
}

const replyOf = async (response: Response): Promise<Reply> => {
  const text = await response.text();
  let body: unknown;
  try {
    body = JSON.parse(text);
  } catch {
    body = undefined;
  }
  return { status: response.status, headers: response.headers, text, body };
};

/** A plain HTTP client for tests: it knows nothing of the simulator but its address. */
export class TestClient {
  readonly simulator: ExactSimulator;
  token = '';

  constructor(simulator: ExactSimulator) {
    this.simulator = simulator;
  }

  async call(method: string, path: string, body?: unknown, headers: Record<string, string> = {}): Promise<Reply> {
    const response = await fetch(`${this.simulator.url}${path}`, {
      method,
      redirect: 'manual',
      headers: {
        accept: 'application/json',
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...(this.token && !path.startsWith('/_control') ? { authorization: `Bearer ${this.token}` } : {}),
        ...headers,
      },
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
    return replyOf(response);
  }

  /** A call below the division; the query is given unencoded. */
  api(
    method: string,
    path: string,
    query: Record<string, string> = {},
    body?: unknown,
    headers: Record<string, string> = {},
  ): Promise<Reply> {
    const text = new URLSearchParams(query).toString();
    return this.call(method, `/api/v1/${DIVISION}/${path}${text ? `?${text}` : ''}`, body, headers);
  }

  get(path: string, query: Record<string, string> = {}): Promise<Reply> {
    return this.api('GET', path, query);
  }

  /** Rows of a GET in whatever envelope they come. */
  async rows(path: string, query: Record<string, string> = {}): Promise<Record<string, unknown>[]> {
    const reply = await this.get(path, query);
    if (reply.status !== 200) throw new Error(`${reply.status} ${reply.text}`);
    const { d } = reply.body as { d: Record<string, unknown>[] | { results?: Record<string, unknown>[] } };
    return Array.isArray(d) ? d : (d.results ?? [d]);
  }

  /** Creates a row through the API and answers it whole. */
  async create(path: string, body: unknown): Promise<Record<string, unknown>> {
    const reply = await this.api('POST', path, {}, body, { prefer: 'return=representation' });
    if (reply.status !== 201) throw new Error(`${reply.status} ${reply.text}`);
    return (reply.body as { d: Record<string, unknown> }).d;
  }

  /** Creates rows as an ERP user and answers their ids. */
  async seed(path: string, rows: readonly unknown[]): Promise<string[]> {
    const reply = await this.call('POST', '/_control/seed', { division: DIVISION, entities: { [path]: rows } });
    if (reply.status !== 200) throw new Error(`${reply.status} ${reply.text}`);
    return (reply.body as { ids: Record<string, string[]> }).ids[path] ?? [];
  }

  tokenRequest(fields: Record<string, string>): Promise<Reply> {
    const form = new URLSearchParams({ client_id: APP.clientId, client_secret: APP.clientSecret, ...fields });
    return this.call('POST', '/api/oauth2/token', form.toString(), { 'content-type': 'application/x-www-form-urlencoded' });
  }

  async code(divisions?: number[]): Promise<string> {
    const reply = await this.call('POST', '/_control/consent', {
      redirectUri: REDIRECT_URI,
      ...(divisions ? { divisions } : {}),
    });
    return (reply.body as { code: string }).code;
  }

  async connect(divisions?: number[]): Promise<Tokens> {
    const code = await this.code(divisions);
    const reply = await this.tokenRequest({ grant_type: 'authorization_code', code, redirect_uri: REDIRECT_URI });
    const tokens = reply.body as Tokens;
    this.token = tokens.access_token;
    return tokens;
  }
}

const open = new Set<ExactSimulator>();

/** Ends every simulator that a test started; for `afterEach` or `afterAll`. */
export const closeSimulators = async (): Promise<void> => {
  await Promise.all([...open].map((simulator) => simulator.close()));
  open.clear();
};

/** A simulator with one Dutch company and a connected client. */
export const startConnected = async (options: Partial<ExactSimulatorOptions> = {}): Promise<TestClient> => {
  const simulator = await startExactSimulator({
    app: APP,
    limits: null,
    divisions: [{ code: DIVISION, name: 'Tandem BV', currency: 'EUR', country: 'NL', isMain: true }],
    ...options,
  });
  open.add(simulator);
  const client = new TestClient(simulator);
  await client.connect();
  return client;
};

/** The vendor's error text of a reply. */
export const errorText = (reply: Reply): string => (reply.body as { error: { message: { value: string } } }).error.message.value;

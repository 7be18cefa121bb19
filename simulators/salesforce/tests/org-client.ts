import { fileURLToPath } from 'node:url';
import { startSalesforceSimulator, type RunningSimulator, type SalesforceSimulatorOptions } from '../index.ts';

export const APP = {
  clientId: 'tandem-app',
  clientSecret: 'not-so-secret',
  redirectUris: ['http://localhost:8080/connect/salesforce/callback'],
};
export const PACKAGE_DIRECTORY = fileURLToPath(new URL('../../../force-app/main/default', import.meta.url));
export const BASE = '/services/data/v67.0';

export interface JsonAnswer {
  readonly status: number;
  readonly headers: Headers;
  // Each test knows the shape of what it asked for.
  readonly body: Json;
}
/** JSON whose members a test may follow without saying what they are. */
export type Json = { readonly [name: string]: Json } & (string | number | boolean | null | object);

/** A list in an answer. @throws Error when it is something else */
export const list = (value: unknown): Json[] => {
  if (!Array.isArray(value)) throw new Error(`No list: ${JSON.stringify(value)}`);
  return value as Json[];
};

/** A text in an answer. @throws Error when it is something else */
export const text = (value: unknown): string => {
  if (typeof value !== 'string') throw new Error(`No text: ${JSON.stringify(value)}`);
  return value;
};

/** An org for one test file, with a client that speaks plain HTTP. */
export class OrgClient {
  readonly simulator: RunningSimulator;
  token = '';

  private constructor(simulator: RunningSimulator) {
    this.simulator = simulator;
  }

  /** @param profile of the integration user, who may do everything unless a test is about his rights */
  static async start(
    options: Partial<SalesforceSimulatorOptions> = {},
    profile: 'all' | 'standard' | readonly string[] = 'all',
  ): Promise<OrgClient> {
    const client = new OrgClient(await startSalesforceSimulator({ packageDirectory: PACKAGE_DIRECTORY, app: APP, ...options }));
    await client.control('POST', '/users', { username: 'integration@example.com', profilePermissions: profile });
    // A fresh installation has no Run As user: the administrator chooses one.
    await client.control('POST', '/policies', { runAs: true });
    await client.login();
    return client;
  }

  get url(): string {
    return this.simulator.url;
  }

  async login(): Promise<void> {
    const { body } = await this.requestToken({
      grant_type: 'client_credentials',
      client_id: APP.clientId,
      client_secret: APP.clientSecret,
    });
    this.token = text(body['access_token']);
  }

  async requestToken(form: Record<string, string>): Promise<JsonAnswer> {
    return toAnswer(await fetch(`${this.url}/services/oauth2/token`, { method: 'POST', body: new URLSearchParams(form) }));
  }

  /** @param path below `/services/data/v67.0` */
  async call(method: string, path: string, body?: unknown, headers: Record<string, string> = {}): Promise<JsonAnswer> {
    const isJson = body !== undefined && typeof body !== 'string' && !(body instanceof FormData);
    return toAnswer(
      await fetch(this.url + (path.startsWith('/services') ? path : BASE + path), {
        method,
        headers: { Authorization: `Bearer ${this.token}`, ...(isJson ? { 'Content-Type': 'application/json' } : {}), ...headers },
        body: isJson ? JSON.stringify(body) : ((body as string | FormData | undefined) ?? null),
      }),
    );
  }

  async control(method: string, path: string, body?: unknown): Promise<Json> {
    const answer = await fetch(`${this.url}/_control${path}`, { method, body: body === undefined ? null : JSON.stringify(body) });
    return (await answer.json()) as Json;
  }

  async create(object: string, fields: Record<string, unknown>): Promise<string> {
    const { status, body } = await this.call('POST', `/sobjects/${object}`, fields);
    if (status !== 201) throw new Error(JSON.stringify(body));
    return text(body['id']);
  }

  query(soql: string, headers: Record<string, string> = {}): Promise<JsonAnswer> {
    return this.call('GET', `/query?q=${encodeURIComponent(soql)}`, undefined, headers);
  }

  /** Records of a query, without their attributes. */
  async rows(soql: string): Promise<Record<string, unknown>[]> {
    const { status, body } = await this.query(soql);
    if (status !== 200) throw new Error(JSON.stringify(body));
    return list(body['records']).map((row) => {
      const { attributes: _attributes, ...fields } = row as Record<string, unknown>;
      return fields;
    });
  }

  async standardPricebookId(): Promise<string> {
    const [book] = await this.rows('SELECT Id FROM Pricebook2 WHERE IsStandard = true');
    return String(book?.['Id']);
  }

  /** A product with its standard price. */
  async createProduct(name: string, unitPrice: number): Promise<{ productId: string; entryId: string }> {
    const productId = await this.create('Product2', { Name: name, ProductCode: name, IsActive: true });
    const entryId = await this.create('PricebookEntry', {
      Pricebook2Id: await this.standardPricebookId(),
      Product2Id: productId,
      UnitPrice: unitPrice,
      IsActive: true,
    });
    return { productId, entryId };
  }

  /** A draft order of a new account, in the standard price book. */
  async createOrder(fields: Record<string, unknown> = {}): Promise<string> {
    const AccountId = await this.create('Account', { Name: 'Acme' });
    return this.create('Order', {
      AccountId,
      Status: 'Draft',
      EffectiveDate: '2026-11-24',
      Pricebook2Id: await this.standardPricebookId(),
      ...fields,
    });
  }

  close(): Promise<void> {
    return this.simulator.close();
  }
}

const toAnswer = async (response: Response): Promise<JsonAnswer> => {
  const content = await response.text();
  const isJson = response.headers.get('content-type')?.includes('json') === true;
  return { status: response.status, headers: response.headers, body: (isJson ? JSON.parse(content) : content) as Json };
};

/** Code of a failed call on one record. */
export const errorCode = ({ body }: JsonAnswer): unknown => body[0]?.['errorCode'];

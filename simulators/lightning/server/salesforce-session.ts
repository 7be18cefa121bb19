import type { OrgReply, OrgRequest } from '../apex/index.ts';

/** How the page gets into the org: as a person of the simulated org, by an app with client credentials, or with a token that somebody else got. */
export type SalesforceLogin =
  { readonly username: string } | { readonly clientId: string; readonly clientSecret: string } | { readonly accessToken: string };

/** The person who looks at the page, and what he may use of the package. */
export interface PageUser {
  readonly id: string;
  readonly name: string;
  readonly apexClasses: readonly string[];
  readonly customPermissions: readonly string[];
}

export type SalesforceRow = Readonly<Record<string, unknown>>;

/** An answer of Salesforce that is not a success, with its own error list. */
export class SalesforceRefusal extends Error {
  override readonly name = 'SalesforceRefusal';
  readonly status: number;

  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}

const API_PATH = '/services/data/v67.0';

/** Reads rows and descriptions of an org; logs in when it must. */
export class SalesforceSession {
  private readonly url: string;
  private readonly login: SalesforceLogin;
  private token: Promise<string> | undefined;

  constructor(url: string, login: SalesforceLogin) {
    this.url = url;
    this.login = login;
  }

  async query(soql: string): Promise<{ readonly totalSize: number; readonly records: readonly SalesforceRow[] }> {
    return (await this.get(`/query?q=${encodeURIComponent(soql)}`)) as { totalSize: number; records: SalesforceRow[] };
  }

  /** False where the org, or the rights of the person, leave the object out. */
  async hasObject(object: string): Promise<boolean> {
    return (await this.answer({ method: 'GET', path: `/sobjects/${object}/describe` })).ok;
  }

  /** Values of a picklist as `getPicklistValues` answers them. */
  async picklistValues(object: string, field: string): Promise<{ values: { label: string; value: string }[] }> {
    const described = (await this.get(`/sobjects/${object}/describe`)) as {
      fields: { name: string; picklistValues?: { label: string; value: string; active: boolean }[] }[];
    };
    const values = described.fields.find(({ name }) => name === field)?.picklistValues ?? [];
    return { values: values.filter(({ active }) => active).map(({ label, value }) => ({ label, value })) };
  }

  /** A request that Apex of the person makes. */
  async send(request: OrgRequest): Promise<OrgReply> {
    const answer = await this.answer(request);
    return { status: answer.status, body: await answer.json() };
  }

  /** What the person may use now; undefined where the login is no person of the simulated org: then everything. */
  async user(): Promise<PageUser | undefined> {
    if (!('username' in this.login)) {
      return undefined;
    }
    return (await read(await fetch(`${this.url}/_control/access/${encodeURIComponent(this.login.username)}`))) as PageUser;
  }

  private async get(path: string): Promise<unknown> {
    return read(await this.answer({ method: 'GET', path }));
  }

  private async answer(request: OrgRequest): Promise<Response> {
    const first = await this.fetch(request);
    if (first.status !== 401 || 'accessToken' in this.login) {
      return first;
    }
    this.token = undefined;
    return this.fetch(request);
  }

  private async fetch({ method, path, body }: OrgRequest): Promise<Response> {
    this.token ??= this.logIn();
    return fetch(`${this.url}${API_PATH}${path}`, {
      method,
      headers: { Authorization: `Bearer ${await this.token}`, Accept: 'application/json', 'Content-Type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
  }

  private async logIn(): Promise<string> {
    if ('accessToken' in this.login) {
      return this.login.accessToken;
    }
    if ('username' in this.login) {
      const session = await fetch(`${this.url}/_control/sessions`, { method: 'POST', body: JSON.stringify(this.login) });
      return ((await read(session)) as { accessToken: string }).accessToken;
    }
    const body = new URLSearchParams({
      grant_type: 'client_credentials',
      client_id: this.login.clientId,
      client_secret: this.login.clientSecret,
    });
    const answer = (await read(await fetch(`${this.url}/services/oauth2/token`, { method: 'POST', body }))) as {
      access_token: string;
    };
    return answer.access_token;
  }
}

async function read(response: Response): Promise<unknown> {
  const body: unknown = await response.json();
  if (!response.ok) {
    const [first] = (Array.isArray(body) ? body : [body]) as { message?: string; error_description?: string }[];
    throw new SalesforceRefusal(response.status, first?.message ?? first?.error_description ?? 'Salesforce refused the request');
  }
  return body;
}

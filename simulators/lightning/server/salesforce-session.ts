/** How the page gets into the org: an app with client credentials, or a token that somebody else got. */
export type SalesforceLogin = { readonly clientId: string; readonly clientSecret: string } | { readonly accessToken: string };

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

  /** Values of a picklist as `getPicklistValues` answers them. */
  async picklistValues(object: string, field: string): Promise<{ values: { label: string; value: string }[] }> {
    const described = (await this.get(`/sobjects/${object}/describe`)) as {
      fields: { name: string; picklistValues?: { label: string; value: string; active: boolean }[] }[];
    };
    const values = described.fields.find(({ name }) => name === field)?.picklistValues ?? [];
    return { values: values.filter(({ active }) => active).map(({ label, value }) => ({ label, value })) };
  }

  private async get(path: string): Promise<unknown> {
    const first = await this.fetch(path);
    if (first.status !== 401 || 'accessToken' in this.login) {
      return read(first);
    }
    this.token = undefined;
    return read(await this.fetch(path));
  }

  private async fetch(path: string): Promise<Response> {
    this.token ??= this.logIn();
    return fetch(`${this.url}${API_PATH}${path}`, {
      headers: { Authorization: `Bearer ${await this.token}`, Accept: 'application/json' },
    });
  }

  private async logIn(): Promise<string> {
    if ('accessToken' in this.login) {
      return this.login.accessToken;
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

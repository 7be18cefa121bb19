import { generateKeyPairSync } from 'node:crypto';
import path from 'node:path';
import { createConnector, exactVault, salesforceVault } from '../../src/connector/index.ts';
import { NEEDS } from '../../src/needs.ts';
import { createExactClients } from '../../src/exact/index.ts';
import { createSalesforceClients } from '../../src/salesforce/index.ts';
import type { HttpSettings } from '../../src/http/ports.ts';
import type { Store } from '../../src/store/index.ts';
import { startExactSimulator } from '../../../simulators/exact/index.ts';
import { startSalesforceSimulator } from '../../../simulators/salesforce/index.ts';
import { OPERATOR_TOKEN, startTestApp, type TestApp } from './test-app.ts';

const PACKAGE_DIRECTORY = path.resolve(import.meta.dirname, '../../../force-app/main/default');
const APP = { clientId: '4ee2f0a0-4a07-4b5c-b3f2-5dd0e8a3a111', clientSecret: 'secret' };
/** Of the app: what signs its assertions, and what the org checks them with. */
const CERTIFICATE = generateKeyPairSync('rsa', {
  modulusLength: 2048,
  publicKeyEncoding: { type: 'spki', format: 'pem' },
  privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
});
const PUBLIC_URL = 'http://localhost';
export const COMPANY = 730001;
export const ADMINISTRATOR = 'admin@example.com';
export const INTEGRATION_USER = 'integration@example.com';

/** The HTTP door with its real connector, over both simulated systems. */
export interface ConnectStage {
  readonly app: TestApp;
  readonly exactUrl: string;
  readonly salesforceUrl: string;
  readonly redirectUri: { readonly exact: string; readonly salesforce: string };
  /** Control of a simulator. */
  control(system: 'exact' | 'salesforce', method: string, route: string, body?: unknown): Promise<Record<string, unknown>>;
  /** The stored rows of a connection and of its org, as they are, leases included. */
  rows(orgId: string): Promise<unknown>;
  /** `POST /v1/orgs` with client credentials, and with this for Exact Online. */
  postOrg(exact: object): Promise<Response>;
  /** The org connected by an operator; answers its key. */
  connectByOperator(): Promise<string>;
  /** The address that the org's own page opens to connect; `Zoë` asks for it. */
  ticket(system: 'exact' | 'salesforce', key: string): Promise<string>;
  close(): Promise<void>;
}

export async function startConnectStage(settings: Partial<HttpSettings> = {}): Promise<ConnectStage> {
  const redirectUri = {
    exact: `${PUBLIC_URL}/connect/exact/callback`,
    salesforce: `${PUBLIC_URL}/connect/salesforce/callback`,
  };
  const exactSimulator = await startExactSimulator({
    timeScale: 1,
    app: { ...APP, webhookSecret: 'hook', redirectUris: [redirectUri.exact] },
    limits: null,
    divisions: [{ code: COMPANY, name: 'Test Company BV', currency: 'EUR', country: 'NL', isMain: true }],
  });
  const salesforceSimulator = await startSalesforceSimulator({
    packageDirectory: PACKAGE_DIRECTORY,
    app: {
      clientId: 'client',
      clientSecret: 'secret',
      redirectUris: [redirectUri.salesforce],
      jwtPublicKeyPem: CERTIFICATE.publicKey,
    },
  });
  const closing: (() => Promise<void>)[] = [];
  const app = await startTestApp({
    settings: {
      trustedProxies: 1,
      publicUrl: () => PUBLIC_URL,
      salesforceLoginUrl: salesforceSimulator.url,
      exactCountries: ['nl'],
      hasSalesforceCertificate: true,
      ...settings,
    },
    connector: (store) => connectorOver(store, exactSimulator.url, salesforceSimulator.url, closing),
  });
  const urls = { exact: exactSimulator.url, salesforce: salesforceSimulator.url };
  const stage: ConnectStage = {
    app,
    exactUrl: urls.exact,
    salesforceUrl: urls.salesforce,
    redirectUri,
    control: async (system, method, route, body) => {
      const response = await fetch(`${urls[system]}/_control/${route}`, {
        method,
        ...(body === undefined ? {} : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
      });
      const text = await response.text();
      if (!response.ok) throw new Error(`${route}: ${response.status} ${text}`);
      return text === '' ? {} : (JSON.parse(text) as Record<string, unknown>);
    },
    rows: async (orgId) => ({
      connections: await app.query('select * from connection where org_id = $1 order by system', [orgId]),
      org: await app.query('select * from org where id = $1', [orgId]),
    }),
    postOrg: (exact) =>
      app.request('POST', '/v1/orgs', {
        key: OPERATOR_TOKEN,
        body: {
          salesforce: { grant: 'client_credentials', instanceUrl: urls.salesforce },
          exact: { country: 'nl', ...exact },
        },
      }),
    connectByOperator: async () => {
      const { code } = await stage.control('exact', 'POST', 'consent', { redirectUri: redirectUri.exact });
      const response = await stage.postOrg({ code, redirectUri: redirectUri.exact });
      const body = (await response.json()) as { apiKey: string };
      if (response.status !== 201) throw new Error(`not connected: ${JSON.stringify(body)}`);
      return body.apiKey;
    },
    ticket: async (system, key) => {
      const headers = { 'x-salesforce-user': 'Zo%C3%AB' };
      const response = await app.request('POST', `/v1/connect/${system}`, { key, body: {}, headers });
      return ((await response.json()) as { url: string }).url;
    },
    close: async () => {
      await app.close();
      for (const close of closing) await close();
      await Promise.all([exactSimulator.close(), salesforceSimulator.close()]);
    },
  };
  return stage;
}

function connectorOver(store: Store, exactUrl: string, salesforceUrl: string, closing: (() => Promise<void>)[]) {
  // Waits between attempts in fast motion; no sign-in of a test grows old enough to be renewed.
  const clock = { now: () => new Date(), timeScale: 20 };
  const exactAppOf = (country: string) => ({ country, baseUrl: exactUrl, ...APP });
  const exact = createExactClients({
    ...clock,
    appOf: exactAppOf,
    vault: exactVault(store.vault),
    budget: store.budgets,
    memory: store.divisionTraits,
  });
  const salesforceApp = {
    clientId: 'client',
    clientSecret: 'secret',
    loginUrl: salesforceUrl,
    privateKeyPem: CERTIFICATE.privateKey,
  };
  const salesforce = createSalesforceClients({
    ...clock,
    app: salesforceApp,
    vault: salesforceVault(store.vault),
    usage: { record: () => undefined },
  });
  closing.push(
    () => exact.close(),
    () => salesforce.close(),
  );
  return createConnector({ store, exact, salesforce, exactAppOf, salesforceApp, needs: NEEDS });
}

let browsers = 0;

/** A browser with one cookie jar: opens pages, presses buttons, and signs in at Salesforce as whom it is told. */
export class TestBrowser {
  readonly #stage: ConnectStage;
  readonly #language: string;
  readonly #cookies = new Map<string, string>();
  /** Each sits somewhere else: the pages count visits by address. */
  readonly #address: string;
  status = 0;
  html = '';

  /** `language`: what its person reads. */
  constructor(stage: ConnectStage, language = 'en') {
    this.#stage = stage;
    this.#language = language;
    browsers += 1;
    this.#address = `203.0.113.${browsers}`;
  }

  /** A path or an address of this service. */
  open(address: string): Promise<void> {
    return this.#go('GET', address);
  }

  /** Presses the button of this text: a form is posted, with what is typed into its fields. */
  async press(text: string, typed: Readonly<Record<string, string>> = {}): Promise<void> {
    const forms = this.html.match(/<form.*?<\/form>/gs) ?? [];
    const form = forms.find((candidate) => unescaped(candidate).includes(`<button>${text}</button>`));
    if (form === undefined) throw new Error(`there is no button "${text}" on: ${this.html}`);
    const fields = [...form.matchAll(/name="([^"]*)" value="([^"]*)"/g)];
    const body = new URLSearchParams(fields.map(([, name = '', value = '']): [string, string] => [name, unescaped(value)]));
    for (const [name, value] of Object.entries(typed)) {
      if (!form.includes(`<input name="${name}"`)) throw new Error(`"${text}" asks for no ${name}: ${form}`);
      body.set(name, value);
    }
    await this.#go('POST', /action="([^"]*)"/.exec(form)?.[1] ?? '', body);
  }

  /** Where the page leads at the other system. */
  get onward(): URL {
    return new URL(unescaped(/http-equiv="refresh" content="0;url=([^"]*)"/.exec(this.html)?.[1] ?? ''));
  }

  get pairingCode(): string | undefined {
    return /<code>([^<]*)<\/code>/.exec(this.html)?.[1];
  }

  linkTo(part: string): string {
    const links = [...this.html.matchAll(/href="([^"]*)"/g)].map(([, href = '']) => unescaped(href));
    return links.find((href) => href.includes(part)) ?? '';
  }

  /** Signs in on the page the service led to, allows access, and comes back. */
  async signInAtSalesforce(username: string): Promise<void> {
    const form = new URLSearchParams(this.onward.search);
    form.set('decision', 'allow');
    form.set('username', username);
    const answer = await fetch(`${this.#stage.salesforceUrl}/services/oauth2/authorize`, {
      method: 'POST',
      body: form,
      redirect: 'manual',
    });
    await this.open(answer.headers.get('location') ?? '');
  }

  async signInAtExact(): Promise<void> {
    const form = new URLSearchParams(this.onward.search);
    form.set('division', String(COMPANY));
    const answer = await fetch(`${this.#stage.exactUrl}/api/oauth2/auth`, { method: 'POST', body: form, redirect: 'manual' });
    await this.open(answer.headers.get('location') ?? '');
  }

  async #go(method: string, address: string, body?: URLSearchParams): Promise<void> {
    const { pathname, search } = new URL(address, PUBLIC_URL);
    const cookie = [...this.#cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const response = await fetch(`${this.#stage.app.url}${pathname}${search}`, {
      method,
      headers: { 'x-forwarded-for': this.#address, 'accept-language': this.#language, ...(cookie === '' ? {} : { cookie }) },
      ...(body === undefined ? {} : { body }),
    });
    const [, name, value] = /^([^=]+)=([^;]*)/.exec(response.headers.get('set-cookie') ?? '') ?? [];
    if (name !== undefined && value !== undefined) this.#cookies.set(name, value);
    this.status = response.status;
    this.html = await response.text();
  }
}

function unescaped(html: string): string {
  return html.replace(/&#(\d+);/g, (_match, code: string) => String.fromCharCode(Number(code)));
}

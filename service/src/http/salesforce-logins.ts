import { createHash, randomBytes } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { TandemError } from '../errors/index.ts';
import type { Page } from './connect-page.ts';
import { bindBrowser, isSameBrowser } from './login-binding.ts';
import { sendOnward } from './login-pages.ts';
import type { Administrator, HttpDependencies, PendingSignIn, SalesforceConnectRequest } from './ports.ts';

/** An org that is to be connected, and why that is allowed. */
export interface AllowedChange {
  readonly orgId: string;
  /** Who wants it. */
  readonly by: string;
  /** By a ticket of the org's own page: only then a connection that is there already may be replaced. */
  readonly isAsked: boolean;
}

export interface AllowedLogin extends AllowedChange {
  readonly instanceUrl: string;
  /** The administrator's own, where one proved himself. */
  readonly signIn?: PendingSignIn | undefined;
}

const ACTION = '/connect/salesforce/user';
const NEEDS_SET = 'This user needs the permission set Tandem Integration.';

/** The steps of a login at Salesforce. Each is remembered for ten minutes, sealed, and good for one step. */
export class SalesforceLogins {
  readonly #dependencies: HttpDependencies;

  constructor(dependencies: HttpDependencies) {
    this.#dependencies = dependencies;
  }

  get isSecure(): boolean {
    return this.#dependencies.settings.publicUrl().startsWith('https://');
  }

  get redirectUri(): string {
    return `${this.#dependencies.settings.publicUrl()}/connect/salesforce/callback`;
  }

  /** Leads the browser to Salesforce and remembers `secret` until it is back. */
  async begin(
    reply: FastifyReply,
    kind: 'salesforce' | 'salesforceUser',
    loginUrl: string,
    secret: Readonly<Record<string, string>>,
  ): Promise<FastifyReply> {
    const { store, connector } = this.#dependencies;
    const verifier = randomBytes(48).toString('base64url');
    const codeChallenge = createHash('sha256').update(verifier).digest('base64url');
    const browser = bindBrowser(reply, this.isSecure);
    const state = await store.oauthStates.begin({ kind, secret: { ...secret, verifier, loginUrl, browser } });
    const request = { loginUrl, redirectUri: this.redirectUri, state, codeChallenge, asksWho: kind === 'salesforceUser' };
    return sendOnward(reply, 'Salesforce', connector.salesforceAuthorizeUrl(request));
  }

  /** What an org's own page asked for. Looking at the page spends nothing. */
  async ticketPage(ticket: string): Promise<Page> {
    const { store } = this.#dependencies;
    const { orgId = '' } = (await store.oauthStates.look('salesforceTicket', ticket)) ?? {};
    const org = await store.orgs.find(orgId);
    if (org === undefined) throw new TandemError('login_expired');
    return {
      title: 'Connect Salesforce again',
      paragraphs: [
        `The Salesforce org ${org.name} (${org.id}) will be connected anew. Until the new sign-in is proven the old one stays.`,
        `Under which user shall Tandem work? ${NEEDS_SET}`,
      ],
      forms: [
        { text: 'Log in as this user', action: ACTION, values: { user: 'other', ticket } },
        { text: 'The user that the app runs as', action: ACTION, values: { user: 'runAs', ticket } },
      ],
    };
  }

  /** Throws `login_expired` for a ticket that is unknown, used or too old. */
  async takeTicket(ticket: string): Promise<AllowedLogin> {
    const { store } = this.#dependencies;
    const { orgId, secret } = (await store.oauthStates.take(['salesforceTicket'], ticket)) ?? {};
    if (orgId === undefined) throw new TandemError('login_expired');
    const { meta } = await store.vault.read(orgId, 'salesforce');
    return { orgId, by: secret?.['by'] ?? '', isAsked: true, instanceUrl: meta.instanceUrl ?? '' };
  }

  /** What an administrator who has proven himself may do next: only in the browser in which he did. */
  async takeProof(request: FastifyRequest, proof: string): Promise<AllowedLogin> {
    const { secret } = (await this.#dependencies.store.oauthStates.take(['salesforceProof'], proof)) ?? {};
    if (secret === undefined || !isSameBrowser(request, secret['browser'] ?? '', this.isSecure))
      throw new TandemError('login_expired');
    const { issuedAt, ...rest } = JSON.parse(secret['signIn'] ?? '{}') as PendingSignIn & { readonly issuedAt: string };
    const signIn: PendingSignIn = { ...rest, issuedAt: new Date(issuedAt) };
    const { orgId, instanceUrl } = signIn;
    return { orgId, by: secret['by'] ?? '', isAsked: false, instanceUrl, signIn };
  }

  /** An administrator is proven: he chooses the user, or gets a new pairing code where the org is connected already. */
  async administratorPage({ orgId, organizationName, name, username, signIn }: Administrator, browser: string): Promise<Page> {
    const { store } = this.#dependencies;
    if ((await store.vault.find(orgId, 'salesforce')) !== undefined) return this.#connectedPage(orgId, organizationName);
    const secret = { by: `${name} (${username})`, browser, signIn: JSON.stringify(signIn) };
    const proof = await store.oauthStates.begin({ kind: 'salesforceProof', secret });
    return {
      title: `You are an administrator of ${organizationName}`,
      paragraphs: [
        `Under which user shall Tandem work in Salesforce? ${NEEDS_SET}`,
        'Best is a user of its own, so that nothing stops when somebody leaves.',
      ],
      forms: [
        { text: 'Log in as this user', action: ACTION, values: { user: 'other', proof } },
        { text: 'The user that the app runs as', action: ACTION, values: { user: 'runAs', proof } },
        { text: `Me, ${username}`, action: ACTION, values: { user: 'me', proof } },
      ],
    };
  }

  /** Connects, and says what comes next. */
  async connect(request: SalesforceConnectRequest, { orgId, by, isAsked }: AllowedChange): Promise<Page> {
    const { store, connector, engine } = this.#dependencies;
    const former = await store.vault.find(orgId, 'salesforce');
    if (former !== undefined && !isAsked) return this.#connectedPage(orgId, (await store.orgs.find(orgId))?.name ?? orgId);
    const { org, userName } = await connector.connectSalesforce(request, { by, orgId });
    connector.forget(org.id);
    await engine.wake(org.id);
    if (isAsked) {
      return {
        title: `${org.name} is connected again`,
        paragraphs: [`Tandem works as ${userName}.`, 'Close this window and go on in the Tandem setup page in Salesforce.'],
      };
    }
    const [code, ticket] = await Promise.all([
      store.pairingCodes.issue(org.id),
      store.oauthStates.begin({ kind: 'exactTicket', orgId: org.id, secret: { by } }),
    ]);
    return {
      title: `${org.name} is connected`,
      paragraphs: [
        `Tandem works as ${userName}.`,
        'Copy this code into the Tandem setup page in Salesforce. It works once and for five minutes.',
      ],
      code,
      links: [{ text: 'Then connect Exact Online', href: `/connect/exact?ticket=${ticket}` }],
    };
  }

  async #connectedPage(orgId: string, name: string): Promise<Page> {
    return {
      title: `${name} is connected already`,
      paragraphs: [
        'Nothing was changed. To connect it under another user, press Connect again in the Tandem setup page in Salesforce.',
        'If that page has lost its key, this code pairs it anew. It works once and for five minutes, and ends every other key.',
      ],
      code: await this.#dependencies.store.pairingCodes.issue(orgId),
    };
  }
}

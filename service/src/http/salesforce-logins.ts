import type { FastifyReply, FastifyRequest } from 'fastify';
import { isTandemError, phrase, TandemError, type ErrorCode } from '../errors/index.ts';
import { createPkce } from '../salesforce/index.ts';
import type { Page, PageChoice } from './connect-page.ts';
import { bindBrowser, isSameBrowser } from './login-binding.ts';
import { problemPage, sendOnward } from './login-pages.ts';
import type { Administrator, HttpDependencies, PendingSignIn, SalesforceConnectRequest } from './ports.ts';
import { ENDS_WHEN, signInChoices } from './sign-in-choices.ts';

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
  /** The same permission once more, since this one is spent: the choices that carry it. */
  readonly offerAgain: () => Promise<readonly PageChoice[]>;
}

const HOW = phrase('page_how');
/** What an administrator can put right in Salesforce, or choose otherwise, without beginning anew. */
const CAN_CHOOSE_AGAIN: readonly string[] = [
  'salesforce_run_as_missing',
  'salesforce_certificate_refused',
  'salesforce_user_not_ready',
] satisfies ErrorCode[];

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
    const { codeVerifier: verifier, codeChallenge } = createPkce();
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
      title: phrase('page_again'),
      paragraphs: [phrase('page_again_org', { org: org.name, id: org.id }), HOW],
      choices: this.#choices({ ticket }),
    };
  }

  /** Throws `login_expired` for a ticket that is unknown, used or too old. */
  async takeTicket(ticket: string): Promise<AllowedLogin> {
    const { store } = this.#dependencies;
    const { orgId, secret } = (await store.oauthStates.take(['salesforceTicket'], ticket)) ?? {};
    if (orgId === undefined) throw new TandemError('login_expired');
    const { meta } = await store.vault.read(orgId, 'salesforce');
    const again = { kind: 'salesforceTicket', orgId, secret: secret ?? {} } as const;
    return {
      orgId,
      by: secret?.['by'] ?? '',
      isAsked: true,
      instanceUrl: meta.instanceUrl ?? '',
      offerAgain: async () => this.#choices({ ticket: await store.oauthStates.begin(again) }),
    };
  }

  /** What an administrator who has proven himself may do next: only in the browser in which he did. */
  async takeProof(request: FastifyRequest, proof: string): Promise<AllowedLogin> {
    const { store } = this.#dependencies;
    const { secret } = (await store.oauthStates.take(['salesforceProof'], proof)) ?? {};
    if (secret === undefined || !isSameBrowser(request, secret['browser'] ?? '', this.isSecure))
      throw new TandemError('login_expired');
    const { issuedAt, ...rest } = JSON.parse(secret['signIn'] ?? '{}') as PendingSignIn & { readonly issuedAt: string };
    const signIn: PendingSignIn = { ...rest, issuedAt: new Date(issuedAt) };
    const { orgId, instanceUrl } = signIn;
    const again = { kind: 'salesforceProof', secret } as const;
    return {
      orgId,
      by: secret['by'] ?? '',
      isAsked: false,
      instanceUrl,
      signIn,
      offerAgain: async () => this.#choices({ proof: await store.oauthStates.begin(again) }, secret['username']),
    };
  }

  /** An administrator is proven: he chooses the user, or gets a new pairing code where the org is connected already. */
  async administratorPage({ orgId, organizationName, name, username, signIn }: Administrator, browser: string): Promise<Page> {
    const { store } = this.#dependencies;
    if ((await store.vault.find(orgId, 'salesforce')) !== undefined) return this.#connectedPage(orgId, organizationName);
    const secret = { by: `${name} (${username})`, username, browser, signIn: JSON.stringify(signIn) };
    const proof = await store.oauthStates.begin({ kind: 'salesforceProof', secret });
    return {
      title: phrase('page_administrator', { org: organizationName }),
      paragraphs: [HOW],
      choices: this.#choices({ proof }, username),
    };
  }

  /** Connects as chosen, or says what is in the way and lets the person choose again. */
  async connectAsChosen(reply: FastifyReply, request: SalesforceConnectRequest, chosen: AllowedLogin): Promise<Page> {
    try {
      return await this.connect(request, chosen);
    } catch (error) {
      if (!isTandemError(error) || !CAN_CHOOSE_AGAIN.includes(error.code)) throw error;
      void reply.code(error.status);
      return { ...problemPage(error), choices: await chosen.offerAgain() };
    }
  }

  /** Connects, and says what comes next. */
  async connect(request: SalesforceConnectRequest, { orgId, by, isAsked }: AllowedChange): Promise<Page> {
    const { store, connector, engine } = this.#dependencies;
    const former = await store.vault.find(orgId, 'salesforce');
    if (former !== undefined && !isAsked) return this.#connectedPage(orgId, (await store.orgs.find(orgId))?.name ?? orgId);
    const { org, userName, signIn } = await connector.connectSalesforce(request, { by, orgId });
    const inForce = phrase('page_works_as', { user: userName, ends: ENDS_WHEN[signIn] });
    connector.forget(org.id);
    await engine.wake(org.id);
    if (isAsked) {
      return {
        title: phrase('page_connected_again', { org: org.name }),
        paragraphs: [inForce, phrase('page_close')],
      };
    }
    const [code, ticket] = await Promise.all([
      store.pairingCodes.issue(org.id),
      store.oauthStates.begin({ kind: 'exactTicket', orgId: org.id, secret: { by } }),
    ]);
    return {
      title: phrase('page_connected', { org: org.name }),
      paragraphs: [inForce, phrase('page_pairing')],
      code,
      links: [{ text: phrase('page_exact_next'), href: `/connect/exact?ticket=${ticket}` }],
    };
  }

  #choices(values: Readonly<Record<string, string>>, administrator?: string): readonly PageChoice[] {
    const { hasSalesforceCertificate: hasCertificate } = this.#dependencies.settings;
    return signInChoices({ values, administrator, hasCertificate });
  }

  async #connectedPage(orgId: string, name: string): Promise<Page> {
    return {
      title: phrase('page_connected_already', { org: name }),
      paragraphs: [phrase('page_nothing_changed'), phrase('page_pairing_anew')],
      code: await this.#dependencies.store.pairingCodes.issue(orgId),
    };
  }
}

import { createHash, randomBytes } from 'node:crypto';
import type { StoreBase } from './org-scope.ts';

const LIFETIME_MS = 10 * 60_000;
const PURPOSE = 'oauth_state';

/**
 * Where a login stands. `exactTicket`, `salesforceTicket`: an org asked to connect, and a browser has yet to come with it.
 * `exact`, `salesforce` (an administrator who proves himself), `salesforceUser` (the user under whom Tandem is to work): a browser
 * is at the other system. `salesforceProof`: an administrator is proven and has yet to choose that user.
 */
export type OauthStateKind = 'exact' | 'exactTicket' | 'salesforce' | 'salesforceTicket' | 'salesforceProof' | 'salesforceUser';

/** What a login that has begun must remember until the browser comes back. */
export interface OauthState {
  readonly kind: OauthStateKind;
  /** The org that is being connected; a Salesforce login may not know it yet. */
  readonly orgId?: string | undefined;
  /** PKCE verifier, country, login address and the like; sealed. */
  readonly secret: Readonly<Record<string, string>>;
}

/** States of OAuth logins: single use, ten minutes, only their hash is stored. */
export class OauthStateRepository {
  readonly #base: StoreBase;

  constructor(base: StoreBase) {
    this.#base = base;
  }

  /** Answers the `state` parameter of the authorize address. */
  async begin(state: OauthState): Promise<string> {
    const token = randomBytes(32).toString('base64url');
    await this.#base.db.deleteFrom('oauthState').where('expiresAt', '<=', this.#base.clock.now()).execute();
    await this.#base.db
      .insertInto('oauthState')
      .values({
        hash: hashOf(token),
        kind: state.kind,
        orgId: state.orgId ?? null,
        secret: this.#base.keyRing.sealJson(state.orgId ?? '', PURPOSE, state.secret),
        expiresAt: this.#base.clock.in(LIFETIME_MS),
      })
      .execute();
    return token;
  }

  /** What was remembered, once. Undefined when the state is unknown, of another kind, used or too old. */
  async take(kinds: readonly OauthStateKind[], token: string): Promise<OauthState | undefined> {
    const row = await this.#base.db
      .deleteFrom('oauthState')
      .where('hash', '=', hashOf(token))
      .where('kind', 'in', kinds)
      .where('expiresAt', '>', this.#base.clock.now())
      .returning(['kind', 'orgId', 'secret'])
      .executeTakeFirst();
    return row === undefined ? undefined : this.#opened(row);
  }

  /** The same, and it stays good: whoever only looks spends nothing. */
  async look(kind: OauthStateKind, token: string): Promise<OauthState | undefined> {
    const row = await this.#base.db
      .selectFrom('oauthState')
      .where('hash', '=', hashOf(token))
      .where('kind', '=', kind)
      .where('expiresAt', '>', this.#base.clock.now())
      .select(['kind', 'orgId', 'secret'])
      .executeTakeFirst();
    return row === undefined ? undefined : this.#opened(row);
  }

  #opened({ kind, orgId, secret }: { kind: OauthStateKind; orgId: string | null; secret: string }): OauthState {
    const remembered = this.#base.keyRing.openJson<Record<string, string>>(orgId ?? '', PURPOSE, secret);
    return { kind, orgId: orgId ?? undefined, secret: remembered };
  }
}

function hashOf(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}

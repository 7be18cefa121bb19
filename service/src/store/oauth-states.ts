import { createHash, randomBytes } from 'node:crypto';
import type { StoreBase } from './org-scope.ts';

const LIFETIME_MS = 10 * 60_000;
const PURPOSE = 'oauth_state';

/** What a login that has begun must remember until the browser comes back. */
export interface OauthState {
  /** `exactTicket`: an org asked to connect Exact, and a browser has yet to come with it. */
  readonly kind: 'exact' | 'exactTicket' | 'salesforce';
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

  /** What was remembered, once. Undefined when the state is unknown, used or too old. */
  async take(kind: OauthState['kind'], token: string): Promise<OauthState | undefined> {
    const row = await this.#base.db
      .deleteFrom('oauthState')
      .where('hash', '=', hashOf(token))
      .where('kind', '=', kind)
      .where('expiresAt', '>', this.#base.clock.now())
      .returning(['orgId', 'secret'])
      .executeTakeFirst();
    if (row === undefined) return undefined;
    const secret = this.#base.keyRing.openJson<Record<string, string>>(row.orgId ?? '', PURPOSE, row.secret);
    return { kind, orgId: row.orgId ?? undefined, secret };
  }
}

function hashOf(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}

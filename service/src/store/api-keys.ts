import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import type { StoreBase } from './org-scope.ts';

const KEY_PATTERN = /^tandem_([\w-]{16})_([\w-]{43})$/;
const ABSENT_HASH = sha256('absent');

/** API keys of orgs, as `tandem_<id>_<secret>`. Only the secret's SHA-256 is stored; several may live, for rotation. */
export class ApiKeyRepository {
  readonly #base: StoreBase;

  constructor(base: StoreBase) {
    this.#base = base;
  }

  /** A new key for the org: the only moment at which it can be read. */
  async issue(orgId: string): Promise<string> {
    const id = randomBytes(12).toString('base64url');
    const secret = randomBytes(32).toString('base64url');
    await this.#base.db
      .insertInto('apiKey')
      .values({ id, orgId, hash: sha256(secret) })
      .execute();
    return `tandem_${id}_${secret}`;
  }

  /** The org a key speaks for, compared in constant time; undefined when there is no such key. */
  async resolve(key: string): Promise<{ orgId: string; keyId: string } | undefined> {
    const [, id, secret] = KEY_PATTERN.exec(key) ?? [];
    if (id === undefined || secret === undefined) return undefined;
    const row = await this.#base.db.selectFrom('apiKey').select(['orgId', 'hash']).where('id', '=', id).executeTakeFirst();
    const isEqual = timingSafeEqual(Buffer.from(sha256(secret)), Buffer.from(row?.hash ?? ABSENT_HASH));
    return isEqual && row !== undefined ? { orgId: row.orgId, keyId: id } : undefined;
  }

  /** Ends every key of the org but the given one. */
  async revokeOthers(orgId: string, keptKeyId: string): Promise<void> {
    await this.#base.db.deleteFrom('apiKey').where('orgId', '=', orgId).where('id', '!=', keptKeyId).execute();
  }

  async revokeAll(orgId: string): Promise<void> {
    await this.#base.db.deleteFrom('apiKey').where('orgId', '=', orgId).execute();
  }
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

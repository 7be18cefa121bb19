import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import type { Kysely } from 'kysely';
import { TandemError } from '../errors/index.ts';
import type { StoreBase } from './org-scope.ts';
import { pairingCodeHash } from './pairing-codes.ts';
import type { Database } from './schema.ts';

/** A key as its org may see it: never the secret. */
export interface ApiKeyInfo {
  readonly id: string;
  readonly createdAt: Date;
  /** Exact to a minute; null for one that was never used. */
  readonly lastUsedAt: Date | null;
}

const KEY_PATTERN = /^tandem_([\w-]{16})_([\w-]{43})$/;
const ABSENT_HASH = sha256('absent');
const USE_NOTED_EVERY_MS = 60_000;
/** A second rotation with one key sooner than this is a parallel one: whoever waited longer got no answer to the first. */
const ROTATION_REST_MS = 60_000;
const MOST_REMEMBERED_USES = 10_000;

/** API keys of orgs, as `tandem_<id>_<secret>`. Only the secret's SHA-256 is stored; several may live, for rotation. */
export class ApiKeyRepository {
  readonly #base: StoreBase;
  /** When this process last stored that a key was used, in milliseconds of `performance.now()`. */
  readonly #notedUses = new Map<string, number>();

  constructor(base: StoreBase) {
    this.#base = base;
  }

  /** A further key for the org: the only moment at which it can be read. */
  issue(orgId: string): Promise<string> {
    return this.#insert(this.#base.db, orgId);
  }

  /**
   * Spends a pairing code of this org and answers a new key: every other key of the org ends with it. Undefined, and nothing
   * has changed, when the code is not good.
   */
  pair(code: string, orgId: string): Promise<string | undefined> {
    return this.#base.db.transaction().execute(async (tx) => {
      const spent = await tx
        .deleteFrom('pairingCode')
        .where('hash', '=', pairingCodeHash(code))
        .where('orgId', '=', orgId)
        .where('expiresAt', '>', this.#base.clock.now())
        .returning('orgId')
        .executeTakeFirst();
      if (spent === undefined) return undefined;
      await lockOrg(tx, orgId);
      await tx.deleteFrom('apiKey').where('orgId', '=', orgId).execute();
      return this.#insert(tx, orgId);
    });
  }

  /**
   * A new key in exchange for `keyId`, which lives until the next rotation, so that a lost answer locks nobody out; every
   * other key ends. Of rotations at the same moment one is answered: throws `key_just_rotated` for the others, and
   * `unauthorized` when another rotation ended the asking key meanwhile.
   */
  rotate(orgId: string, keyId: string): Promise<string> {
    return this.#base.db.transaction().execute(async (tx) => {
      await lockOrg(tx, orgId);
      const asking = await tx
        .selectFrom('apiKey')
        .select(['id', (eb) => eb('rotatedAt', '>', this.#base.clock.in(-ROTATION_REST_MS)).as('isTooSoon')])
        .where('orgId', '=', orgId)
        .where('id', '=', keyId)
        .executeTakeFirst();
      if (asking === undefined) throw new TandemError('unauthorized');
      if (asking.isTooSoon === true) throw new TandemError('key_just_rotated', {}, { retryAfterMs: ROTATION_REST_MS });
      await tx.deleteFrom('apiKey').where('orgId', '=', orgId).where('id', '!=', keyId).execute();
      await tx.updateTable('apiKey').set({ rotatedAt: this.#base.clock.now() }).where('id', '=', keyId).execute();
      return this.#insert(tx, orgId);
    });
  }

  /** The org a key speaks for, compared in constant time; undefined when there is no such key. */
  async resolve(key: string): Promise<{ orgId: string; keyId: string } | undefined> {
    const [, id, secret] = KEY_PATTERN.exec(key) ?? [];
    if (id === undefined || secret === undefined) return undefined;
    const row = await this.#base.db.selectFrom('apiKey').select(['orgId', 'hash']).where('id', '=', id).executeTakeFirst();
    const isEqual = timingSafeEqual(Buffer.from(sha256(secret)), Buffer.from(row?.hash ?? ABSENT_HASH));
    if (!isEqual || row === undefined) return undefined;
    await this.#noteUse(id);
    return { orgId: row.orgId, keyId: id };
  }

  /** Every living key of the org, newest first. */
  list(orgId: string): Promise<ApiKeyInfo[]> {
    return this.#base.db
      .selectFrom('apiKey')
      .select(['id', 'createdAt', 'lastUsedAt'])
      .where('orgId', '=', orgId)
      .orderBy('createdAt', 'desc')
      .orderBy('id')
      .execute();
  }

  /** Ends one key. False when the org has no such key. */
  async revoke(orgId: string, keyId: string): Promise<boolean> {
    const result = await this.#base.db.deleteFrom('apiKey').where('orgId', '=', orgId).where('id', '=', keyId).executeTakeFirst();
    return result.numDeletedRows > 0n;
  }

  async #insert(db: Kysely<Database>, orgId: string): Promise<string> {
    const id = randomBytes(12).toString('base64url');
    const secret = randomBytes(32).toString('base64url');
    await db
      .insertInto('apiKey')
      .values({ id, orgId, hash: sha256(secret), createdAt: this.#base.clock.now() })
      .execute();
    return `tandem_${id}_${secret}`;
  }

  /** One statement a key and minute, whatever the number of requests. */
  async #noteUse(id: string): Promise<void> {
    const now = performance.now();
    const notedAt = this.#notedUses.get(id);
    if (notedAt !== undefined && now - notedAt < USE_NOTED_EVERY_MS) return;
    if (this.#notedUses.size >= MOST_REMEMBERED_USES) this.#notedUses.clear();
    this.#notedUses.set(id, now);
    await this.#base.db.updateTable('apiKey').set({ lastUsedAt: this.#base.clock.now() }).where('id', '=', id).execute();
  }
}

/** Whatever changes the keys of an org does so one after the other. */
async function lockOrg(tx: Kysely<Database>, orgId: string): Promise<void> {
  await tx.selectFrom('org').select('id').where('id', '=', orgId).forUpdate().execute();
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

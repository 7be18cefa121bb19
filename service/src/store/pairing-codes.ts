import { createHash, randomInt } from 'node:crypto';
import type { StoreBase } from './org-scope.ts';

const LIFETIME_MS = 5 * 60_000;
/** Without the signs that people mistake for each other. */
const ALPHABET = '23456789ABCDEFGHJKMNPQRSTUVWXYZ';
const GROUPS = 4;
const GROUP_LENGTH = 5;

/** Single-use codes that tie an org to the API key it may fetch. Valid for five minutes; only the hash is stored. */
export class PairingCodeRepository {
  readonly #base: StoreBase;

  constructor(base: StoreBase) {
    this.#base = base;
  }

  /** A code such as `7KQ2M-...`, for a person to copy. */
  async issue(orgId: string): Promise<string> {
    const group = (): string => Array.from({ length: GROUP_LENGTH }, () => ALPHABET[randomInt(ALPHABET.length)]).join('');
    const code = Array.from({ length: GROUPS }, group).join('-');
    await this.#base.db.deleteFrom('pairingCode').where('expiresAt', '<=', this.#base.clock.now()).execute();
    await this.#base.db
      .insertInto('pairingCode')
      .values({ hash: hashOf(code), orgId, expiresAt: this.#base.clock.in(LIFETIME_MS) })
      .execute();
    return code;
  }

  /** True for a code of this org that is still good; it is good no more after this. */
  async redeem(code: string, orgId: string): Promise<boolean> {
    const row = await this.#base.db
      .deleteFrom('pairingCode')
      .where('hash', '=', hashOf(code.trim().toUpperCase()))
      .where('orgId', '=', orgId)
      .where('expiresAt', '>', this.#base.clock.now())
      .returning('orgId')
      .executeTakeFirst();
    return row !== undefined;
  }
}

function hashOf(code: string): string {
  return createHash('sha256').update(code).digest('hex');
}

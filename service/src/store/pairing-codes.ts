import { createHash, randomInt } from 'node:crypto';
import type { StoreBase } from './org-scope.ts';

const LIFETIME_MS = 5 * 60_000;
/** Without the signs that people mistake for each other. */
const ALPHABET = '23456789ABCDEFGHJKMNPQRSTUVWXYZ';
const GROUPS = 4;
const GROUP_LENGTH = 5;

/** Single-use codes that tie an org to the API key it may fetch (`ApiKeyRepository.pair`). Valid for five minutes; only the hash is stored. */
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
      .values({ hash: pairingCodeHash(code), orgId, expiresAt: this.#base.clock.in(LIFETIME_MS) })
      .execute();
    return code;
  }
}

/** Under what a code is stored. People type it in any case, with spaces around it. */
export function pairingCodeHash(code: string): string {
  return createHash('sha256').update(code.trim().toUpperCase()).digest('hex');
}

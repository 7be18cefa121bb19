import type { ErrorCode } from '../../errors/index.ts';
import type { CredentialVault, VaultEntry } from '../credential-vault.ts';

/** A vault in memory with one writer at a time, for tests of clients. */
export class MemoryVault<Credentials> implements CredentialVault<Credentials> {
  entry: VaultEntry<Credentials>;
  readonly stored: Credentials[] = [];
  readonly marks: ErrorCode[] = [];
  /** Renewals that were begun. */
  begun = 0;
  #tail: Promise<unknown> = Promise.resolve();
  #saves = 0;

  constructor(credentials: Credentials) {
    this.entry = { credentials, needsReconnect: false, mark: 'first' };
  }

  /** Somebody else has stored these. */
  hold(credentials: Credentials): void {
    this.#saves += 1;
    this.entry = { credentials, needsReconnect: false, mark: `save ${this.#saves}` };
  }

  read(): Promise<VaultEntry<Credentials>> {
    return Promise.resolve(this.entry);
  }

  isCurrent(_orgId: string, mark: string): Promise<boolean> {
    const { needsReconnect, isAccessRefused } = this.entry;
    return Promise.resolve(this.entry.mark === mark && !needsReconnect && isAccessRefused !== true);
  }

  exclusively(
    _orgId: string,
    work: (entry: VaultEntry<Credentials>, begin: () => Promise<void>) => Promise<Credentials | undefined>,
  ): Promise<void> {
    const turn = this.#tail.then(async () => {
      const credentials = await work(this.entry, () => {
        this.begun += 1;
        return Promise.resolve();
      });
      if (credentials === undefined) return;
      this.stored.push(credentials);
      this.hold(credentials);
    });
    this.#tail = turn.catch(() => undefined);
    return turn;
  }

  markReconnect(_orgId: string, code: ErrorCode, reason?: string): Promise<void> {
    this.marks.push(code);
    this.entry = { ...this.entry, needsReconnect: true, reason };
    return Promise.resolve();
  }

  markAccessRefused(): Promise<void> {
    this.entry = { ...this.entry, isAccessRefused: true };
    return Promise.resolve();
  }
}

import type { TandemError } from '../../errors/index.ts';
import type { ExactRecord } from './exact-object.ts';

/** What became of the operations of a plan so far, by their keys. */
export class Written {
  readonly #ids = new Map<string, string>();
  readonly #inExact = new Map<string, ExactRecord>();
  readonly #done = new Set<string>();
  readonly #failures = new Map<string, TandemError>();
  readonly #hindered = new Map<string, TandemError>();

  /** The record of an operation that is there before anything is done. */
  stands(key: string, id: string): void {
    this.#ids.set(key, id);
  }

  /** The same for one in Exact. */
  standsInExact(key: string, record: ExactRecord): void {
    this.stands(key, record.id);
    this.#inExact.set(key, record);
  }

  done(key: string, id: string): void {
    this.stands(key, id);
    this.#done.add(key);
  }

  failed(key: string, error: TandemError): void {
    this.#failures.set(key, error);
  }

  /** Nothing may be written of a record any more: what it needed before did not succeed. */
  hinder(recordId: string, error: TandemError): void {
    this.#hindered.set(recordId, error);
  }

  /** Id of the record of an operation, made or there before. */
  idOf(key: string): string | undefined {
    return this.#ids.get(key);
  }

  /** The record of an operation on Exact, made or there before. */
  inExact(key: string): ExactRecord | undefined {
    return this.#inExact.get(key);
  }

  /** True for an operation that was carried out now. */
  isDone(key: string): boolean {
    return this.#done.has(key);
  }

  failureOf(key: string): TandemError | undefined {
    return this.#failures.get(key);
  }

  hindranceOf(recordId: string): TandemError | undefined {
    return this.#hindered.get(recordId);
  }
}

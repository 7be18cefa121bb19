import { isTandemError, type TandemError } from '../errors/index.ts';
import type { SellingMemory } from './memory.ts';

/** Calls of Exact that a question costs at most, once what it is about was asked before. */
const CALLS_A_QUESTION = 2;

/** Something that Exact knows, under its names in the memory. */
export interface Wanted<Value> {
  readonly keys: readonly string[];
  /** How long it may be remembered before it is asked anew, if calls are left. */
  readonly freshMs: number;
  /** Asks for all of it: one call. By key; what is not answered is `undefined` from then on. */
  readonly load: () => Promise<ReadonlyMap<string, Value>>;
}

/** What was found of it. */
export interface Found<Value> {
  readonly of: (key: string) => Value | undefined;
  /** Of its oldest part. */
  readonly readAt: Date;
  /** Why it was not read anew. */
  readonly because: TandemError | undefined;
}

/**
 * One question: what nobody has asked for is asked, whatever it costs; what is remembered and old is asked anew as long as the question
 * has calls left, first come first served. So a question about what was asked before never costs more than `CALLS_A_QUESTION`.
 */
export class Asking {
  readonly #memory: SellingMemory;
  readonly #scope: string;
  readonly #now: Date;
  #spent = 0;
  #reserved = 0;

  /** @param scope of the memory: org and division */
  constructor(memory: SellingMemory, scope: string, now: Date) {
    this.#memory = memory;
    this.#scope = scope;
    this.#now = now;
  }

  /** What somebody else knows as of a moment: remembered as if it had been asked then. */
  know(key: string, value: unknown, readAt: Date): void {
    const known = this.#memory.find(this.#key(key));
    if (known === undefined || known.readAt < readAt) this.#memory.keep(this.#key(key), value, readAt);
  }

  /** What is remembered, however old. */
  peek<Value>(key: string): Value | undefined {
    return this.#memory.find<Value>(this.#key(key))?.value;
  }

  isKnown({ keys }: Pick<Wanted<unknown>, 'keys'>): boolean {
    return keys.every((key) => this.#memory.find(this.#key(key)) !== undefined);
  }

  /** Keeps a call for each of these that nobody has asked for yet. */
  reserve(wanted: readonly Pick<Wanted<unknown>, 'keys'>[]): void {
    this.#reserved = wanted.filter((each) => !this.isKnown(each)).length;
  }

  async find<Value>(wanted: Wanted<Value>): Promise<Found<Value>> {
    const isKnown = this.isKnown(wanted);
    if (isKnown && (this.#isFresh(wanted) || this.#spent + this.#reserved >= CALLS_A_QUESTION)) return this.#found(wanted);
    this.#spent += 1;
    if (!isKnown) this.#reserved = Math.max(0, this.#reserved - 1);
    try {
      const values = await wanted.load();
      for (const key of wanted.keys) this.#memory.keep(this.#key(key), values.get(key));
      return this.#found(wanted);
    } catch (error) {
      if (isKnown && passesByItself(error)) return { ...this.#found(wanted), because: error };
      throw error;
    }
  }

  #isFresh({ keys, freshMs }: Wanted<unknown>): boolean {
    return this.#now.getTime() - this.#readAt(keys).getTime() <= freshMs;
  }

  #found<Value>({ keys }: Wanted<Value>): Found<Value> {
    return { of: (key) => this.peek<Value>(key), readAt: this.#readAt(keys), because: undefined };
  }

  #readAt(keys: readonly string[]): Date {
    const moments = keys.map((key) => this.#memory.find(this.#key(key))?.readAt.getTime() ?? 0);
    return new Date(Math.min(...moments, this.#now.getTime()));
  }

  #key(key: string): string {
    return `${this.#scope}/${key}`;
  }
}

/** A limit or an outage: what was known before stands. */
function passesByItself(error: unknown): error is TandemError {
  return isTandemError(error) && ['wait', 'retry'].includes(error.handling);
}

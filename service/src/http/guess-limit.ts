import { createHash } from 'node:crypto';
import { isIPv6 } from 'node:net';
import type { FastifyRequest } from 'fastify';
import { TandemError } from '../errors/index.ts';

/** What somebody may guess at: each is counted by itself. */
export type Door = 'org key' | 'operator token' | 'webhook address' | 'pairing code';

const MOST_WRONG = 10;
const WINDOW_MS = 60_000;
const MOST_REMEMBERED = 10_000;

interface Guesser {
  readonly since: number;
  /** Hashes of what was wrong: the same wrong text sent again, as a program with a dead key does, is no further guess. */
  readonly wrong: Set<string>;
}

/**
 * Wrong secrets, counted by source and door: after ten different ones in a minute nothing that comes from there is looked at
 * until the minute is over, except what was right a short while ago. So a guesser cannot go on, and a company that shares its
 * address with one is not locked out. Counted in this process only.
 */
export class GuessLimit {
  readonly #guessers = new Map<string, Guesser>();
  readonly #right = new Set<string>();
  readonly #now: () => number;

  constructor(now: () => number = () => performance.now()) {
    this.#now = now;
  }

  /**
   * What `check` answers for the secret; undefined stands for a wrong one, which is counted and logged without its text.
   * Throws `too_many_guesses` without asking `check` while the source has to wait.
   */
  async judge<Result>(
    request: FastifyRequest,
    door: Door,
    secret: string,
    check: () => Promise<Result | undefined>,
  ): Promise<Result | undefined> {
    const source = sourceOf(request.ip);
    const place = `${door} ${source}`;
    const mark = createHash('sha256').update(`${place} ${secret}`).digest('base64');
    const waitMs = this.#right.has(mark) ? 0 : this.#waitMs(place, mark);
    if (waitMs > 0) throw new TandemError('too_many_guesses', {}, { retryAfterMs: waitMs });
    const result = await check();
    if (result !== undefined) remember(this.#right, mark);
    else if (this.#count(place, mark)) request.log.warn({ door, source }, 'wrong secret');
    return result;
  }

  #waitMs(place: string, mark: string): number {
    const guesser = this.#guessers.get(place);
    if (guesser === undefined || guesser.wrong.size < MOST_WRONG || guesser.wrong.has(mark)) return 0;
    return Math.max(0, guesser.since + WINDOW_MS - this.#now());
  }

  /** False for a wrong secret that was counted before. */
  #count(place: string, mark: string): boolean {
    const now = this.#now();
    const known = this.#guessers.get(place);
    this.#right.delete(mark);
    if (known === undefined || now - known.since >= WINDOW_MS) {
      this.#guessers.delete(place);
      if (this.#guessers.size >= MOST_REMEMBERED) this.#guessers.delete(firstOf(this.#guessers.keys()));
      this.#guessers.set(place, { since: now, wrong: new Set([mark]) });
      return true;
    }
    if (known.wrong.has(mark)) return false;
    known.wrong.add(mark);
    return true;
  }
}

/** Whoever has one IPv6 address mostly has the 2^64 of its network. */
function sourceOf(address: string): string {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1];
  if (mapped !== undefined) return mapped;
  if (!isIPv6(address)) return address;
  const [head = '', tail] = address.split('%')[0]?.split('::') ?? [];
  const groups = head === '' ? [] : head.split(':');
  const rest = tail === undefined || tail === '' ? [] : tail.split(':');
  const zeros = tail === undefined ? 0 : 8 - groups.length - rest.length;
  return [...groups, ...Array.from({ length: Math.max(0, zeros) }, () => '0'), ...rest].slice(0, 4).join(':');
}

function remember(marks: Set<string>, mark: string): void {
  marks.delete(mark);
  if (marks.size >= MOST_REMEMBERED) marks.delete(firstOf(marks));
  marks.add(mark);
}

function firstOf(values: Iterable<string>): string {
  for (const value of values) return value;
  return '';
}

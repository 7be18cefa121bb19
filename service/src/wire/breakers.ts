import { circuitBreaker, ConsecutiveBreaker, handleWhen, isBrokenCircuitError, type CircuitBreakerPolicy } from 'cockatiel';
import { scaled, type Clock } from './clock.ts';

const FAILURES_TO_OPEN = 8;
const OPEN_FOR_MS = 20_000;

export interface BreakerRules {
  readonly clock: Clock;
  /** Which errors mean that the other side is down. */
  readonly isFailure: (error: unknown) => boolean;
  /** What a call fails with while the breaker is open. */
  readonly whenOpen: (retryAfterMs: number, cause: unknown) => Error;
}

/** One circuit breaker a key (host, division): when one is down, the others go on and nobody hammers it. */
export class Breakers {
  readonly #policies = new Map<string, CircuitBreakerPolicy>();
  readonly #rules: BreakerRules;

  constructor(rules: BreakerRules) {
    this.#rules = rules;
  }

  /** Runs `work` unless the breaker of this key is open after eight failures in a row; then fails at once. */
  async run<Result>(key: string, work: () => Promise<Result>): Promise<Result> {
    const openForMs = scaled(this.#rules.clock, OPEN_FOR_MS);
    try {
      return await this.#policy(key, openForMs).execute(work);
    } catch (error) {
      throw isBrokenCircuitError(error) ? this.#rules.whenOpen(openForMs, error) : error;
    }
  }

  #policy(key: string, openForMs: number): CircuitBreakerPolicy {
    const known = this.#policies.get(key);
    if (known !== undefined) return known;
    const policy = circuitBreaker(handleWhen(this.#rules.isFailure), {
      halfOpenAfter: openForMs,
      breaker: new ConsecutiveBreaker(FAILURES_TO_OPEN),
    });
    this.#policies.set(key, policy);
    return policy;
  }
}

import { circuitBreaker, ConsecutiveBreaker, handleWhen, isBrokenCircuitError, type CircuitBreakerPolicy } from 'cockatiel';
import { isTandemError, TandemError } from '../errors/index.ts';
import { scaled, type Clock } from './clock.ts';

const FAILURES_TO_OPEN = 8;
const OPEN_FOR_MS = 20_000;

/** One circuit breaker a host and division: when Exact is down for one, the others go on and nobody hammers it. */
export class Breakers {
  readonly #policies = new Map<string, CircuitBreakerPolicy>();
  readonly #clock: Clock;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Runs `work` unless the breaker is open; then fails at once with `exact_unavailable`. */
  async run<Result>(key: string, work: () => Promise<Result>): Promise<Result> {
    const openForMs = scaled(this.#clock, OPEN_FOR_MS);
    try {
      return await this.#policy(key, openForMs).execute(work);
    } catch (error) {
      if (!isBrokenCircuitError(error)) throw error;
      throw new TandemError(
        'exact_unavailable',
        { text: 'several calls in a row failed' },
        { cause: error, retryAfterMs: openForMs },
      );
    }
  }

  #policy(key: string, openForMs: number): CircuitBreakerPolicy {
    const known = this.#policies.get(key);
    if (known !== undefined) return known;
    const policy = circuitBreaker(
      handleWhen((error) => isTandemError(error, 'exact_unavailable') || isTandemError(error, 'exact_outcome_unknown')),
      { halfOpenAfter: openForMs, breaker: new ConsecutiveBreaker(FAILURES_TO_OPEN) },
    );
    this.#policies.set(key, policy);
    return policy;
  }
}

import { pause, scaled, type Clock } from '../wire/index.ts';

/** A token that was taken within this time is good: calls with it go at once. */
const PROVEN_FOR_MS = 10_000;
/** How long a refused token rests before the one more try. */
const REFUSAL_PAUSE_MS = 2_000;
/** In real milliseconds: whoever waits for a slow first call goes on by himself. */
const LONGEST_WAIT_MS = 10_000;
const MOST_REMEMBERED = 10_000;

interface Trial {
  provenAt: number | undefined;
  isRefused: boolean;
  running: Promise<undefined> | undefined;
}

/** A call with a token. */
export interface TriedCall<Outcome> {
  readonly call: () => Promise<Outcome>;
  readonly isRefusal: (outcome: Outcome) => boolean;
  /** A token that can be replaced is not tried again. */
  readonly isWorthASecondTry: () => boolean;
}

/**
 * Finds out whether an access token is taken before many calls are sent with it: each refusal counts for the error budget, and ten
 * of them block the company. Of calls that come at once with a token nobody has used lately, one goes first and the others wait.
 */
export class TokenTrials {
  readonly #clock: Clock;
  readonly #stopping: AbortSignal | undefined;
  readonly #trials = new Map<string, Trial>();

  constructor(clock: Clock, stopping?: AbortSignal) {
    this.#clock = clock;
    this.#stopping = stopping;
  }

  /** The outcome; undefined when another call found out that the token is refused, and nothing was sent. */
  async run<Outcome>(
    accessToken: string,
    tried: TriedCall<Outcome>,
  ): Promise<{ readonly outcome: Outcome | undefined; readonly isNewlyRefused: boolean }> {
    const trial = this.#trialOf(accessToken);
    if (this.#isProven(trial)) {
      const outcome = await tried.call();
      if (!tried.isRefusal(outcome)) return this.#taken(trial, outcome);
      trial.provenAt = undefined;
      if (trial.running === undefined) return await this.#first(trial, tried, outcome);
    } else if (trial.running === undefined && !trial.isRefused) {
      return await this.#first(trial, tried, undefined);
    }
    const late = new AbortController();
    await Promise.race([trial.running, pause(LONGEST_WAIT_MS, late.signal).catch(() => undefined)]);
    late.abort();
    if (trial.isRefused) return { outcome: undefined, isNewlyRefused: false };
    const outcome = await tried.call();
    return tried.isRefusal(outcome) ? { outcome, isNewlyRefused: false } : this.#taken(trial, outcome);
  }

  /** @param met the refusal that a call has met already */
  async #first<Outcome>(trial: Trial, tried: TriedCall<Outcome>, met: Outcome | undefined) {
    const { promise, resolve } = Promise.withResolvers<undefined>();
    trial.running = promise;
    try {
      const first = met ?? (await tried.call());
      if (!tried.isRefusal(first)) return this.#taken(trial, first);
      if (!tried.isWorthASecondTry()) return { outcome: first, isNewlyRefused: false };
      await pause(scaled(this.#clock, REFUSAL_PAUSE_MS), this.#stopping);
      const second = await tried.call();
      if (!tried.isRefusal(second)) return this.#taken(trial, second);
      trial.isRefused = true;
      return { outcome: undefined, isNewlyRefused: true };
    } finally {
      trial.running = undefined;
      resolve(undefined);
    }
  }

  #taken<Outcome>(trial: Trial, outcome: Outcome): { readonly outcome: Outcome; readonly isNewlyRefused: boolean } {
    trial.provenAt = this.#clock.now().getTime();
    return { outcome, isNewlyRefused: false };
  }

  #isProven({ provenAt }: Trial): boolean {
    return provenAt !== undefined && this.#clock.now().getTime() - provenAt < scaled(this.#clock, PROVEN_FOR_MS);
  }

  #trialOf(accessToken: string): Trial {
    const known = this.#trials.get(accessToken);
    if (known !== undefined) return known;
    if (this.#trials.size >= MOST_REMEMBERED) this.#trials.clear();
    const trial: Trial = { provenAt: undefined, isRefused: false, running: undefined };
    this.#trials.set(accessToken, trial);
    return trial;
  }
}

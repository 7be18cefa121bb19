import { pause, scaled, type Clock } from '../wire/index.ts';

/** A token that was taken within this time is good: calls with it go at once. */
const PROVEN_FOR_MS = 10_000;
/** How long a refused token rests before the one more try. */
const REFUSAL_PAUSE_MS = 2_000;
/** In real milliseconds: whoever waits for a slow first call goes on by himself, as long as nothing was refused. */
const LONGEST_WAIT_MS = 10_000;
const MOST_REMEMBERED = 10_000;
/**
 * Calls on their way with one token: all of them are refused when it ends, and more than ten refusals within an hour block the
 * company. Three and the one more try are four an instance; a minute's sixty calls need no more than that.
 */
const MOST_AT_ONCE = 3;
/** The rest is for people, who must not wait behind slow pages of a batch. */
const MOST_OF_BATCHES = 2;

/** What an outcome says about the token; a time-out or a limit says nothing. */
export type TokenVerdict = 'taken' | 'refused' | 'unknown';

interface Trial {
  provenAt: number | undefined;
  isRefused: boolean;
  /** A refusal was met, and nothing that was sent after it was taken. */
  isSuspected: boolean;
  isTriedAgain: boolean;
  onTheWay: number;
  changed: PromiseWithResolvers<undefined>;
}

/** A call with a token. */
export interface TriedCall<Outcome> {
  readonly call: () => Promise<Outcome>;
  readonly verdictOf: (outcome: Outcome) => TokenVerdict;
  /** A token that can be replaced is not tried again. */
  readonly isWorthASecondTry: () => boolean;
  /** Nobody waits for it. */
  readonly isOfABatch: boolean;
}

/** `unsent`: another call found out that the token is refused. */
export type TriedOutcome<Outcome> =
  { readonly kind: 'sent'; readonly outcome: Outcome } | { readonly kind: 'unsent'; readonly isNewlyRefused: boolean };

type Turn = 'free' | 'suspect' | 'never';
type Met = 'nothing' | 'firstRefusal' | 'laterRefusal' | 'end';

/**
 * Bounds what the end of an access token costs: each refusal counts for the error budget. Of calls that come at once with a token
 * nobody has used lately one goes first, later a few are on their way at a time, and once one was refused nothing is sent with the
 * token but one more try, until that was taken.
 */
export class TokenTrials {
  readonly #clock: Clock;
  readonly #stopping: AbortSignal | undefined;
  readonly #trials = new Map<string, Trial>();

  constructor(clock: Clock, stopping?: AbortSignal) {
    this.#clock = clock;
    this.#stopping = stopping;
  }

  /** Sends when it is this call's turn. A refused call that another one proved to be a whim is sent once more. */
  async run<Outcome>(accessToken: string, tried: TriedCall<Outcome>): Promise<TriedOutcome<Outcome>> {
    const trial = this.#trialOf(accessToken);
    for (let attempt = 1; ; attempt += 1) {
      const turn = await this.#turn(trial, tried.isOfABatch);
      if (turn === 'never') return { kind: 'unsent', isNewlyRefused: false };
      if (turn === 'suspect') return await this.#tryAgain(trial, tried);
      const { outcome, met } = await this.#send(trial, tried);
      if (met === 'nothing') return { kind: 'sent', outcome };
      if (met === 'end') return { kind: 'unsent', isNewlyRefused: true };
      if (met === 'firstRefusal') return await this.#rest(trial, tried);
      if (attempt > 1) return { kind: 'sent', outcome };
    }
  }

  /** Waits until this call may go; it then counts as on its way. */
  async #turn(trial: Trial, isOfABatch: boolean): Promise<Turn> {
    let isPatient = true;
    let impatience: NodeJS.Timeout | undefined;
    try {
      for (;;) {
        if (trial.isRefused) return 'never';
        if (trial.isSuspected) {
          if (!trial.isTriedAgain) return this.#enter(trial, 'suspect');
        } else if (trial.onTheWay < this.#room(trial, isOfABatch, isPatient)) {
          return this.#enter(trial, 'free');
        }
        impatience ??= setTimeout(() => {
          isPatient = false;
          tell(trial);
        }, LONGEST_WAIT_MS);
        await trial.changed.promise;
      }
    } finally {
      clearTimeout(impatience);
    }
  }

  #room(trial: Trial, isOfABatch: boolean, isPatient: boolean): number {
    if (isPatient && !this.#isProven(trial)) return 1;
    return isOfABatch ? MOST_OF_BATCHES : MOST_AT_ONCE;
  }

  #enter(trial: Trial, turn: 'free' | 'suspect'): Turn {
    trial.onTheWay += 1;
    if (turn === 'suspect') trial.isTriedAgain = true;
    return turn;
  }

  async #send<Outcome>(trial: Trial, tried: TriedCall<Outcome>): Promise<{ outcome: Outcome; met: Met }> {
    try {
      const outcome = await tried.call();
      return { outcome, met: this.#met(trial, tried, tried.verdictOf(outcome)) };
    } finally {
      trial.onTheWay -= 1;
      tell(trial);
    }
  }

  #met<Outcome>(trial: Trial, tried: TriedCall<Outcome>, verdict: TokenVerdict): Met {
    // What was sent before a refusal and is answered after it proves nothing.
    if (verdict === 'taken' && !trial.isSuspected) trial.provenAt = this.#clock.now().getTime();
    if (verdict !== 'refused') return 'nothing';
    if (trial.isRefused) return 'laterRefusal';
    if (!tried.isWorthASecondTry()) {
      trial.isRefused = true;
      return 'end';
    }
    trial.isSuspected = true;
    if (trial.isTriedAgain) return 'laterRefusal';
    trial.isTriedAgain = true;
    return 'firstRefusal';
  }

  /** The first refusal: after a moment this call is the one more try. */
  async #rest<Outcome>(trial: Trial, tried: TriedCall<Outcome>): Promise<TriedOutcome<Outcome>> {
    trial.onTheWay += 1;
    try {
      await pause(scaled(this.#clock, REFUSAL_PAUSE_MS), this.#stopping);
    } catch (error) {
      trial.onTheWay -= 1;
      this.#giveUp(trial);
      throw error;
    }
    return await this.#tryAgain(trial, tried);
  }

  /** A try that tells nothing leaves the question, and the next one, to another call. */
  async #tryAgain<Outcome>(trial: Trial, tried: TriedCall<Outcome>): Promise<TriedOutcome<Outcome>> {
    try {
      const outcome = await tried.call();
      const verdict = tried.verdictOf(outcome);
      if (verdict === 'refused') {
        trial.isRefused = true;
        return { kind: 'unsent', isNewlyRefused: true };
      }
      if (verdict === 'taken') {
        trial.isSuspected = false;
        trial.provenAt = this.#clock.now().getTime();
      }
      return { kind: 'sent', outcome };
    } finally {
      trial.onTheWay -= 1;
      this.#giveUp(trial);
    }
  }

  #giveUp(trial: Trial): void {
    trial.isTriedAgain = false;
    tell(trial);
  }

  #isProven({ provenAt }: Trial): boolean {
    return provenAt !== undefined && this.#clock.now().getTime() - provenAt < scaled(this.#clock, PROVEN_FOR_MS);
  }

  #trialOf(accessToken: string): Trial {
    const known = this.#trials.get(accessToken);
    if (known !== undefined) return known;
    if (this.#trials.size >= MOST_REMEMBERED) this.#trials.clear();
    const changed = Promise.withResolvers<undefined>();
    const trial = { provenAt: undefined, isRefused: false, isSuspected: false, isTriedAgain: false, onTheWay: 0, changed };
    this.#trials.set(accessToken, trial);
    return trial;
  }
}

/** Lets everybody who waits look again. */
function tell(trial: Trial): void {
  const { resolve } = trial.changed;
  trial.changed = Promise.withResolvers<undefined>();
  resolve(undefined);
}

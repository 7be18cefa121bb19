/** What can happen to a call on its way to either system, or to its answer. */
export const CALL_FAULTS = [
  'latency',
  'tooMany',
  'tooManyBare',
  'error500Json',
  'error500Html',
  'error503',
  'resetBefore',
  'resetAfter',
  'truncated',
  'unauthorized',
  'lostTokenAnswer',
] as const;

/** A fault as a control interface takes it. */
export interface FaultRule<Kind extends string = string> {
  readonly kind: Kind;
  readonly method?: string;
  /** Text of a regular expression over the path. */
  readonly path?: string;
  /** How often it strikes; without it as often as faults of its kind do. */
  readonly times?: number;
  readonly probability?: number;
  readonly latencyMs?: number;
  /** Matching calls that pass before it strikes. */
  readonly skip?: number;
}

/** A rule that is switched on, and how often it has yet to strike. */
export class ArmedFault<Kind extends string> {
  readonly rule: FaultRule<Kind>;
  readonly #path: RegExp;
  #left: number;
  #toSkip: number;

  /** @param usualTimes how often faults of this kind strike where the rule does not say it */
  constructor(rule: FaultRule<Kind>, path: RegExp, usualTimes: number) {
    this.rule = rule;
    this.#path = path;
    this.#left = rule.times ?? usualTimes;
    this.#toSkip = rule.skip ?? 0;
  }

  /** Whether the rule is about such a call. */
  concerns(method: string, path: string): boolean {
    return (this.rule.method === undefined || this.rule.method.toUpperCase() === method) && this.#path.test(path);
  }

  /** Whether it strikes a call that it concerns; asking counts. */
  strikes(random: () => number): boolean {
    if (this.#left <= 0) return false;
    if (this.#toSkip > 0) {
      this.#toSkip -= 1;
      return false;
    }
    if (this.rule.probability !== undefined && random() >= this.rule.probability) return false;
    this.#left -= 1;
    return true;
  }
}

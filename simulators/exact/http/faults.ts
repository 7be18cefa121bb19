import { mulberry32 } from '../../mulberry32.ts';
import { badRequest } from '../failure.ts';

const KINDS = [
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

export type FaultKind = (typeof KINDS)[number];

export interface FaultRule {
  readonly method?: string;
  /** Text of a regular expression over the path. */
  readonly path?: string;
  readonly kind: FaultKind;
  /** How often it strikes; default without end, once for `unauthorized` and `lostTokenAnswer`. */
  readonly times?: number;
  readonly probability?: number;
  readonly latencyMs?: number;
  /** Matching calls that pass before it strikes. */
  readonly skip?: number;
}

export interface Fault {
  readonly kind: FaultKind;
  readonly latencyMs: number;
}

const TOKEN_PATH = '/api/oauth2/token';
const ONCE: ReadonlySet<FaultKind> = new Set<FaultKind>(['unauthorized', 'lostTokenAnswer']);

/** The faults that the control interface switched on. */
export class Faults {
  #rules: { rule: FaultRule; pattern: RegExp; left: number; skip: number }[] = [];
  #random = mulberry32(1);

  /** Replaces all rules. */
  set(rules: readonly FaultRule[], seed = 1): void {
    for (const rule of rules) if (!KINDS.includes(rule.kind)) throw badRequest(`Unknown fault kind '${rule.kind}'`);
    this.#rules = rules.map((rule) => ({
      rule,
      pattern: new RegExp(rule.path ?? '', 'i'),
      left: rule.times ?? (ONCE.has(rule.kind) ? 1 : Number.POSITIVE_INFINITY),
      skip: rule.skip ?? 0,
    }));
    this.#random = mulberry32(seed);
  }

  /** The faults that strike this call: any latency, and the first other one. */
  strike(method: string, path: string): readonly Fault[] {
    const faults: Fault[] = [];
    for (const entry of this.#rules) {
      const { rule, pattern } = entry;
      const isForThis = rule.kind === 'lostTokenAnswer' ? path === TOKEN_PATH : pattern.test(path);
      const isTaken = rule.kind !== 'latency' && faults.some((fault) => fault.kind !== 'latency');
      if (!isForThis || isTaken || (rule.method && rule.method.toUpperCase() !== method) || entry.left <= 0) continue;
      if (entry.skip > 0) {
        entry.skip -= 1;
        continue;
      }
      if (rule.probability !== undefined && this.#random() >= rule.probability) continue;
      entry.left -= 1;
      faults.push({ kind: rule.kind, latencyMs: rule.latencyMs ?? 0 });
    }
    return faults;
  }
}

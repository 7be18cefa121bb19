import { mulberry32 } from '../../mulberry32.ts';

/** Kinds that answer for the org, break the connection, or refuse single rows. */
export const FAULT_KINDS = [
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
  'rowLock',
  'requestLimit',
] as const;
export type FaultKind = (typeof FAULT_KINDS)[number];

export interface FaultRule {
  readonly kind: FaultKind;
  readonly method?: string;
  /** Regular expression over path and query. */
  readonly path?: string;
  /** How often the rule strikes; without it always, `unauthorized` once. */
  readonly times?: number;
  readonly probability?: number;
  readonly latencyMs?: number;
  /** Matches that pass before the first strike. */
  readonly skip?: number;
}

interface ArmedRule {
  readonly rule: FaultRule;
  readonly path: RegExp | null;
  seen: number;
  struck: number;
}

/** The faults that are switched on. Row locks count rows, everything else counts requests. */
export class Faults {
  private armed: ArmedRule[] = [];
  private random = mulberry32(1);

  replace(rules: readonly FaultRule[], seed = 1): void {
    this.random = mulberry32(seed);
    this.armed = rules.map((rule) => ({
      rule,
      path: rule.path === undefined ? null : new RegExp(rule.path),
      seen: 0,
      struck: 0,
    }));
  }

  clear(): void {
    this.armed = [];
  }

  /** The fault that strikes this request, if one does; latencies add up beside it. */
  strike(method: string, url: string): { kind: FaultKind | null; latencyMs: number } {
    let latencyMs = 0;
    for (const armed of this.matching(method, url)) {
      const isElsewhere = armed.rule.kind === 'lostTokenAnswer' && !url.startsWith('/services/oauth2/token');
      if (armed.rule.kind === 'rowLock' || isElsewhere || !this.draw(armed)) continue;
      latencyMs += armed.rule.latencyMs ?? 0;
      if (armed.rule.kind !== 'latency') return { kind: armed.rule.kind, latencyMs };
    }
    return { kind: null, latencyMs };
  }

  /** A function that tells, row by row, whether this request finds the row locked. */
  rowLock(method: string, url: string): () => boolean {
    const rules = this.matching(method, url).filter((armed) => armed.rule.kind === 'rowLock');
    return () => rules.some((armed) => this.draw(armed));
  }

  private matching(method: string, url: string): ArmedRule[] {
    return this.armed.filter(
      ({ rule, path }) =>
        (rule.method === undefined || rule.method.toUpperCase() === method) && (path === null || path.test(url)),
    );
  }

  private draw(armed: ArmedRule): boolean {
    const { rule } = armed;
    armed.seen += 1;
    if (armed.seen <= (rule.skip ?? 0) || armed.struck >= (rule.times ?? (rule.kind === 'unauthorized' ? 1 : Infinity)))
      return false;
    if (rule.probability !== undefined && this.random() >= rule.probability) return false;
    armed.struck += 1;
    return true;
  }
}

import { ArmedFault, CALL_FAULTS, type FaultRule } from '../../fault-rules.ts';
import { mulberry32 } from '../../mulberry32.ts';

/** Kinds that answer for the org, break the connection, or refuse single rows. */
export const FAULT_KINDS = [...CALL_FAULTS, 'rowLock', 'requestLimit'] as const;
export type FaultKind = (typeof FAULT_KINDS)[number];

/** The faults that are switched on, each by path and query. Row locks count rows, everything else counts requests. */
export class Faults {
  private armed: ArmedFault<FaultKind>[] = [];
  private random = mulberry32(1);

  replace(rules: readonly FaultRule<FaultKind>[], seed = 1): void {
    this.random = mulberry32(seed);
    this.armed = rules.map(
      (rule) => new ArmedFault(rule, new RegExp(rule.path ?? ''), rule.kind === 'unauthorized' ? 1 : Number.POSITIVE_INFINITY),
    );
  }

  clear(): void {
    this.armed = [];
  }

  /** The fault that strikes this request, if one does; latencies add up beside it. */
  strike(method: string, url: string): { kind: FaultKind | null; latencyMs: number } {
    let latencyMs = 0;
    for (const armed of this.armed) {
      const { kind } = armed.rule;
      const isElsewhere = kind === 'lostTokenAnswer' && !url.startsWith('/services/oauth2/token');
      if (kind === 'rowLock' || isElsewhere || !armed.concerns(method, url) || !armed.strikes(this.random)) continue;
      latencyMs += armed.rule.latencyMs ?? 0;
      if (kind !== 'latency') return { kind, latencyMs };
    }
    return { kind: null, latencyMs };
  }

  /** A function that tells, row by row, whether this request finds the row locked. */
  rowLock(method: string, url: string): () => boolean {
    const locks = this.armed.filter((armed) => armed.rule.kind === 'rowLock' && armed.concerns(method, url));
    return () => locks.some((armed) => armed.strikes(this.random));
  }
}

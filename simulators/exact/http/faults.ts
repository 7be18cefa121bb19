import { ArmedFault, CALL_FAULTS, type FaultRule } from '../../fault-rules.ts';
import { mulberry32 } from '../../mulberry32.ts';
import { badRequest } from '../failure.ts';
import { SILENT_LOSSES } from './silent-losses.ts';

const FAULT_KINDS = [...CALL_FAULTS, ...SILENT_LOSSES] as const;

export type FaultKind = (typeof FAULT_KINDS)[number];

export interface Fault {
  readonly kind: FaultKind;
  readonly latencyMs: number;
}

const TOKEN_PATH = /^\/api\/oauth2\/token$/;
const ONCE: ReadonlySet<FaultKind> = new Set<FaultKind>(['unauthorized', 'lostTokenAnswer']);

/** The faults that the control interface switched on. */
export class Faults {
  #armed: ArmedFault<FaultKind>[] = [];
  #random = mulberry32(1);

  /** Replaces all rules. */
  set(rules: readonly FaultRule<FaultKind>[], seed = 1): void {
    for (const rule of rules) if (!FAULT_KINDS.includes(rule.kind)) throw badRequest(`Unknown fault kind '${rule.kind}'`);
    this.#armed = rules.map((rule) => {
      const path = rule.kind === 'lostTokenAnswer' ? TOKEN_PATH : new RegExp(rule.path ?? '', 'i');
      return new ArmedFault(rule, path, ONCE.has(rule.kind) ? 1 : Number.POSITIVE_INFINITY);
    });
    this.#random = mulberry32(seed);
  }

  /** The faults that strike this call: any latency, and the first other one. */
  strike(method: string, path: string): readonly Fault[] {
    const faults: Fault[] = [];
    for (const armed of this.#armed) {
      const { kind, latencyMs = 0 } = armed.rule;
      const isTaken = kind !== 'latency' && faults.some((fault) => fault.kind !== 'latency');
      if (!isTaken && armed.concerns(method, path) && armed.strikes(this.#random)) faults.push({ kind, latencyMs });
    }
    return faults;
  }
}

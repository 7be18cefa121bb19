import type { FaultRule } from '../../../simulators/fault-rules.ts';

const SHARE_OF_CALLS = 0.05;

const ANYWHERE = [
  { kind: 'latency', latencyMs: 400 },
  { kind: 'tooMany' },
  { kind: 'tooManyBare' },
  { kind: 'error500Json' },
  { kind: 'error500Html' },
  { kind: 'error503' },
  { kind: 'resetBefore' },
  { kind: 'resetAfter' },
  { kind: 'truncated' },
  { kind: 'unauthorized', times: Number.MAX_SAFE_INTEGER },
] as const;
const SALESFORCE_ONLY = [{ kind: 'rowLock' }, { kind: 'requestLimit' }] as const;

/** Faults that strike five calls in a hundred, every kind as often as any other. */
export function badWeather(system: 'exact' | 'salesforce'): readonly FaultRule[] {
  const kinds = system === 'exact' ? ANYWHERE : [...ANYWHERE, ...SALESFORCE_ONLY];
  return kinds.map((rule) => ({ ...rule, probability: SHARE_OF_CALLS / kinds.length }));
}

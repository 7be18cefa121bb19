import { randomUUID } from 'node:crypto';
import { TandemError } from '../errors/index.ts';
import { today, type Flow, type FlowHistory, type HistorySize, type HistoryWindow } from '../flows/index.ts';
import type { Configuration } from '../mapping/index.ts';
import type { Run } from '../store/index.ts';
import type { EngineDependencies } from './dependencies.ts';
import {
  claimsForPlan,
  configurationInForce,
  createFlowContext,
  findFlow,
  flowDivision,
  requireDivision,
} from './flow-context.ts';

/** A person waits for it. */
const MEASURE_MS = 30_000;

/** A part of the past that a person may ask for. */
export interface HistoryRequest {
  readonly flow: string;
  /** Undefined: the first that the flow works in. */
  readonly division?: number | undefined;
  /** Whole calendar years before this one. */
  readonly years: number;
}

/** About what it comes to. */
export interface MeasuredHistory {
  readonly flow: string;
  readonly division: number;
  readonly window: HistoryWindow;
  readonly size: HistorySize;
}

/** Counts what a history would bring; nothing is written or kept. Throws `flow_without_history`, `history_too_short`. */
export async function measureHistory(
  dependencies: EngineDependencies,
  orgId: string,
  { flow: name, division: chosen, years }: HistoryRequest,
): Promise<MeasuredHistory> {
  const flow = findFlow(dependencies, name);
  const orgStore = dependencies.store.forOrg(orgId);
  const { configuration } = await configurationInForce(dependencies, orgStore);
  const division = chosen ?? requireDivision(flow, configuration);
  const window = historyWindow(flow, { configuration, division, now: dependencies.now }, years);
  const place = flowDivision(flow, configuration, division);
  const context = await createFlowContext(dependencies, {
    ...{ orgId, place, configuration, callClass: 'interactive', signal: AbortSignal.timeout(MEASURE_MS) },
    claims: claimsForPlan(orgStore.claims(place, `history-${randomUUID()}`)),
    assertLease: async () => undefined,
  });
  return { flow: name, division, window, size: await historyOf(flow).measure(context, window) };
}

/** The days that so many years are for a flow, in the time zone of a division. */
export function historyWindow(
  flow: Flow<unknown>,
  place: { readonly configuration: Configuration; readonly division: number; readonly now: () => Date },
  years: number,
): HistoryWindow {
  const { fewestYears, windowOf } = historyOf(flow);
  if (years < fewestYears)
    throw new TandemError('history_too_short', { flow: flow.name, years: fewestYears }, { field: 'historyYears' });
  return windowOf(today(place), years);
}

/** The part of the past that a run is for, where it is for one. */
export function historyOfRun({ request }: Pick<Run, 'request'>): HistoryWindow | undefined {
  return request['history'] as HistoryWindow | undefined;
}

function historyOf(flow: Flow<unknown>): FlowHistory {
  if (flow.history === undefined) throw new TandemError('flow_without_history', { flow: flow.name }, { field: 'flow' });
  return flow.history;
}

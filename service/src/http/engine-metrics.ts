import { Counter, Gauge, Histogram, type Registry } from 'prom-client';
import type { DeliveryOutcome, SliceOutcome } from '../engine/index.ts';
import type { EngineState, Store } from '../store/index.ts';

/** However often somebody scrapes, the database is asked once in that time. */
const STATE_LIVES_MS = 10_000;
const LANE_STATES = ['idle', 'waiting', 'stopped', 'running', 'paused'] as const;
const SLICE_SECONDS = [0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 20, 60];

/** What this instance counts of its own work. No label names an org or a record. */
export interface WorkMeter {
  readonly sliceEnded: (flow: string, outcome: SliceOutcome, durationMs: number) => void;
  readonly exactCalled: (callClass: 'interactive' | 'batch') => void;
  readonly alertTried: (channel: string, outcome: DeliveryOutcome['kind']) => void;
}

/** Registers the counters of this instance. */
export function createWorkMeter(register: Registry): WorkMeter {
  const registers = [register];
  const slices = new Counter({
    name: 'tandem_slices_total',
    help: 'Slices of lanes that this instance worked, by how they ended',
    labelNames: ['flow', 'outcome'],
    registers,
  });
  const durations = new Histogram({
    name: 'tandem_slice_duration_seconds',
    help: 'Duration of those slices',
    labelNames: ['flow'],
    buckets: SLICE_SECONDS,
    registers,
  });
  const calls = new Counter({
    name: 'tandem_exact_calls_total',
    help: 'Calls of this instance to Exact Online, for somebody who waits (interactive) or not (batch)',
    labelNames: ['class'],
    registers,
  });
  const alerts = new Counter({
    name: 'tandem_alert_deliveries_total',
    help: 'Attempts of this instance to tell an alert, by channel and what became of them',
    labelNames: ['channel', 'outcome'],
    registers,
  });
  return {
    sliceEnded: (flow, outcome, durationMs) => {
      slices.inc({ flow, outcome });
      durations.observe({ flow }, durationMs / 1000);
    },
    exactCalled: (callClass) => calls.inc({ class: callClass }),
    alertTried: (channel, outcome) => alerts.inc({ channel, outcome }),
  };
}

/** Registers what the database says of all instances together; while it does not answer these gauges have no value. */
export function registerEngineState(register: Registry, store: Store, nowMs: () => number = () => performance.now()): void {
  const read = remembered(() => store.engineState(), nowMs);
  const gauge = (name: string, help: string, labelNames: string[], show: (gauge: Gauge, state: EngineState) => void): void => {
    new Gauge({
      name,
      help,
      labelNames,
      registers: [register],
      async collect() {
        const state = await read().catch(() => undefined);
        if (labelNames.length === 0) this.remove();
        else this.reset();
        if (state !== undefined) show(this, state);
      },
    });
  };
  gauge('tandem_lanes', 'Lanes (a flow of an org) by state', ['state'], (lanes, state) => {
    for (const name of LANE_STATES) lanes.set({ state: name }, state.lanes.find((lane) => lane.state === name)?.count ?? 0);
  });
  gauge('tandem_work_items', 'Records that wait, are worked, or need a person', ['flow', 'state'], (items, { workItems }) => {
    for (const { flow, state, count } of workItems) items.set({ flow, state }, count);
  });
  gauge('tandem_open_issues', 'Issues that wait for people', ['flow'], (issues, { openIssues }) => {
    for (const { flow, count } of openIssues) issues.set({ flow }, count);
  });
  gauge('tandem_oldest_due_seconds', 'How long the lane has been due that waits longest for an instance', [], (oldest, state) =>
    oldest.set(state.oldestDueSeconds),
  );
}

/** One answer for all who ask within its life, also while it is on its way. A failure lives as long: the database is in trouble. */
function remembered<T>(read: () => Promise<T>, nowMs: () => number): () => Promise<T> {
  let last: { readonly at: number; readonly answer: Promise<T> } | undefined;
  return () => {
    const at = nowMs();
    if (last === undefined || at - last.at >= STATE_LIVES_MS) last = { at, answer: read() };
    return last.answer;
  };
}

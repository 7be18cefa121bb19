/** What one flow has to do, as far as it is known. */
export interface FlowLoad {
  readonly flow: string;
  readonly division: number;
  /** Records in the queue, also those that are meant for a later day. */
  readonly queued: number;
  /** Those of them that are to be done now. */
  readonly due: number;
  /** The newest run: what it has left, and how fast it is or was. */
  readonly run: RunPace | undefined;
  /** Stopped or paused: nothing goes on by itself. */
  readonly isHeld: boolean;
}

export interface RunPace {
  readonly isRunning: boolean;
  readonly done: number;
  /** Null while nobody knows how many records there are. */
  readonly total: number | null;
  readonly exactCalls: number;
  readonly startedAt: Date;
  /** The end of a run that is over, else this moment. */
  readonly until: Date;
}

/** What Exact still lets a division do. */
export interface CallsLeft {
  readonly perMinute: number;
  readonly perDay: number;
  readonly today: number;
}

/** Why there is a time, or why there is none. */
export type ForecastKind = 'done' | 'later' | 'held' | 'noCalls' | 'uncounted' | 'unmeasured';

export interface FlowForecast {
  readonly flow: string;
  readonly kind: ForecastKind;
  /** Records in the queue and what a running run has left. */
  readonly waiting: number;
  /** Records that the running run has done. */
  readonly done: number;
  readonly doneAt: Date | null;
  readonly recordsPerMinute: number | null;
  /** No call is left today: it goes on at midnight UTC. */
  readonly isOutOfCalls: boolean;
}

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;
/** A date beyond it would be a guess about other years. */
const LONGEST_MS = 366 * DAY_MS;

interface Measured extends FlowLoad {
  readonly waiting: number;
  /** Records that are to be done now, and the calls to Exact that they need. */
  readonly records: number;
  readonly calls: number;
  readonly recordsPerMinute: number | null;
}

/**
 * When each flow is through with what waits now. Lanes of a division share its calls and take turns, so that while one flow makes
 * its calls every other one makes as many, or as many as it needs.
 */
export function forecast(now: Date, loads: readonly FlowLoad[], callsLeftOf: (division: number) => CallsLeft): FlowForecast[] {
  const measured = loads.map(measure).filter(({ waiting, run }) => waiting > 0 || run?.isRunning === true);
  return measured.map((load) => {
    const left = callsLeftOf(load.division);
    const others = measured.filter((other) => other !== load && other.division === load.division && !other.isHeld);
    const calls = load.calls + others.reduce((sum, other) => sum + Math.min(other.calls, load.calls), 0);
    const kind = kindOf(load);
    const { flow, waiting, recordsPerMinute, records } = load;
    const ownMinutes = recordsPerMinute === null ? 0 : records / recordsPerMinute;
    const doneAt = kind === 'done' ? finishAt(now, { calls, ownMinutes, left }) : undefined;
    return {
      flow,
      kind: kind === 'done' && doneAt === undefined ? 'noCalls' : kind,
      waiting,
      done: load.run?.isRunning === true ? load.run.done : 0,
      doneAt: doneAt ?? null,
      recordsPerMinute,
      isOutOfCalls: left.today <= 0,
    };
  });
}

/**
 * The moment at which `calls` calls have gone out: at an even pace that needs at least `ownMinutes`, never more in a minute or on a
 * day (UTC) than there are. Undefined when that is never, or too far away to say.
 */
export function finishAt(
  now: Date,
  { calls, ownMinutes, left }: { readonly calls: number; readonly ownMinutes: number; readonly left: CallsLeft },
): Date | undefined {
  if (left.perMinute <= 0 || left.perDay <= 0) return undefined;
  const workMs = Math.max(ownMinutes, calls / left.perMinute) * MINUTE_MS;
  if (workMs === 0) return now;
  const callsPerMs = calls / workMs;
  const midnightMs = Math.floor(now.getTime() / DAY_MS + 1) * DAY_MS;
  const doneToday = shareOf(midnightMs - now.getTime(), left.today);
  if (doneToday >= 1) return new Date(Math.ceil(now.getTime() + workMs));
  const wholeDay = shareOf(DAY_MS, left.perDay);
  const days = Math.ceil((1 - doneToday) / wholeDay) - 1;
  const rest = 1 - doneToday - days * wholeDay;
  const endMs = midnightMs + days * DAY_MS + rest * workMs;
  return endMs - now.getTime() <= LONGEST_MS ? new Date(Math.ceil(endMs)) : undefined;

  /** The part of the work that fits into this time with that many calls. */
  function shareOf(durationMs: number, callsToSpend: number): number {
    const byCalls = callsPerMs === 0 ? Infinity : callsToSpend / calls;
    return Math.max(0, Math.min(durationMs / workMs, byCalls));
  }
}

function measure(load: FlowLoad): Measured {
  const { run, queued, due } = load;
  const runLeft = run?.isRunning === true && run.total !== null ? Math.max(0, run.total - run.done) : 0;
  const records = due + runLeft;
  const callsPerRecord = run === undefined || run.done === 0 ? 0 : run.exactCalls / run.done;
  return { ...load, waiting: queued + runLeft, records, calls: records * callsPerRecord, recordsPerMinute: paceOf(run) };
}

function paceOf(run: RunPace | undefined): number | null {
  if (run === undefined || run.done === 0) return null;
  const minutes = (run.until.getTime() - run.startedAt.getTime()) / MINUTE_MS;
  return minutes > 0 ? run.done / minutes : null;
}

function kindOf({ isHeld, run, records, recordsPerMinute }: Measured): ForecastKind {
  if (isHeld) return 'held';
  if (run?.isRunning === true && run.total === null) return 'uncounted';
  if (records === 0 && run?.isRunning !== true) return 'later';
  return recordsPerMinute === null ? 'unmeasured' : 'done';
}

import type { FlowForecast } from './forecast.ts';

const DAY_MS = 86_400_000;
const NOUNS: Readonly<Record<string, readonly [one: string, several: string]>> = {
  products: ['item', 'items'],
  orders: ['order', 'orders'],
};

/** Where a time of day is read: an IANA zone, or undefined for UTC, which the text then says. */
export interface ForecastReader {
  readonly now: Date;
  readonly timeZone: string | undefined;
}

/** The forecast in one line, such as "62,000 items at today's pace: done Tuesday 04:10". */
export function forecastText(forecast: FlowForecast, reader: ForecastReader): string {
  const { kind, flow, waiting, done, doneAt, recordsPerMinute, isOutOfCalls } = forecast;
  const records = counted(waiting, flow);
  const verb = waiting === 1 ? 'waits' : 'wait';
  const pause = isOutOfCalls
    ? `. Today's calls to Exact Online are used: it goes on ${timeText(midnightAfter(reader.now), reader)}`
    : '';
  switch (kind) {
    case 'done':
      return `${records} at today's pace: done ${doneAt === null ? 'soon' : timeText(doneAt, reader)}${pause}`;
    case 'held':
      return `${records} ${verb} until the flow goes on`;
    case 'later':
      return `${records} ${verb} for a later day, such as that of a new price`;
    case 'uncounted':
      return `${counted(done, flow)} done so far${paceText(recordsPerMinute)}; how many there are is not known yet${pause}`;
    case 'noCalls':
      return `${records} ${verb}: with the calls that Exact Online allows it takes longer than a year`;
    case 'unmeasured':
      return `${records} ${verb}; how long it takes shows once a run has begun${pause}`;
  }
}

function paceText(recordsPerMinute: number | null): string {
  return recordsPerMinute === null ? '' : `, ${numberText(Math.max(1, Math.round(recordsPerMinute)))} a minute`;
}

function counted(count: number, flow: string): string {
  const [one, several] = NOUNS[flow] ?? ['record', 'records'];
  return `${numberText(count)} ${count === 1 ? one : several}`;
}

function numberText(value: number): string {
  return value.toLocaleString('en');
}

/** "today 16:40", "Tuesday 04:10" within a week, "Tuesday 8 December 04:10" after it. */
function timeText(at: Date, { now, timeZone }: ForecastReader): string {
  const zone = timeZone ?? 'UTC';
  const format = (options: Intl.DateTimeFormatOptions, moment = at): string =>
    new Intl.DateTimeFormat('en-GB', { ...options, timeZone: zone }).format(moment);
  const day = (moment: Date): string => format({ dateStyle: 'short' }, moment);
  const date =
    day(at) === day(now)
      ? 'today'
      : at.getTime() - now.getTime() < 6 * DAY_MS
        ? format({ weekday: 'long' })
        : `${format({ weekday: 'long' })} ${format({ day: 'numeric', month: 'long' })}`;
  const suffix = timeZone === undefined ? ' UTC' : '';
  return `${date} ${format({ hour: '2-digit', minute: '2-digit', hourCycle: 'h23' })}${suffix}`;
}

function midnightAfter(now: Date): Date {
  return new Date(Math.floor(now.getTime() / DAY_MS + 1) * DAY_MS);
}

/** A zone that this runtime knows; undefined for anything else. */
export function knownTimeZone(zone: unknown): string | undefined {
  if (typeof zone !== 'string' || zone === '') return undefined;
  try {
    return new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone;
  } catch {
    return undefined;
  }
}

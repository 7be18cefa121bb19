import { LOCALES, phrase, phraseText, type Language, type Phrase } from '../errors/index.ts';
import type { FlowForecast } from './forecast.ts';

const DAY_MS = 86_400_000;

/** Who reads a forecast, and when. */
export interface ForecastReader {
  readonly now: Date;
  /** An IANA zone, or undefined for UTC, which the text then says. */
  readonly timeZone: string | undefined;
  readonly language: Language;
  /** What one record of a flow is called in that language, and several. */
  readonly nounsOf: (flow: string) => { readonly one: string; readonly several: string };
}

/** The forecast in one line, such as "62,000 items at today's pace: done Tuesday 04:10". */
export function forecastText(forecast: FlowForecast, reader: ForecastReader): string {
  const text = withoutPause(forecast, reader);
  if (!forecast.isOutOfCalls || !MAY_PAUSE.has(forecast.kind)) return phraseText(text, reader.language);
  const at = timeText(midnightAfter(reader.now), reader);
  return phraseText(phrase('forecast_out_of_calls', { forecast: text, at }), reader.language);
}

const MAY_PAUSE: ReadonlySet<FlowForecast['kind']> = new Set(['done', 'uncounted', 'unmeasured'] as const);

function withoutPause({ kind, flow, waiting, done, doneAt, recordsPerMinute }: FlowForecast, reader: ForecastReader): Phrase {
  const records = countedText(waiting, flow, reader);
  const isOne = waiting === 1;
  switch (kind) {
    case 'done':
      return doneAt === null
        ? phrase('forecast_done_soon', { records })
        : phrase('forecast_done', { records, at: timeText(doneAt, reader) });
    case 'held':
      return phrase(isOne ? 'forecast_held_one' : 'forecast_held', { records });
    case 'later':
      return phrase(isOne ? 'forecast_later_one' : 'forecast_later', { records });
    case 'uncounted':
      return uncounted(countedText(done, flow, reader), recordsPerMinute, reader);
    case 'noCalls':
      return phrase(isOne ? 'forecast_no_calls_one' : 'forecast_no_calls', { records });
    case 'unmeasured':
      return phrase(isOne ? 'forecast_unmeasured_one' : 'forecast_unmeasured', { records });
  }
}

function uncounted(records: string, recordsPerMinute: number | null, reader: ForecastReader): Phrase {
  if (recordsPerMinute === null) return phrase('forecast_uncounted', { records });
  const pace = numberText(Math.max(1, Math.round(recordsPerMinute)), reader);
  return phrase('forecast_uncounted_pace', { records, pace });
}

/** "12,400 invoices". */
export function countedText(value: number, flow: string, reader: ForecastReader): string {
  const { one, several } = reader.nounsOf(flow);
  return `${numberText(value, reader)} ${value === 1 ? one : several}`;
}

/** A number with the marks of the reader's language. */
export function numberText(value: number, { language }: ForecastReader): string {
  return value.toLocaleString(LOCALES[language]);
}

/** "today 16:40", "Tuesday 04:10" within a week, "Tuesday 8 December 04:10" after it. */
export function timeText(at: Date, { now, timeZone, language }: ForecastReader): string {
  const zone = timeZone ?? 'UTC';
  const format = (options: Intl.DateTimeFormatOptions, moment = at): string =>
    new Intl.DateTimeFormat(LOCALES[language], { ...options, timeZone: zone }).format(moment);
  const day = (moment: Date): string => format({ dateStyle: 'short' }, moment);
  const suffix = timeZone === undefined ? ' UTC' : '';
  const time = `${format({ hour: '2-digit', minute: '2-digit', hourCycle: 'h23' })}${suffix}`;
  if (day(at) === day(now)) return phraseText(phrase('today_at', { time }), language);
  const weekday = format({ weekday: 'long' });
  if (at.getTime() - now.getTime() < 6 * DAY_MS) return `${weekday} ${time}`;
  return `${weekday} ${format({ day: 'numeric', month: 'long' })} ${time}`;
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

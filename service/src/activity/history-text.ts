import { LOCALES, phrase, phraseText } from '../errors/index.ts';
import { finishAt, type CallsLeft } from './forecast.ts';
import { countedText, numberText, timeText, type ForecastReader } from './forecast-text.ts';

const DAY_MS = 86_400_000;
/** What Salesforce charges for a row, whatever stands in it. */
const KB_A_ROW = 2;
/** What a call that writes two hundred rows takes. */
const MINUTES_A_WRITE = 1 / 60;

/** What a part of the past comes to, as it was counted. Days are `yyyy-mm-dd`, `until` is not among them. */
export interface HistoryPrice {
  readonly flow: string;
  readonly window: { readonly from: string; readonly until: string };
  readonly size: {
    readonly records: number;
    readonly rows: number;
    readonly calls: { readonly exact: number; readonly salesforce: number };
  };
}

/** Calls that both systems still allow. */
export interface BothCallsLeft {
  readonly exact: CallsLeft;
  /** Of Salesforce's day; undefined where it has not told. */
  readonly salesforce: { readonly limit: number; readonly used: number } | undefined;
}

/** When a history would be done if nothing else were to be done; null where that is further away than a year. */
export function historyDoneAt(now: Date, { size: { calls } }: HistoryPrice, left: BothCallsLeft): Date | null {
  const ownMinutes = calls.salesforce * MINUTES_A_WRITE;
  const byExact = finishAt(now, { calls: calls.exact, ownMinutes, left: left.exact });
  if (byExact === undefined) return null;
  const { limit = Infinity, used = 0 } = left.salesforce ?? {};
  const beyondToday = Math.max(0, calls.salesforce - Math.max(0, limit - used));
  const days = limit > 0 ? Math.ceil(beyondToday / limit) : 0;
  return new Date(Math.max(byExact.getTime(), days === 0 ? 0 : now.getTime() + days * DAY_MS));
}

/** Megabytes of Salesforce's storage. */
export function storageMb({ size: { rows } }: HistoryPrice): number {
  return Math.ceil((rows * KB_A_ROW) / 1024);
}

/** What it comes to, in one line. */
export function historyText(price: HistoryPrice, doneAt: Date | null, reader: ForecastReader): string {
  const { flow, window, size } = price;
  const { language } = reader;
  const day = (text: string, offsetDays = 0): string =>
    new Intl.DateTimeFormat(LOCALES[language], { dateStyle: 'long', timeZone: 'UTC' }).format(
      new Date(Date.parse(`${text}T00:00:00Z`) + offsetDays * DAY_MS),
    );
  const days = { from: day(window.from), to: day(window.until, -1) };
  if (size.records === 0)
    return phraseText(phrase('history_empty', { ...days, several: reader.nounsOf(flow).several }), language);
  const counted = {
    ...days,
    records: countedText(size.records, flow, reader),
    rows: numberText(size.rows, reader),
    storage: numberText(storageMb(price), reader),
    exact: numberText(size.calls.exact, reader),
    salesforce: numberText(size.calls.salesforce, reader),
  };
  return phraseText(
    doneAt === null
      ? phrase('history_unpriced', counted)
      : phrase('history_priced', { ...counted, at: timeText(doneAt, reader) }),
    language,
  );
}

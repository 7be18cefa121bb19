import { Decimal } from 'decimal.js';

/** A file's amount, such as `2.55` or `-11062.06`: digits with a decimal point, no thousands separator. */
const AMOUNT = /^-?\d{1,12}(\.\d{1,6})?$/;
const WHOLE = /^-?\d{1,9}$/;
const DAY_FIRST =
  /^(?<day>\d{1,2})\/(?<month>\d{1,2})\/(?<year>\d{4})(?: (?<hour>\d{1,2}):(?<minute>\d{2})(?::(?<second>\d{2}))?)?$/;

/** Reads an amount as decimal; undefined when the text is not one (empty, a word, a comma as decimal sign). */
export function parseAmount(text: string): Decimal | undefined {
  const trimmed = text.trim();
  return AMOUNT.test(trimmed) ? new Decimal(trimmed) : undefined;
}

/** Reads a whole number of pieces; undefined when the text is not one. */
export function parseQuantity(text: string): number | undefined {
  const trimmed = text.trim();
  return WHOLE.test(trimmed) ? Number(trimmed) : undefined;
}

/** Reads `day/month/year [hour:minute]` as the date `yyyy-mm-dd`; undefined when there is no such day or hour. */
export function parseDayFirstDate(text: string): string | undefined {
  const match = DAY_FIRST.exec(text.trim());
  if (match === null) return undefined;
  const { day, month, year, hour, minute, second } = match.groups ?? {};
  const date = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day)));
  const isRealDay =
    date.getUTCFullYear() === Number(year) && date.getUTCMonth() === Number(month) - 1 && date.getUTCDate() === Number(day);
  const isRealTime = Number(hour ?? 0) < 24 && Number(minute ?? 0) < 60 && Number(second ?? 0) < 60;
  return isRealDay && isRealTime ? date.toISOString().slice(0, 10) : undefined;
}

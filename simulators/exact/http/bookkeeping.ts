import { Decimal } from 'decimal.js';
import { badRequest, notFound } from '../failure.ts';
import { readDateTime, readGuid } from '../odata/literals.ts';
import type { Json, JsonObject } from '../records/read-body.ts';
import type { Change } from '../records/rules.ts';
import type { Writer } from '../records/writer.ts';
import { bookPayment, openAmount, removePayment, setOff, unmatch, type Booking } from '../rules/matching.ts';
import { setPeriod } from '../rules/periods.ts';
import type { Division } from '../store/division.ts';
import { empty, json, type Answer } from './answer.ts';

const DAY_MS = 86_400_000;

const idIn = (body: JsonObject, field: string): string => {
  const value = body[field];
  const id = typeof value === 'string' ? readGuid(value) : undefined;
  if (id === undefined) throw badRequest(`${field} is not a guid`);
  return id;
};

const amountIn = (value: Json | undefined): Decimal => {
  const text = typeof value === 'string' || typeof value === 'number' ? String(value) : '';
  if (!/^\d+(\.\d+)?$/.test(text)) throw badRequest(`no amount of money: ${text}`);
  return new Decimal(text);
};

const dayIn = (value: Json | undefined): number | undefined => {
  const time = typeof value === 'string' ? readDateTime(value) : undefined;
  return time === undefined ? undefined : Math.floor(time / DAY_MS) * DAY_MS;
};

const booked = ({ id, match }: Booking, invoice: string, change: Change): Answer =>
  json(200, { id, match, open: openAmount(invoice, change).toNumber() });

/** What a bookkeeper books: a payment, and a credit note set off against an invoice. The answer says what is still open of the invoice. */
export const book = (writer: Writer, kind: string, body: JsonObject): Answer =>
  writer.asPerson((change) => {
    const invoice = idIn(body, 'invoice');
    if (kind === 'set-offs') return booked(setOff(idIn(body, 'creditNote'), invoice, change), invoice, change);
    const payment = { invoice, amount: amountIn(body['amount']), date: dayIn(body['date']) };
    return booked(bookPayment(payment, change), invoice, change);
  });

/** Undoes a payment with its money, or a match alone. */
export const unbook = (writer: Writer, kind: string, id: string): Answer =>
  writer.asPerson((change) => {
    if (kind === 'payments') removePayment(id, change);
    else if (kind === 'matches') unmatch(id, change);
    else throw notFound(`nothing to undo of ${kind}`);
    return empty(204);
  });

/** Closes a period of a journal for every booking, or opens it again. */
export const closePeriod = (division: Division, body: JsonObject): Answer => {
  const { journal, year, period, isClosed } = body;
  if (typeof journal !== 'string' || typeof year !== 'number' || typeof period !== 'number')
    throw badRequest('journal, year and period are expected');
  setPeriod({ journal, year, period }, isClosed !== false, division);
  return empty(204);
};

import type { DocumentMark } from '../../operation.ts';
import { NO_SETS } from '../../order-lines/index.ts';
import type { PostedLine } from '../content.ts';
import type { OrderBody } from '../order-body.ts';
import { markOf } from '../reference.ts';
import type { OrdersConfiguration } from '../settings.ts';
import type { OrderInput } from '../types.ts';
import { agreementText, saidBy } from './agreement.ts';

/** What a document is known by once it is as this order says; what both sides agree on then is kept where changes are sent. */
export function settledMark(
  input: OrderInput,
  body: Pick<OrderBody, 'header' | 'lines' | 'saidLines' | 'currency' | 'sets'>,
  settings: OrdersConfiguration,
): DocumentMark {
  const mark = markOf(settings, input, body.saidLines);
  // Lines of parts are none of an order product.
  if (!isAmended(input, settings) || body.sets !== NO_SETS) return mark;
  const header = Object.fromEntries(body.header.map(({ field, to }) => [field, to]));
  const said = saidBy(input, body.saidLines, settings);
  return { ...mark, agreement: agreementText(input, said, body.lines, body.currency, header) };
}

/** Content of the document of an order that was cancelled and of which nothing more is to be done. */
export const CANCELLED_CONTENT = 'cancelled';

/** The same for a document that was found: `lines`, as they are posted, are what it has; what its header was sent with nobody knows. */
export function foundMark(
  input: OrderInput,
  lines: readonly PostedLine[],
  currency: string,
  settings: OrdersConfiguration,
): DocumentMark {
  const mark = markOf(settings, input, lines);
  if (!isAmended(input, settings) || lines.length !== input.lines.length) return mark;
  return { ...mark, agreement: agreementText(input, saidBy(input, lines, settings), lines, currency) };
}

/** Other documents than sales orders are not changed once they are there. */
function isAmended({ target }: OrderInput, { amendments }: OrdersConfiguration): boolean {
  return target === 'salesOrder' && amendments.changes === 'send';
}

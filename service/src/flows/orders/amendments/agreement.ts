import { createHash } from 'node:crypto';
import { z } from 'zod';
import { customerScope } from '../../customers/index.ts';
import { phrase } from '../../../errors/index.ts';
import { mapTarget } from '../../map-target.ts';
import type { OrdersConfiguration } from '../settings.ts';
import type { OrderInput } from '../types.ts';
import { hashesOf, headerValues, lineValues, type Hashes } from './values.ts';

/** What both sides agreed on when an order was sent or amended last, as hashes. */
export interface Agreement {
  /** Of everything that the order said, so that what says the same asks Exact nothing. */
  readonly said: string;
  /** Undefined where nobody knows what the header was sent with, since the document was found. */
  readonly header?: Hashes | undefined;
  /** By id of the order product. */
  readonly lines: Readonly<Record<string, Hashes>>;
}

const HASHES = z.record(z.string(), z.string());
const STORED = z.object({ said: z.string(), header: HASHES.optional(), lines: z.record(z.string(), HASHES) });

/** What is stored of an agreement; undefined where it is none that this version reads. */
export function agreementIn(stored: string | undefined): Agreement | undefined {
  if (stored === undefined) return undefined;
  const read = STORED.safeParse(JSON.parse(stored));
  return read.success ? read.data : undefined;
}

/** `lines`: as they are posted, in the order of the order products. `header`: as it is posted, where that is known. */
export function agreementText(
  input: Pick<OrderInput, 'order' | 'lines'>,
  said: string,
  lines: readonly object[],
  currency: string,
  header?: object,
): string {
  const salt = input.order.Id;
  const agreement: Agreement = {
    said,
    ...(header === undefined ? {} : { header: hashesOf(headerValues(header), salt) }),
    lines: Object.fromEntries(
      input.lines.map((row, index) => [row.Id, hashesOf(lineValues(lines[index] ?? {}, currency), salt)]),
    ),
  };
  return JSON.stringify(agreement);
}

/** Hash of everything that an order says of itself: its header by the rules, and its lines as they are said (`postedLines`). Pure. */
export function saidBy(
  { order, lines, customer }: Pick<OrderInput, 'order' | 'lines' | 'customer'>,
  said: readonly Readonly<Record<string, string>>[],
  settings: OrdersConfiguration,
): string {
  const mapped = mapTarget('SalesOrder', customerScope(customer), settings, phrase('record_order', { order: order.OrderNumber }));
  const header = mapped.fields.map(({ rule, value }) => [rule.field, value === null ? '' : String(value)]);
  const ofLines = said.map((values, index) => [lines[index]?.Id ?? '', Object.entries(values).toSorted()]);
  return createHash('sha256')
    .update(JSON.stringify([header, ofLines.map((each) => JSON.stringify(each)).toSorted()]))
    .digest('base64url');
}

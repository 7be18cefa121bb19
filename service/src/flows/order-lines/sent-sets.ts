import { z } from 'zod';
import { toDecimal, type Decimal } from '../../money/index.ts';

/** The field of an order that says which of its order products were sent as their parts. */
export const SETS_FIELD = 'Exact_Sets_Apart__c';

/** A part as it was sent; decimal texts. */
export interface SentPart {
  /** Guid in lower case of its item. */
  readonly item: string;
  readonly code: string;
  /** Of one set. */
  readonly quantity: string;
  /** What of the amount of the set it was sent for. */
  readonly amount: string;
}

/** An order product that was sent as its parts, in the order of their lines. */
export interface SentSet {
  /** The VAT code that its parts were sent with although the order product has none. */
  readonly vatCode: string | null;
  readonly parts: readonly SentPart[];
  /** True for one whose product had no item: it went as one line of a placeholder, its only part. */
  readonly isPlaceholder?: boolean;
}

/** The order products of one order that were sent as their parts. */
export interface SentSets {
  /** That its amounts are in; empty where no order product was. */
  readonly currency: string;
  /** By id of the order product. */
  readonly sets: ReadonlyMap<string, SentSet>;
}

/** Of an order whose order products were all sent as they are. */
export const NO_SETS: SentSets = { currency: '', sets: new Map() };

const AMOUNT = z
  .string()
  .max(40)
  .refine((text) => amountIn(text) !== undefined);
const QUANTITY = z
  .string()
  .max(40)
  .refine((text) => amountIn(text)?.gt(0) === true);
const STORED = z.strictObject({
  currency: z.string().max(3),
  sets: z.record(
    z.string(),
    z.strictObject({
      vat: z.string().nullable(),
      placeholder: z.literal(true).optional(),
      parts: z.array(z.tuple([z.string(), z.string(), QUANTITY, AMOUNT])).min(1),
    }),
  ),
});

/** What the field of an order says; none where it is empty, or says nothing that Tandem wrote. Pure. */
export function setsIn(text: unknown): SentSets {
  if (typeof text !== 'string' || text === '') return NO_SETS;
  const stored = STORED.safeParse(jsonIn(text));
  if (!stored.success) return NO_SETS;
  const { currency, sets } = stored.data;
  const sent = Object.entries(sets).map(([id, { vat, placeholder, parts }]): [string, SentSet] => [
    id,
    {
      vatCode: vat,
      parts: parts.map(([item, code, quantity, amount]) => ({ item, code, quantity, amount })),
      ...(placeholder === undefined ? {} : { isPlaceholder: true }),
    },
  ]);
  return { currency, sets: new Map(sent) };
}

/** The same as the field has it; null where there are none. Pure. */
export function setsText({ currency, sets }: SentSets): string | null {
  if (sets.size === 0) return null;
  const stored = [...sets].map(([id, { vatCode, isPlaceholder, parts }]): [string, unknown] => [
    id,
    {
      vat: vatCode,
      ...(isPlaceholder === true ? { placeholder: true } : {}),
      parts: parts.map(({ item, code, quantity, amount }) => [item, code, quantity, amount]),
    },
  ]);
  return JSON.stringify({ currency, sets: Object.fromEntries(stored) });
}

function amountIn(text: string): Decimal | undefined {
  try {
    return toDecimal(text) ?? undefined;
  } catch {
    return undefined;
  }
}

function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

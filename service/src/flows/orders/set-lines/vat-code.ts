import { TandemError } from '../../../errors/index.ts';
import { vatCodeOfLine, vatRates, type VatRate } from '../../../tax/index.ts';
import type { OrderLine } from '../built-line.ts';
import type { LineRow, SetPart } from '../types.ts';
import type { OfSet } from './of-set.ts';

/**
 * The code that the parts of a set need so that their VAT is that of the set; null where they get it by themselves: from the order product,
 * from the debtor, or since their items have the code of the set. Pure.
 */
export function vatCodeOfParts(
  parts: readonly SetPart[],
  row: LineRow,
  { values }: OrderLine,
  { order, facts, ofDebtor }: OfSet,
): string | null | TandemError {
  const ofSet = facts.items?.get(values['Item']?.toLowerCase() ?? '')?.vatCode ?? null;
  if (values['VATCode'] !== undefined || parts.every(({ item }) => (item?.vatCode ?? null) === ofSet)) return null;
  const debtors = ofDebtor();
  const { code, from } = vatCodeOfLine({ ofLine: undefined, ofDebtor: () => debtors, ofItem: ofSet }, facts.vatCodes ?? []);
  if (from === 'debtor') return null;
  if (debtors !== undefined && code !== null) return code;
  const product = row.Product2?.ProductCode ?? row.Product2?.Name ?? '';
  return new TandemError('order_set_vat_unclear', { order, product }, { field: 'VATCode', recordId: row.OrderId });
}

/** The rate that the parts of a set get as far as anybody knows: where nobody looked at the debtor, that of the item. Pure. */
export function likelyRate(
  ofParts: string | null,
  { values }: OrderLine,
  { facts: { items, vatCodes = [] }, ofDebtor }: OfSet,
): VatRate | undefined {
  const ofItem = ofParts ?? items?.get(values['Item']?.toLowerCase() ?? '')?.vatCode ?? null;
  const { code } = vatCodeOfLine({ ofLine: values['VATCode'], ofDebtor, ofItem }, vatCodes);
  return vatRates(vatCodes).get(code ?? '');
}

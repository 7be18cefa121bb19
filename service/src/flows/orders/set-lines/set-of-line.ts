import { TandemError } from '../../../errors/index.ts';
import { SETS_FIELD } from '../../order-lines/index.ts';
import { lineProblem } from '../acceptance.ts';
import type { OrderLine } from '../built-line.ts';
import type { OrdersConfiguration } from '../settings.ts';
import type { LineRow, OrderInput } from '../types.ts';
import { isSentAsParts } from './choice.ts';
import type { OfSet } from './of-set.ts';
import { takenApart, type ApartSet } from './taken-apart.ts';

type Where = Parameters<typeof lineProblem>[2] & OfSet & { readonly input: OrderInput; readonly settings: OrdersConfiguration };

/**
 * The set that an order product is sent as the parts of, or why it cannot be, or why Exact would refuse one of them; undefined for what is
 * sent as it is. Pure.
 */
export function setOf(row: LineRow, line: OrderLine, where: Where): ApartSet | TandemError | undefined {
  const isWanted = isSentAsParts(row, where.input, where.settings);
  if (isWanted instanceof TandemError) return isWanted;
  const set = isWanted ? takenApart(row, line, where) : undefined;
  if (set !== undefined && !(set instanceof TandemError) && !(SETS_FIELD in where.input.order)) return unnoted(row, where);
  if (set === undefined || set instanceof TandemError) return set;
  const ofParts = { ...where, facts: { ...where.facts, items: set.items } };
  for (const { values, name } of set.lines) {
    const problem = lineProblem(asProduct(row, name, values['Item'] ?? ''), values, ofParts);
    if (problem !== undefined) return problem;
  }
  return set;
}

/** What it was sent as could not be noted, so that nobody could put it next to what comes back. */
function unnoted({ OrderId: recordId, Product2: product }: LineRow, { order, input }: Where): TandemError {
  const names = { order, product: product?.ProductCode ?? product?.Name ?? '', object: input.order.source.object };
  return new TandemError('order_set_unnoted', names, { field: 'Product2Id', recordId });
}

/** An order product of a part, in whose words its problems are told. */
function asProduct(row: LineRow, name: string, itemId: string): LineRow {
  const { Product2: product } = row;
  return product == null ? row : { ...row, Product2: { ...product, ProductCode: name, Exact_Id__c: itemId } };
}

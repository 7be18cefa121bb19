import { TandemError } from '../../../errors/index.ts';
import { truncateText } from '../../../mapping/index.ts';
import { amountText, roundMoney } from '../../../money/index.ts';
import { SETS_FIELD, type SentSet } from '../../order-lines/index.ts';
import type { OrderLine } from '../built-line.ts';
import type { OrdersConfiguration } from '../settings.ts';
import type { LineRow, OrderFacts, OrderInput } from '../types.ts';
import { missingChoice } from './choice.ts';

/** Longest description of a line in Exact. */
const DESCRIPTION_LENGTH = 100;

/** Whether and how an order product goes on the placeholder item: undefined for one that does not. Pure. */
export function onPlaceholder(
  row: LineRow,
  input: OrderInput,
  settings: OrdersConfiguration,
  facts: OrderFacts,
): LineRow | TandemError | undefined {
  const choice = missingChoice(row, input, settings);
  if (choice instanceof TandemError) return choice;
  if (choice !== 'placeholder') return undefined;
  const { order } = input;
  const code = settings.missingProducts.placeholderCode ?? '';
  const names = { order: order.OrderNumber, product: row.Product2?.ProductCode ?? row.Product2?.Name ?? '' };
  const about = { field: 'Product2Id', recordId: order.Id };
  const item = facts.missing?.items.get(code.toLowerCase());
  if (item === undefined) return new TandemError('order_placeholder_missing', { ...names, code, company: facts.division }, about);
  // What it was sent as could not be noted, so that nobody could put it next to what comes back.
  if (!(SETS_FIELD in order))
    return new TandemError('order_placeholder_unnoted', { ...names, object: order.source.object }, about);
  return withItem(row, item.itemId, item.vatCode);
}

/** An order product as one of another item. Pure. */
export function withItem(row: LineRow, itemId: string, vatCode: string | null): LineRow {
  const { Product2: product } = row;
  if (product == null) return row;
  return { ...row, Product2: { ...product, Exact_Id__c: itemId, Exact_Vat_Code__c: vatCode, Exact_Set__c: false } };
}

/** The line as it goes: who picks it reads which product it is. Pure. */
export function describedLine(line: OrderLine, { Product2: product }: LineRow): OrderLine {
  const said = line.values['Description'] ?? '';
  const names = [product?.ProductCode, product?.Name].flatMap((name) => (name == null || said.includes(name) ? [] : [name]));
  const whole = [...names, said].filter((text) => text !== '').join(' - ');
  const Description = truncateText(whole, DESCRIPTION_LENGTH);
  return { ...line, values: { ...line.values, Description } };
}

/** What the order notes of it: it comes back as a line of the placeholder, whatever becomes of the product. Pure. */
export function placeholderNote(line: OrderLine, code: string, currency: string): SentSet {
  const { quantity, netPrice } = line.totalled;
  const amount = amountText(roundMoney(quantity.times(netPrice), currency));
  return {
    vatCode: null,
    isPlaceholder: true,
    parts: [{ item: (line.values['Item'] ?? '').toLowerCase(), code, quantity: '1', amount }],
  };
}

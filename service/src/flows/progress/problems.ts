import { joined, TandemError, type ParamValue } from '../../errors/index.ts';
import type { ExactSalesOrderLine } from '../../exact/index.ts';
import { amountInCurrency, Decimal } from '../../money/index.ts';
import { isSameValue, plainText } from '../../mapping/index.ts';
import { DELETED } from './statuses.ts';
import type { OrderInput, OrderProductRow, SetInput } from './types.ts';

/** Lines that are named; who has more of them looks into Exact. */
const LINES_NAMED = 8;

/** What a person should know of an order, the weightiest first; undefined where nothing is. Pure. */
export function problemOf(input: OrderInput): TandemError | undefined {
  const { order } = input;
  const told = { order: order.OrderNumber, number: plainText(order['Exact_Number__c']) };
  const about = { recordId: order.Id };
  if (input.isGone) {
    // It was told when it was found; whoever asks is told again.
    const isNews = input.isWhole || order['Exact_Progress__c'] !== DELETED;
    return isNews ? new TandemError('order_deleted_in_exact', told, about) : undefined;
  }
  if (input.ambiguous.length > 0)
    return new TandemError('order_lines_ambiguous', { ...told, lines: linesNamed(input.ambiguous) }, about);
  if (input.added.length > 0)
    return new TandemError('order_lines_added_in_exact', { ...told, lines: linesNamed(input.added) }, about);
  const removed = [...input.gone.map(nameOf), ...input.sets.flatMap(partsGone)];
  if (removed.length > 0) return new TandemError('order_lines_removed_in_exact', { ...told, products: namesOf(removed) }, about);
  return amountsChanged(input, told);
}

/** The amounts that stand on the order are those that Exact had before. */
function amountsChanged({ order, header }: OrderInput, told: { order: string; number: string }): TandemError | undefined {
  if (header === undefined) return undefined;
  const currency = header.Currency ?? '';
  for (const [before, after] of [
    [order.Exact_Net_Amount__c, header.AmountFCExclVat],
    [order.Exact_Gross_Amount__c, header.AmountFC],
  ] as const) {
    if (before === null || after === null || isSameValue(before, after)) continue;
    const money = (amount: string | number): string =>
      `${amountInCurrency(new Decimal(amount), currency || 'EUR')} ${currency}`.trim();
    return new TandemError(
      'order_amounts_changed_in_exact',
      { ...told, before: money(before), after: money(after) },
      { recordId: order.Id, field: 'Exact_Net_Amount__c' },
    );
  }
  return undefined;
}

function linesNamed(lines: readonly ExactSalesOrderLine[]): ParamValue {
  return namesOf(lines.map((line) => `${line.LineNumber ?? ''} ${line.ItemCode ?? line.Description ?? ''}`.trim()));
}

function nameOf({ Id: id, Product2: product }: OrderProductRow): string {
  return product?.ProductCode ?? id;
}

/** Parts of a set whose lines are gone; none where the order product says already that nothing of it is on order. */
function partsGone({ product, parts }: SetInput): string[] {
  const gone = parts.filter(({ line }) => line === undefined);
  return isSameValue(product['Exact_Ordered_Quantity__c'], '0')
    ? []
    : gone.map(({ part }) => `${part.code} (${nameOf(product)})`);
}

function namesOf(names: readonly string[]): ParamValue {
  const more = names.length - LINES_NAMED;
  return joined('comma', [...names.slice(0, LINES_NAMED), ...(more > 0 ? [`+ ${more}`] : [])]) ?? '';
}

import { phrase, TandemError, type Phrase } from '../../errors/index.ts';
import { toDecimal } from '../../money/index.ts';
import { vatCodeFault, vatCodeOfLine, type VatCodeFault } from '../../tax/index.ts';
import { isWithin } from '../calendar.ts';
import type { OrdersConfiguration } from './settings.ts';
import type { LineRow, OrderFacts, OrderInput } from './types.ts';

const FAULTS: Readonly<Record<VatCodeFault, Phrase>> = {
  unknown: phrase('vat_code_missing'),
  blocked: phrase('vat_code_blocked'),
  purchasesOnly: phrase('vat_code_purchases'),
};

/**
 * Why Exact would refuse the currency of an order, as far as that is known beforehand. Ten refusals in an hour block the app for
 * everybody (REST reference, limits), so nothing is posted that could have been known to fail. Pure.
 */
export function headerProblem(input: OrderInput, currency: string, facts: OrderFacts): TandemError | undefined {
  const { order } = input;
  if (currency === '' || facts.currencies === undefined || facts.currencies.some(({ Code: code }) => code === currency))
    return undefined;
  return new TandemError(
    'order_currency_unknown',
    { order: order.OrderNumber, currency, company: facts.division },
    { field: 'CurrencyIsoCode', recordId: order.Id },
  );
}

/** Why Exact would refuse a line, as far as its item is known. `values` are the line's fields as they would be posted. Pure. */
export function lineProblem(
  row: LineRow,
  values: Readonly<Record<string, string>>,
  where: {
    readonly order: string;
    readonly orderDay: string;
    readonly facts: OrderFacts;
    /** What the customer is called, and the VAT code of its debtor: see `debtorVatCode`. */
    readonly customer: string;
    readonly ofDebtor: () => string | null | undefined;
  },
): TandemError | undefined {
  const { order, orderDay, facts } = where;
  const product = row.Product2?.ProductCode ?? row.Product2?.Name ?? '';
  const names = { order, product };
  const at = (field: string) => ({ field, recordId: row.OrderId });
  const itemId = values['Item']?.toLowerCase() ?? '';
  const item = facts.items?.get(itemId);
  if (item === undefined) return facts.items === undefined ? undefined : itemNotHere(row, names, facts);
  if (!item.isSalesItem) return new TandemError('order_item_not_sold', names, at('Product2Id'));
  if (!isWithin(orderDay, item.startDate, item.endDate)) {
    const isEarly = item.startDate !== null && orderDay < item.startDate;
    const window = isEarly ? phrase('item_begins', { day: item.startDate }) : phrase('item_ended', { day: item.endDate ?? '' });
    return new TandemError('order_item_not_active', { ...names, window, day: orderDay }, at('EffectiveDate'));
  }
  const quantity = toDecimal(values['Quantity']);
  if (!item.isFractionAllowed && quantity !== null && !quantity.isInteger())
    return new TandemError('order_item_fraction', { ...names, quantity: quantity.toString() }, at('Quantity'));
  return (
    unitProblem(values['UnitCode'], item.unit, names, facts, row) ??
    vatProblem(values['VATCode'], item.vatCode, names, where, row)
  );
}

/** A line without cost centre, where the settings say that each needs one. Pure. */
export function costCentreProblem(
  row: LineRow,
  values: Readonly<Record<string, string>>,
  names: { readonly order: string; readonly product: string },
  { costCentre }: OrdersConfiguration,
): TandemError | undefined {
  if (costCentre === 'optional' || (values['CostCenter'] ?? '').trim() !== '') return undefined;
  return new TandemError('order_cost_centre_missing', names, { field: 'CostCenter', recordId: row.OrderId });
}

function itemNotHere(row: LineRow, names: { order: string; product: string }, facts: OrderFacts): TandemError {
  const company = facts.division;
  const itemId = row.Product2?.Exact_Id__c?.toLowerCase() ?? '';
  const other = facts.itemsElsewhere?.get(itemId);
  const at = { field: 'Product2Id', recordId: row.OrderId };
  return other === undefined
    ? new TandemError('order_item_gone', { ...names, company }, at)
    : new TandemError('order_item_of_other_company', { ...names, company, other }, at);
}

function unitProblem(
  unit: string | undefined,
  itemUnit: string | null,
  names: { order: string; product: string },
  facts: OrderFacts,
  row: LineRow,
): TandemError | undefined {
  if (unit === undefined || unit === itemUnit) return undefined;
  const isKnown = facts.units === undefined || facts.units.some(({ Code: code, Active: isActive }) => code === unit && isActive);
  const at = { field: 'UnitCode', recordId: row.OrderId };
  const params = { ...names, unit, itemUnit: itemUnit ?? '' };
  return new TandemError(isKnown ? 'order_unit_differs' : 'order_unit_unknown', params, at);
}

/**
 * Exact takes no code that is blocked or for purchases only. Where nobody looked at the debtor the item's is judged;
 * `readOrderFacts` looks before anybody is told.
 */
function vatProblem(
  ofLine: string | undefined,
  ofItem: string | null,
  names: { order: string; product: string },
  { facts: { vatCodes }, customer, ofDebtor }: Parameters<typeof lineProblem>[2],
  row: LineRow,
): TandemError | undefined {
  if (vatCodes === undefined) return undefined;
  const { code, from } = vatCodeOfLine({ ofLine, ofDebtor, ofItem }, vatCodes);
  const fault = code === null ? undefined : vatCodeFault(code, vatCodes);
  if (code === null || fault === undefined) return undefined;
  const state = FAULTS[fault];
  const { order } = names;
  return from === 'debtor'
    ? new TandemError(
        'customer_vat_code_unusable',
        { order, customer, code, state },
        { field: 'AccountId', recordId: row.OrderId },
      )
    : new TandemError('order_vat_code_unusable', { ...names, code, state }, { field: 'VATCode', recordId: row.OrderId });
}

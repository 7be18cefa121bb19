import { phrase, TandemError, type ParamValue } from '../../errors/index.ts';
import {
  plannedChanges,
  TABLE_TITLES,
  type FormulaScope,
  type TableName,
  type MappedValue,
  type OrdersConfiguration,
} from '../../mapping/index.ts';
import { Decimal, toDecimal, amountText, type VatRate } from '../../money/index.ts';
import type { FieldChange } from '../flow.ts';
import { eachInTurn, type Steps } from '../turns.ts';
import { vatRates } from '../vat-rates.ts';
import { headerProblem, lineProblem } from './acceptance.ts';
import { awaitedProduct } from './awaited-products.ts';
import { customerScope, mapTarget } from './customer.ts';
import { debtorVatCode } from './debtor-vat.ts';
import { checkTotals, moneyText, postedPrice, type TotalledLine, type TotalsCheck } from './totals.ts';
import type { PostedLine } from './content.ts';
import type { LineRow, OrderFacts, OrderInput } from './types.ts';

/** Header and lines of a sales order, without the references to customer and address. */
export interface OrderBody {
  readonly header: readonly FieldChange[];
  readonly lines: readonly Readonly<Record<string, string>>[];
  /** What was done to texts of lines so that they fit; empty where all fit. */
  readonly lineNotes: string;
  readonly totals: TotalsCheck;
  readonly currency: string;
}

/** One line as Exact takes it, and what its totals are checked by. */
interface OrderLine {
  readonly values: Record<string, string>;
  readonly notes: readonly string[];
  readonly totalled: TotalledLine;
}

/** Builds the sales order of one order, or says why it cannot be built, with a pause after each line. Pure. */
export function* orderBody(input: OrderInput, settings: OrdersConfiguration, facts: OrderFacts): Steps<OrderBody | TandemError> {
  const { order } = input;
  const label = order.OrderNumber;
  if (input.lines.length === 0) return new TandemError('order_without_lines', { order: label }, { recordId: order.Id });
  const scope = customerScope(order, input.contact);
  const rates = vatRates(facts.vatCodes ?? []);
  const mapped = mapTarget('SalesOrder', scope, settings, phrase('record_order', { order: label }));
  if (mapped.problems[0] !== undefined) return mapped.problems[0];
  const dated = mapped.fields.find(({ rule }) => rule.field === 'OrderDate')?.value;
  const orderDay = typeof dated === 'string' ? dated : facts.today;
  const ofDebtor = once(() => debtorVatCode(input, settings, facts));
  const where = { order: label, orderDay, facts, customer: order.Account?.Name ?? '', ofDebtor };
  const lines: OrderLine[] = [];
  for (const row of input.lines) {
    const line = orderLine(row, { ...scope, line: lineScope(row) }, settings, facts.vatCodes, rates, label);
    if (line instanceof TandemError) return line;
    const problem = lineProblem(row, line.values, where);
    if (problem !== undefined) return problem;
    lines.push(line);
    yield;
  }
  const header: FieldChange[] = [];
  for (const change of plannedChanges(mapped.fields, undefined, { keepsEmpty: true })) {
    const resolved = resolveCode(change, facts, label);
    if (resolved instanceof TandemError) return resolved;
    header.push(resolved);
  }
  const currency = currencyOf(input, facts);
  const refused = headerProblem(input, currency, facts);
  if (refused !== undefined) return refused;
  const totals = checkTotals(
    order,
    lines.map(({ totalled }) => totalled),
    currency || 'EUR',
  );
  const tolerance = new Decimal(settings.totals.toleranceCents).div(100);
  if (totals.exact.minus(totals.salesforce).abs().gt(tolerance)) {
    return new TandemError(
      'order_total_differs',
      { order: label, exact: moneyText(totals.exact, currency), salesforce: moneyText(totals.salesforce, currency) },
      { field: 'TotalAmount', recordId: order.Id },
    );
  }
  const lineNotes = lines.flatMap(({ notes }, index) => notes.map((note) => `Line ${index + 1}, ${note}`)).join('; ');
  return { header, lines: lines.map(({ values }) => values), lineNotes, totals, currency };
}

/** Lines as they would be posted, with what a person calls each; one that cannot be built stands as Salesforce has it. Pauses after each. Pure. */
export function* postedLines(
  input: Pick<OrderInput, 'order' | 'lines' | 'contact'>,
  settings: OrdersConfiguration,
  vatCodes: OrderFacts['vatCodes'],
): Steps<{ readonly values: PostedLine; readonly name: string }[]> {
  const scope = customerScope(input.order, input.contact);
  const rates = vatRates(vatCodes ?? []);
  return yield* eachInTurn(input.lines, (row) => {
    const name = row.Product2?.ProductCode ?? row.Product2?.Name ?? '';
    const line = orderLine(row, { ...scope, line: lineScope(row) }, settings, vatCodes, rates, input.order.OrderNumber);
    if (!(line instanceof TandemError)) return { values: line.values, name };
    const Item = row.Product2?.Exact_Id__c ?? '';
    return { values: { Item, Quantity: String(row.Quantity), NetPrice: String(row.UnitPrice) }, name };
  });
}

/** Currency of an order; empty where nobody tells, then Exact takes the customer's. */
export function currencyOf(input: OrderInput, facts: OrderFacts): string {
  const own = input.order['CurrencyIsoCode'];
  return facts.hasMultiCurrency && typeof own === 'string' ? own : facts.currency;
}

function orderLine(
  row: LineRow,
  scope: FormulaScope,
  settings: OrdersConfiguration,
  vatCodes: OrderFacts['vatCodes'],
  rates: ReadonlyMap<string, VatRate>,
  order: string,
): OrderLine | TandemError {
  const product = row.Product2;
  const itemId = product?.Exact_Id__c;
  if (itemId == null) {
    return new TandemError(
      'order_product_unknown',
      {
        order,
        product: product?.ProductCode ?? product?.Name ?? row.Id,
        ...awaitedProduct(product),
      },
      { field: 'Product2Id', recordId: row.OrderId },
    );
  }
  const productName = product?.ProductCode ?? product?.Name ?? '';
  const named = phrase('record_order_product', { order, product: productName });
  const mapped = mapTarget('Line', scope, settings, named);
  if (mapped.problems[0] !== undefined) return mapped.problems[0];
  const values: Record<string, string> = { Item: itemId };
  for (const { rule, value } of mapped.fields) if (value !== null) values[rule.field] = String(value satisfies MappedValue);
  const vatCode = values['VATCode'];
  if (vatCode !== undefined && vatCodes !== undefined && !rates.has(vatCode)) {
    return notInExact('vat', named, vatCode, 'what_vat_code', 'VATCode', row.OrderId);
  }
  const rate = rateOf(vatCode, row, rates);
  const netPrice = postedPrice(toDecimal(values['NetPrice']) ?? new Decimal(0), row, rate);
  values['NetPrice'] = amountText(netPrice);
  const notes = mapped.fields.flatMap(({ rule, note }) => (note === undefined ? [] : [`${rule.field}: ${note}`]));
  return { values, notes, totalled: { row, quantity: toDecimal(values['Quantity']) ?? new Decimal(0), netPrice, rate } };
}

/**
 * The rate of a line whose code is certain: the code is posted, or the product's price includes its VAT. In every other case
 * Exact takes the debtor's code before the item's, and only Exact knows it.
 */
function rateOf(
  vatCode: string | undefined,
  { Product2: product }: LineRow,
  rates: ReadonlyMap<string, VatRate>,
): VatRate | undefined {
  if (vatCode !== undefined) return rates.get(vatCode);
  return product?.Price_Includes_Vat__c === true ? rates.get(product.Exact_Vat_Code__c ?? '') : undefined;
}

/** Payment conditions are checked against Exact's list; a shipping method's code becomes the id Exact wants. */
function resolveCode(change: FieldChange, facts: OrderFacts, order: string): FieldChange | TandemError {
  const code = String(change.to);
  const named = phrase('record_order', { order });
  if (change.field === 'PaymentCondition' && facts.paymentConditions !== undefined) {
    return facts.paymentConditions.some((row) => row.code === code)
      ? change
      : notInExact('paymentConditions', named, code, 'what_payment_condition', change.field);
  }
  if (change.field !== 'ShippingMethod') return change;
  const method = facts.shippingMethods?.find((row) => row.code === code);
  return method === undefined
    ? notInExact('shippingMethods', named, code, 'what_shipping_method', change.field)
    : { ...change, to: method.id };
}

function notInExact(
  table: TableName,
  value: ParamValue,
  exact: string,
  what: 'what_vat_code' | 'what_payment_condition' | 'what_shipping_method',
  field: string,
  recordId?: string,
): TandemError {
  const params = { table: TABLE_TITLES[table], value, exact, what: phrase(what) };
  return new TandemError('value_not_in_exact', params, { field, recordId });
}

/** The same for all lines of an order, and most orders never ask. */
function once<Value>(find: () => Value): () => Value {
  let found: { readonly value: Value } | undefined;
  return () => (found ??= { value: find() }).value;
}

function lineScope(row: LineRow): NonNullable<FormulaScope['line']> {
  return { ...row, ProductCode: row.Product2?.ProductCode, ProductName: row.Product2?.Name };
}

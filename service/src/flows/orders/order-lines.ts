import { phrase, TandemError, type ParamValue } from '../../errors/index.ts';
import type { FormulaScope, MappedValue } from '../../mapping/index.ts';
import { amountText, Decimal, toDecimal } from '../../money/index.ts';
import { certainRate, priceOnBasisOf, vatRates, type VatRates } from '../../tax/index.ts';
import { customerScope } from '../customers/index.ts';
import { mapTarget } from '../map-target.ts';
import { SETS_FIELD, setsIn } from '../order-lines/index.ts';
import { eachInTurn, type Steps } from '../turns.ts';
import { awaitedProduct } from './awaited-products.ts';
import type { OrderLine } from './built-line.ts';
import { notInExact } from './codes.ts';
import type { PostedLine } from './content.ts';
import { lineScope } from './line-scope.ts';
import { withItem } from './missing-products/index.ts';
import { linesAsSent } from './set-lines/index.ts';
import { isPricedWithVat } from './totals.ts';
import type { LineRow, OrderFacts, OrderInput } from './types.ts';
import type { OrdersConfiguration } from './settings.ts';

/** Builds one line, or says why it cannot be built. `order`: what a person calls it. Pure. */
export function orderLine(
  row: LineRow,
  scope: FormulaScope,
  settings: OrdersConfiguration,
  vatCodes: OrderFacts['vatCodes'],
  rates: VatRates,
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
  const mapped = mapTarget('Line', { ...scope, line: lineScope(row) }, settings, named);
  if (mapped.problems[0] !== undefined) return mapped.problems[0];
  const values: Record<string, string> = { Item: itemId };
  for (const { rule, value } of mapped.fields) if (value !== null) values[rule.field] = String(value satisfies MappedValue);
  const vatCode = values['VATCode'];
  if (vatCode !== undefined && vatCodes !== undefined && !rates.has(vatCode)) {
    return notInExact('vat', named, vatCode, 'what_vat_code', 'VATCode', row.OrderId);
  }
  const isPriceIncluding = isPricedWithVat(row);
  const rate = certainRate(vatCode, { vatCode: product?.Exact_Vat_Code__c ?? null, isPriceIncluding }, rates);
  const price = toDecimal(values['NetPrice']) ?? new Decimal(0);
  const netPrice = priceOnBasisOf(rate, price, isPriceIncluding);
  values['NetPrice'] = amountText(netPrice);
  const notes = [
    ...(row.entered === undefined ? [] : [{ field: 'Quantity', note: phrase('note_line_in_pieces', row.entered) }]),
    ...mapped.fields.flatMap(({ rule, note }) => (note === undefined ? [] : [{ field: rule.field, note }])),
  ];
  return { values, notes, price, totalled: { row, quantity: toDecimal(values['Quantity']) ?? new Decimal(0), netPrice, rate } };
}

/** A line with this VAT code, its price on the basis of that; a line that has a code of its own keeps it. Pure. */
export function withVatCode(line: OrderLine, code: string, rates: VatRates, note?: ParamValue): OrderLine {
  if (line.values['VATCode'] !== undefined) return line;
  const { row } = line.totalled;
  const rate = rates.get(code);
  const netPrice = priceOnBasisOf(rate, line.price, isPricedWithVat(row));
  return {
    ...line,
    values: { ...line.values, NetPrice: amountText(netPrice), VATCode: code },
    notes: [...line.notes, ...(note === undefined ? [] : [{ field: 'VATCode', note }])],
    totalled: { ...line.totalled, netPrice, rate },
  };
}

/**
 * Lines as they would be posted, with what a person calls each; one that cannot be built stands as Salesforce has it, one that was sent as
 * its parts stands as they were. `codes`: VAT codes by lower-case id of the item, for lines that have none of their own. Pauses after each.
 * Pure.
 */
export function* postedLines(
  input: Pick<OrderInput, 'order' | 'lines' | 'customer'>,
  settings: OrdersConfiguration,
  vatCodes: OrderFacts['vatCodes'],
  codes: ReadonlyMap<string, string> = new Map(),
): Steps<{ readonly values: PostedLine; readonly name: string }[]> {
  const scope = customerScope(input.customer);
  const rates = vatRates(vatCodes ?? []);
  const { currency, sets } = setsIn(input.order[SETS_FIELD]);
  const lines = yield* eachInTurn(input.lines, (row) => {
    const name = row.Product2?.ProductCode ?? row.Product2?.Name ?? '';
    const sent = sets.get(row.Id);
    const [placeholder] = sent?.isPlaceholder === true ? sent.parts : [];
    const said = placeholder === undefined ? row : withItem(row, placeholder.item, row.Product2?.Exact_Vat_Code__c ?? null);
    const line = orderLine(said, scope, settings, vatCodes, rates, input.order.OrderNumber);
    if (line instanceof TandemError) {
      const Item = row.Product2?.Exact_Id__c ?? '';
      return [{ values: { Item, Quantity: String(row.Quantity), NetPrice: String(row.UnitPrice) }, name }];
    }
    const chosen = settings.vat.chosenBy === 'facts' ? sent?.vatCode : undefined;
    const code = chosen ?? codes.get(said.Product2?.Exact_Id__c?.toLowerCase() ?? '');
    const whole = code === undefined ? line : withVatCode(line, code, rates);
    if (sent === undefined || placeholder !== undefined) return [{ values: whole.values, name }];
    return linesAsSent(whole, sent, name, currency).map((part) => ({ values: part.values, name: part.name }));
  });
  return lines.flat();
}

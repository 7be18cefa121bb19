import { Decimal } from 'decimal.js';
import { badRequest, ruleFailure } from '../failure.ts';
import type { Change } from '../records/rules.ts';
import type { Row, Value } from '../schema/index.ts';
import { localDate } from '../records/zone.ts';
import { defaultVatCode, isSalesVatCode, lineAmounts, type VatField } from './order-amounts.ts';
import { defaultPrice } from './prices.ts';

/** Refused as a wrong request, not as a broken rule: each counts to the ten errors an hour. */
const checkItem = (item: Row, line: Row, day: number): void => {
  const code = String(item['Code']);
  if (item['IsSalesItem'] === false) throw badRequest(`Invalid: Item - ${code} is not a sales item`);
  const [start, end] = [item['StartDate'], item['EndDate']];
  if ((typeof start === 'number' && start > day) || (typeof end === 'number' && end < day))
    throw badRequest(`Invalid: Item - ${code} is not active`);
  if (item['IsFractionAllowedItem'] !== true && !Number.isInteger(line['Quantity']))
    throw badRequest(`Invalid: Quantity - ${code} cannot be sold in fractions`);
};

interface Given {
  readonly unitPrice: Value | undefined;
  readonly netPrice: Value | undefined;
  readonly discount: Value | undefined;
  readonly amount: Value | undefined;
  readonly vatAmount: Value | undefined;
}

const isNumber = (value: Value | undefined): value is number => typeof value === 'number';

/**
 * Completes the prices and amounts of a line. A net price wins over unit price and discount; without any of them, and
 * without an amount, the price management of the company decides and the discount of the customer applies.
 */
const price = (line: Row, given: Given, header: Row, { division, now }: Change, vatField: VatField): void => {
  const item = division.find('Items', line['Item']) ?? {};
  const account = division.find('Accounts', header['OrderedBy']);
  const day = isNumber(header['OrderDate']) ? header['OrderDate'] : localDate(now);
  const quantity = new Decimal(Number(line['Quantity']));
  checkItem(item, line, day);
  const standard = defaultPrice(division, {
    item: line['Item'] ?? null,
    account: header['OrderedBy'] ?? null,
    currency: header['Currency'] ?? null,
    unit: line['UnitCode'] ?? null,
    quantity: quantity.toNumber(),
    day,
  });
  const fromAmount =
    isNumber(given.amount) && !quantity.isZero()
      ? new Decimal(given.amount).div(quantity).toDecimalPlaces(6).toNumber()
      : undefined;
  const net = isNumber(given.netPrice) ? given.netPrice : isNumber(given.unitPrice) ? undefined : fromAmount;
  const unit = new Decimal(isNumber(given.unitPrice) ? given.unitPrice : (standard ?? net ?? 0));
  const isFree = !isNumber(given.unitPrice) && net === undefined && !isNumber(given.discount);
  const discount = new Decimal(isNumber(given.discount) ? given.discount : isFree ? Number(account?.['DiscountSales'] ?? 0) : 0);
  const netPrice = net === undefined ? unit.times(new Decimal(1).minus(discount)) : new Decimal(net);
  const code = division.byCode('VATCodes', line['VATCode']);
  if (code && !isSalesVatCode(code))
    throw ruleFailure(`Invalid: VATCode - ${String(code['Code'])} is blocked or for purchase only`);
  const amounts = lineAmounts(quantity, netPrice, code);
  line['UnitPrice'] = unit.toNumber();
  line['NetPrice'] = netPrice.toNumber();
  line['Discount'] =
    net === undefined || unit.isZero()
      ? discount.toNumber()
      : new Decimal(1).minus(netPrice.div(unit)).toDecimalPlaces(10).toNumber();
  line['AmountFC'] = amounts.exclVat.toNumber();
  line[vatField] = isNumber(given.vatAmount) ? given.vatAmount : amounts.vat.toNumber();
  line['VATPercentage'] = amounts.percentage;
};

/** Completes a new line of an order or invoice from its item, its customer and the prices of the company. */
export const completeLine = (draft: Row, header: Row, change: Change, vatField: VatField): void => {
  const item = change.division.find('Items', draft['Item']) ?? {};
  const account = change.division.find('Accounts', header['OrderedBy']);
  draft['Quantity'] ??= 1;
  draft['UnitCode'] ??= item['Unit'] ?? null;
  draft['VATCode'] ??= defaultVatCode(change.division, account, item);
  draft['Description'] ??= item['Description'] ?? null;
  draft['DeliveryDate'] ??= header['DeliveryDate'] ?? null;
  const given: Given = {
    unitPrice: draft['UnitPrice'],
    netPrice: draft['NetPrice'],
    discount: draft['Discount'],
    amount: draft['AmountFC'],
    vatAmount: draft[vatField],
  };
  price(draft, given, header, change, vatField);
};

/** Adds to the changed fields of a line what follows from them for its price and amounts. */
export const repriceLine = (row: Row, changed: Row, header: Row, change: Change, vatField: VatField): void => {
  const priced = ['Item', 'Quantity', 'UnitPrice', 'NetPrice', 'Discount', 'AmountFC', vatField, 'VATCode', 'UnitCode'];
  if (!priced.some((field) => field in changed)) return;
  const next = { ...row, ...changed };
  const isRepriced = 'UnitPrice' in changed || 'Discount' in changed || 'AmountFC' in changed;
  const given: Given = {
    unitPrice: 'UnitPrice' in changed ? changed['UnitPrice'] : row['UnitPrice'],
    netPrice: 'NetPrice' in changed ? changed['NetPrice'] : isRepriced ? undefined : row['NetPrice'],
    discount: 'Discount' in changed ? changed['Discount'] : row['Discount'],
    amount: changed['AmountFC'],
    vatAmount: changed[vatField],
  };
  price(next, given, header, change, vatField);
  Object.assign(changed, next);
};

/** The number of a line that is added to a stored document. */
export const nextLineNumber = (set: string, parentField: string, draft: Row, { division }: Change): number =>
  Math.max(
    0,
    ...division
      .table(set)
      .find(parentField, draft[parentField] ?? null)
      .map((line) => Number(line['LineNumber'])),
  ) + 1;

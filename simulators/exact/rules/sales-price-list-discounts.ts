import { Decimal } from 'decimal.js';
import { randomUUID } from 'node:crypto';
import { ruleFailure } from '../failure.ts';
import type { Change, Derive, SetRules } from '../records/rules.ts';
import { localDate } from '../records/zone.ts';
import type { Row } from '../schema/index.ts';
import type { Division } from '../store/division.ts';
import { comparable } from '../store/equality-index.ts';
import { constant, through, throughCode } from './lookups.ts';
import { defaultPrice } from './prices.ts';

const SET = 'SalesPriceListVolumeDiscounts';
const BY_DISCOUNT = 1;
const BY_NEW_PRICE = 2;
const UNIQUE = ['Item', 'ItemGroup', 'Unit', 'Quantity'];

const listOf = (line: Row, division: Division): Row =>
  division.find('SalesPriceLists', division.find('SalesPriceListPeriods', line['PriceListPeriod'])?.['PriceList']) ?? {};

const ofList =
  (field: string): Derive =>
  (row, division) =>
    listOf(row, division)[field] ?? null;

/** Without a base price of its own a line shows today's general price of its item; a group has none. */
const standardPrice: Derive = (row, division) =>
  defaultPrice(division, {
    item: row['Item'] ?? null,
    account: null,
    currency: listOf(row, division)['Currency'] ?? null,
    unit: row['Unit'] ?? null,
    quantity: 1,
    day: localDate(Date.now()),
  }) ?? null;

const checkTarget = (line: Row, division: Division): void => {
  const isOfGroups = listOf(line, division)['Entity'] === 2;
  const wanted = isOfGroups ? 'ItemGroup' : 'Item';
  const other = isOfGroups ? 'Item' : 'ItemGroup';
  if (!line[wanted]) throw ruleFailure(`Mandatory: ${wanted}`);
  if (line[other]) throw ruleFailure(`Invalid: ${other} - The price list is based on ${isOfGroups ? 'item groups' : 'items'}`);
};

const checkUnique = (line: Row, division: Division): void => {
  const twin = division
    .table(SET)
    .find('PriceListPeriod', line['PriceListPeriod'] ?? null)
    .find((row) => row['ID'] !== line['ID'] && UNIQUE.every((field) => comparable(row[field]) === comparable(line[field])));
  if (twin) throw ruleFailure('Already exists');
};

/** Which of discount and new price leads, unless it is told: the one that was entered. */
const methodOf = (entered: Row): number | undefined => {
  if (typeof entered['Discount'] === 'number') return BY_DISCOUNT;
  return typeof entered['NewPrice'] === 'number' ? BY_NEW_PRICE : undefined;
};

/** What follows from the leading figure as it is entered: it stays as it was when the general price moves. */
const following = (line: Row, division: Division): Row => {
  const isByDiscount = line['EntryMethod'] === BY_DISCOUNT;
  const leading = line[isByDiscount ? 'Discount' : 'NewPrice'];
  if (typeof leading !== 'number') throw ruleFailure(`Mandatory: ${isByDiscount ? 'Discount' : 'NewPrice'}`);
  if (isByDiscount && (leading < 0 || leading > 1)) throw ruleFailure('Invalid: Discount - A fraction between 0 and 1 expected');
  const base = new Decimal(Number(line['BasePriceAmount'] ?? standardPrice(line, division) ?? 0));
  if (base.isZero()) return isByDiscount ? { NewPrice: null } : { Discount: null };
  const rest = isByDiscount ? new Decimal(1).minus(leading).times(base) : new Decimal(1).minus(new Decimal(leading).div(base));
  return isByDiscount ? { NewPrice: rest.toNumber() } : { Discount: rest.toDecimalPlaces(10).toNumber() };
};

const check = (line: Row, { division }: Change): void => {
  checkTarget(line, division);
  checkUnique(line, division);
  if (Number(line['Quantity']) < 0) throw ruleFailure('Invalid: Quantity');
  if (line['EntryMethod'] !== BY_DISCOUNT && line['EntryMethod'] !== BY_NEW_PRICE)
    throw ruleFailure(`Invalid: EntryMethod - ${String(line['EntryMethod'])}`);
};

const ownBasePrice = (line: Row): Row =>
  typeof line['BasePriceAmount'] === 'number' ? { BasePrice: line['BasePrice'] ?? randomUUID() } : {};

/** sales/SalesPriceListVolumeDiscounts: from a quantity on, an item or group has a discount (a fraction) or a new price. */
export const VOLUME_DISCOUNT_RULES: SetRules = {
  derive: {
    ItemCode: through('Item', 'Items', 'Code'),
    ItemDescription: through('Item', 'Items', 'Description'),
    ItemGroupCode: through('ItemGroup', 'ItemGroups', 'Code'),
    ItemGroupDescription: through('ItemGroup', 'ItemGroups', 'Description'),
    PriceListCode: ofList('Code'),
    PriceListDescription: ofList('Description'),
    SalesUnit: through('Item', 'Items', 'Unit'),
    UnitDescription: throughCode('Unit', 'Units', 'Description'),
  },
  defaults: { BasePriceAmount: standardPrice, NumberOfItemsPerUnit: constant(1) },
  mandatory: { PriceListPeriod: 'PriceListPeriod' },
  beforeCreate: (draft, change) => {
    draft['Unit'] ??= change.division.find('Items', draft['Item'])?.['Unit'] ?? null;
    draft['Quantity'] ??= 1;
    draft['EntryMethod'] ??= methodOf(draft) ?? BY_DISCOUNT;
    check(draft, change);
    Object.assign(draft, ownBasePrice(draft), following(draft, change.division));
  },
  beforeUpdate: (row, changed, change) => {
    const method = methodOf(changed);
    if (method !== undefined) changed['EntryMethod'] ??= method;
    const next = { ...row, ...changed };
    check(next, change);
    if (['Discount', 'NewPrice', 'EntryMethod', 'BasePriceAmount'].some((field) => field in changed))
      Object.assign(changed, ownBasePrice(next), following(next, change.division));
  },
};

import { ruleFailure } from '../failure.ts';
import type { Change, SetRules } from '../records/rules.ts';
import type { Row } from '../schema/index.ts';
import { comparable } from '../store/equality-index.ts';
import { localDate } from '../records/zone.ts';
import { constant, through, throughCode } from './lookups.ts';

const UNIQUE = ['Account', 'Currency', 'Unit', 'Quantity', 'StartDate', 'EndDate'];

const checkUnique = (draft: Row, { division }: Change): void => {
  const twin = division
    .table('SalesItemPrices')
    .find('Item', draft['Item'] ?? null)
    .find((row) => row['ID'] !== draft['ID'] && UNIQUE.every((field) => comparable(row[field]) === comparable(draft[field])));
  if (twin) throw ruleFailure('Must be: Unique - Item, Currency, Unit, Quantity, From, To');
};

const checkPrice = (draft: Row, change: Change): void => {
  const [start, end] = [draft['StartDate'], draft['EndDate']];
  if (typeof start === 'number' && typeof end === 'number' && end < start)
    throw ruleFailure('Invalid: EndDate - Before StartDate');
  checkUnique(draft, change);
};

const ofItem = (field: string) => through('Item', 'Items', field);

/** logistics/SalesItemPrices: with an account a price agreement, without one a general sales price. */
export const SALES_ITEM_PRICE_RULES: SetRules = {
  derive: {
    AccountName: through('Account', 'Accounts', 'Name'),
    ItemCode: ofItem('Code'),
    ItemDescription: ofItem('Description'),
    DefaultItemUnit: ofItem('Unit'),
    DefaultItemUnitDescription: (row, division) => {
      const unit = division.byCode('Units', division.find('Items', row['Item'])?.['Unit']);
      return unit?.['Description'] ?? null;
    },
    UnitDescription: throughCode('Unit', 'Units', 'Description'),
  },
  defaults: { NumberOfItemsPerUnit: constant(1) },
  mandatory: { Item: 'Item' },
  beforeCreate: (draft, change) => {
    const { division, now } = change;
    draft['Currency'] ??= division.options.currency;
    draft['Unit'] ??= division.find('Items', draft['Item'])?.['Unit'] ?? null;
    draft['Quantity'] ??= 1;
    draft['Price'] ??= 0;
    if (draft['StartDate'] === undefined) draft['StartDate'] = localDate(now);
    checkPrice(draft, change);
  },
  beforeUpdate: (row, changed, change) => checkPrice({ ...row, ...changed }, change),
};

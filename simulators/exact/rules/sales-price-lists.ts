import { ruleFailure } from '../failure.ts';
import type { Change, SetRules } from '../records/rules.ts';
import { localDate } from '../records/zone.ts';
import type { Row } from '../schema/index.ts';
import { through } from './lookups.ts';

export const LINKED_ACCOUNTS = 'SalesPriceListLinkedAccounts';

const refuseUnknown = (row: Row, field: string): void => {
  if (row[field] !== 1 && row[field] !== 2) throw ruleFailure(`Invalid: ${field} - ${String(row[field])}`);
};

const checkList = (row: Row): void => {
  refuseUnknown(row, 'Type');
  refuseUnknown(row, 'Entity');
};

/** sales/SalesPriceLists: of customers (type 1) or of everyone (2), based on items (entity 1) or item groups (2), in one currency. */
export const PRICE_LIST_RULES: SetRules = {
  mandatory: { Code: 'Code', Description: 'Description' },
  beforeCreate: (draft, { division }) => {
    draft['Currency'] ??= division.options.currency;
    draft['Type'] ??= 1;
    draft['Entity'] ??= 1;
    checkList(draft);
  },
  beforeUpdate: (row, changed) => checkList({ ...row, ...changed }),
  beforeRemove: (row, { division }) => {
    if (division.table(LINKED_ACCOUNTS).find('PriceList', row['ID'] ?? null).length > 0)
      throw ruleFailure('Cannot be deleted: Price list is linked to accounts');
  },
  afterRemove: (row, { division, writer, actor }) => {
    for (const period of division.table('SalesPriceListPeriods').find('PriceList', row['ID'] ?? null))
      writer.remove('SalesPriceListPeriods', String(period['ID']), actor);
  },
};

const checkPeriod = (row: Row): void => {
  refuseUnknown(row, 'Type');
  const [start, end] = [row['StartDate'], row['EndDate']];
  if (typeof start === 'number' && typeof end === 'number' && end < start)
    throw ruleFailure('Invalid: EndDate - Before StartDate');
};

/** sales/SalesPriceListPeriods: when a list holds, basic (type 1) or as a special offer (2). A changed period re-stamps none of its lines. */
export const PRICE_LIST_PERIOD_RULES: SetRules = {
  mandatory: { PriceList: 'PriceList' },
  beforeCreate: (draft, { division, now }) => {
    const currency = division.find('SalesPriceLists', draft['PriceList'])?.['Currency'] ?? null;
    draft['Currency'] ??= currency;
    if (draft['Currency'] !== currency) throw ruleFailure('Invalid: Currency - Not the currency of the price list');
    draft['Type'] ??= 1;
    if (draft['StartDate'] === undefined) draft['StartDate'] = localDate(now);
    checkPeriod(draft);
  },
  beforeUpdate: (row, changed) => checkPeriod({ ...row, ...changed }),
  afterRemove: (row, { division, writer, actor }) => {
    for (const line of division.table('SalesPriceListVolumeDiscounts').find('PriceListPeriod', row['ID'] ?? null))
      writer.remove('SalesPriceListVolumeDiscounts', String(line['ID']), actor);
  },
};

/** The account shows the list that it is linked to. */
const showOnAccount = (id: unknown, PriceList: Row[string], { division, writer, actor }: Change): void => {
  const account = division.find('Accounts', id);
  if (account && (account['PriceList'] ?? null) !== PriceList)
    writer.replace('Accounts', { ...account, PriceList }, account, actor);
};

/** sales/SalesPriceListLinkedAccounts: the id is that of the account, which so has one list at a time. */
export const LINKED_ACCOUNT_RULES: SetRules = {
  derive: { Code: through('ID', 'Accounts', 'Code'), Name: through('ID', 'Accounts', 'Name') },
  mandatory: { PriceList: 'PriceList' },
  beforeCreate: (draft, { division }) => {
    if (!division.find('Accounts', draft['ID'])) throw ruleFailure(`Invalid reference: ID - ${String(draft['ID'])}`);
  },
  beforeUpdate: (_row, changed) => {
    if (changed['PriceList'] === null) throw ruleFailure('Mandatory: PriceList');
  },
  afterWrite: (row, _before, change) => showOnAccount(row['ID'], row['PriceList'] ?? null, change),
  afterRemove: (row, change) => showOnAccount(row['ID'], null, change),
};

/** An account whose price list is changed is linked to that one, and to no other any more. */
export const linkToPriceList = (account: Row, { division, writer, actor }: Change): void => {
  const [ID = null, PriceList = null] = [account['ID'], account['PriceList']];
  const link = division.find(LINKED_ACCOUNTS, ID);
  if (PriceList === null) {
    if (link) writer.remove(LINKED_ACCOUNTS, String(ID), actor);
  } else if (!link) writer.insert(LINKED_ACCOUNTS, { ID, PriceList }, actor);
  else if (link['PriceList'] !== PriceList) writer.replace(LINKED_ACCOUNTS, { ...link, PriceList }, link, actor);
};

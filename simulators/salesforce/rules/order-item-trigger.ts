import type { Org } from '../org.ts';
import type { StoredRecord } from '../records/record-store.ts';
import type { Draft } from './object-rules.ts';

const FIELD = 'Price_Quantity__c';

const entryWithPrice = (org: Org, entry: StoredRecord): StoredRecord => {
  if (entry['UseStandardPrice'] !== true) return entry;
  const standard = org.store
    .find(org.object('PricebookEntry'), 'Product2Id', entry['Product2Id'] ?? null)
    .find(
      (each) =>
        !each.IsDeleted &&
        each['Pricebook2Id'] === org.standardPricebookId &&
        (each['CurrencyIsoCode'] ?? null) === (entry['CurrencyIsoCode'] ?? null),
    );
  return standard ?? entry;
};

/**
 * Does what the package's before-insert trigger on OrderItem does (`OrderItemTriggerHandler`): copies how many pieces a price is of from
 * the price book entry, or from the standard price that it follows; a line that says it keeps its own. In an org of a package without
 * the field there is no such trigger.
 */
export const copyPriceQuantity = (org: Org, draft: Draft, entry: StoredRecord): void => {
  const { namespace } = org.settings;
  const name = namespace === '' ? FIELD : `${namespace}__${FIELD}`;
  if (!(name in draft.values) || draft.values[name] !== null) return;
  draft.values[name] = entryWithPrice(org, entry)[name] ?? 1;
};

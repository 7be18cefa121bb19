import { soqlForValues, soqlText, type SalesforceRow, type SalesforceWrite } from '../../salesforce/index.ts';
import type { ObjectTables } from '../execute/index.ts';
import type { FlowContext } from '../flow.ts';
import { LINK_ROWS } from '../with-link-rows.ts';
import { entryChanges } from './entry-changes.ts';
import type { EntryRow } from './types.ts';

/** What the products flow writes. */
export const PRODUCT_OBJECTS: ObjectTables = {
  exact: [],
  salesforce: [
    { object: 'Product2', externalId: 'Exact_Id__c', stamp: 'Exact_Synced_At__c' },
    { ...LINK_ROWS, parent: { field: 'Product__c', object: 'Product2' } },
    {
      object: 'PricebookEntry',
      parent: { field: 'Product2Id', object: 'Product2' },
      // Salesforce keeps one entry a book, product and currency, whatever its id is.
      findAgain: {
        find: entriesOf,
        lacking: (standing, wanted) => {
          const price = wanted['UnitPrice'];
          const priceText = typeof price === 'string' ? price : JSON.stringify(price);
          return entryChanges(standing as EntryRow, priceText, String(wanted['Exact_Price_Id__c'])).map(({ field }) => field);
        },
      },
    },
  ],
};

async function entriesOf(
  { salesforce }: FlowContext,
  writes: readonly SalesforceWrite[],
): Promise<readonly (SalesforceRow | undefined)[]> {
  const book = soqlText(String(writes[0]?.fields['Pricebook2Id']));
  const currency = writes.some(({ fields }) => 'CurrencyIsoCode' in fields) ? ', CurrencyIsoCode' : '';
  const queries = soqlForValues(
    'Product2Id',
    writes.map(({ fields }) => String(fields['Product2Id'])),
    (condition) =>
      `SELECT Id, Product2Id, UnitPrice, IsActive, Exact_Price_Id__c${currency} FROM PricebookEntry WHERE Pricebook2Id = ${book} AND ${condition}`,
  );
  const entries = (await salesforce.queryMany<EntryRow>(queries)).flat();
  const standing = new Map(entries.map((entry) => [identityOf(entry), entry]));
  return writes.map(({ fields }) => standing.get(identityOf(fields)));
}

function identityOf({ Product2Id: product, CurrencyIsoCode: currency }: Readonly<Record<string, unknown>>): string {
  return JSON.stringify([product, currency ?? null]);
}

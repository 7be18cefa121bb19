import { soqlForValues, soqlIn, type SalesforceRow } from '../../salesforce/index.ts';
import type { FlowContext } from '../flow.ts';
import type { ListedEntry, PricesFacts } from './types.ts';

/** Entries of products in these price books and in the standard one. */
export async function listedEntries(
  { salesforce }: FlowContext,
  { hasMultiCurrency, standardPricebookId }: PricesFacts,
  bookIds: readonly string[],
  productIds: readonly string[],
): Promise<ListedEntry[]> {
  if (productIds.length === 0) return [];
  const currency = hasMultiCurrency ? ', CurrencyIsoCode' : '';
  const ofBooks = soqlIn('Pricebook2Id', [standardPricebookId, ...bookIds]);
  const queries = soqlForValues(
    'Product2Id',
    productIds,
    (condition) =>
      `SELECT Id, Pricebook2Id, Product2Id, UnitPrice, UseStandardPrice, IsActive, Exact_Price_Id__c, Price_Quantity__c${currency} FROM PricebookEntry WHERE ${ofBooks} AND ${condition}`,
  );
  return (await salesforce.queryMany<SalesforceRow>(queries)).flat() as ListedEntry[];
}

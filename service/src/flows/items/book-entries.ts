import type { ParamValue } from '../../errors/index.ts';
import { isSameValue } from '../../mapping/index.ts';
import { soqlForValues, soqlIn, type SalesforceRow, type SalesforceWrite } from '../../salesforce/index.ts';
import type { SalesforceObject } from '../execute/index.ts';
import type { FlowContext } from '../flow.ts';
import type { FieldChange } from '../operation.ts';

/** An entry of a price book. */
export interface EntryRow extends SalesforceRow {
  readonly Id: string;
  readonly Product2Id: string;
  readonly UnitPrice: number | null;
  readonly IsActive: boolean;
  readonly Exact_Price_Id__c: string | null;
  readonly CurrencyIsoCode?: string;
}

export function isSameId(left: string, right: string): boolean {
  return left.toLowerCase() === right.toLowerCase();
}

/** What a price book entry that is there lacks of a price of Exact. `price`: decimal text; `note`: what was done to it. Pure. */
export function entryChanges(entry: EntryRow, price: string, priceId: string, note?: ParamValue): FieldChange[] {
  const fields: FieldChange[] = [];
  const told = note === undefined ? {} : { note };
  if (!isSameValue(entry.UnitPrice, price))
    fields.push({ field: 'UnitPrice', from: entry.UnitPrice, to: price, policy: 'always', ...told });
  const recorded = entry.Exact_Price_Id__c;
  if (recorded === null || !isSameId(recorded, priceId))
    fields.push({ field: 'Exact_Price_Id__c', from: recorded, to: priceId, policy: 'always' });
  // An inactive entry that still names its price was switched off by a person: it stays off.
  if (!entry.IsActive && recorded === null) fields.push({ field: 'IsActive', from: false, to: true, policy: 'always' });
  return fields;
}

/** How an entry is found that is there already: Salesforce keeps one a book, product and currency, whatever its id is. */
export const ENTRY_FOUND_AGAIN: NonNullable<SalesforceObject['findAgain']> = {
  find: entriesOf,
  lacking: (standing, wanted) => {
    const price = wanted['UnitPrice'];
    const priceText = typeof price === 'string' ? price : JSON.stringify(price);
    return entryChanges(standing as EntryRow, priceText, String(wanted['Exact_Price_Id__c'])).map(({ field }) => field);
  },
};

async function entriesOf(
  { salesforce }: FlowContext,
  writes: readonly SalesforceWrite[],
): Promise<readonly (SalesforceRow | undefined)[]> {
  const books = soqlIn('Pricebook2Id', [...new Set(writes.map(({ fields }) => String(fields['Pricebook2Id'])))]);
  const currency = writes.some(({ fields }) => 'CurrencyIsoCode' in fields) ? ', CurrencyIsoCode' : '';
  const queries = soqlForValues(
    'Product2Id',
    writes.map(({ fields }) => String(fields['Product2Id'])),
    (condition) =>
      `SELECT Id, Pricebook2Id, Product2Id, UnitPrice, IsActive, Exact_Price_Id__c${currency} FROM PricebookEntry WHERE ${books} AND ${condition}`,
  );
  const entries = (await salesforce.queryMany<EntryRow>(queries)).flat();
  const standing = new Map(entries.map((entry) => [identityOf(entry), entry]));
  return writes.map(({ fields }) => standing.get(identityOf(fields)));
}

function identityOf({
  Pricebook2Id: book,
  Product2Id: product,
  CurrencyIsoCode: currency,
}: Readonly<Record<string, unknown>>): string {
  return JSON.stringify([book, product, currency ?? null]);
}

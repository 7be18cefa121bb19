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
  /** Number of pieces that the price is of; null is one. */
  readonly Price_Quantity__c: number | null;
  readonly CurrencyIsoCode?: string;
}

export function isSameId(left: string, right: string): boolean {
  return left.toLowerCase() === right.toLowerCase();
}

/** The price that an entry is to have. */
export interface WantedPrice {
  /** Decimal text. */
  readonly price: string;
  /** Number of pieces that it is of. */
  readonly pieces: number;
  /** What was done to it. */
  readonly note?: ParamValue | undefined;
}

/** Number of pieces that the price of an entry is of. */
export function piecesOfEntry({ Price_Quantity__c: pieces }: Pick<EntryRow, 'Price_Quantity__c'>): number {
  return pieces ?? 1;
}

/** What a price book entry that is there lacks of a price of Exact. Pure. */
export function entryChanges(entry: EntryRow, { price, pieces, note }: WantedPrice, priceId: string): FieldChange[] {
  const fields: FieldChange[] = [];
  const told = note === undefined ? {} : { note };
  if (!isSameValue(entry.UnitPrice, price) || piecesOfEntry(entry) !== pieces) {
    fields.push({ field: 'UnitPrice', from: entry.UnitPrice, to: price, policy: 'always', ...told });
    // Both in one write, whichever changed: a price is never read with the pieces of another.
    if (pieces !== 1 || entry.Price_Quantity__c !== null)
      fields.push({ field: 'Price_Quantity__c', from: entry.Price_Quantity__c, to: String(pieces), policy: 'always' });
  }
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
    const pieces = Number(wanted['Price_Quantity__c'] ?? 1);
    const lacking = entryChanges(standing as EntryRow, { price: priceText, pieces }, String(wanted['Exact_Price_Id__c']));
    return lacking.map(({ field }) => field);
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
      `SELECT Id, Pricebook2Id, Product2Id, UnitPrice, IsActive, Exact_Price_Id__c, Price_Quantity__c${currency} FROM PricebookEntry WHERE ${books} AND ${condition}`,
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

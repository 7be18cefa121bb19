import { isTandemError, TandemError } from '../../errors/index.ts';
import { isSameValue } from '../../mapping/index.ts';
import { soqlForValues, soqlText, type SalesforceWrite, type SalesforceWriteResult } from '../../salesforce/index.ts';
import type { FlowContext } from '../flow.ts';
import { isSameId } from './price-choice.ts';
import type { EntryRow } from './types.ts';

/**
 * Salesforce keeps one entry a book, product and currency. An entry that it refuses as a duplicate was made meanwhile, by a person
 * or by a job whose end nobody waited for: it is read and brought to what this write wanted.
 */
export async function adoptEntries(
  { salesforce, signal }: FlowContext,
  writes: readonly SalesforceWrite[],
  results: readonly SalesforceWriteResult[],
): Promise<readonly SalesforceWriteResult[]> {
  const refused = writes.flatMap((write, place) => (isDuplicate(write, results[place]) ? [{ write, place }] : []));
  if (refused.length === 0) return results;
  const standing = await entriesOf(
    salesforce,
    refused.map(({ write }) => write),
  );
  const settled = [...results];
  const changes: { readonly place: number; readonly write: SalesforceWrite }[] = [];
  for (const { write, place } of refused) {
    const entry = standing.get(identityOf(write.fields));
    const result = results[place];
    if (entry === undefined) {
      // Another entry that bears this price's id is for a person; an entry that is not to be seen yet is looked for again.
      if (result?.ok === false && result.error.field === undefined) settled[place] = { ok: false, error: notSeen(result.error) };
      continue;
    }
    const fields = changesOf(entry, write.fields);
    settled[place] = { ok: true, id: entry.Id, created: false };
    if (Object.keys(fields).length > 0)
      changes.push({ place, write: { action: 'update', object: write.object, id: entry.Id, fields } });
  }
  const changed = await salesforce.write(
    changes.map(({ write }) => write),
    { signal },
  );
  for (const [index, { place }] of changes.entries()) {
    const result = changed[index];
    if (result !== undefined) settled[place] = result;
  }
  return settled;
}

function isDuplicate(write: SalesforceWrite, result: SalesforceWriteResult | undefined): boolean {
  return write.action === 'create' && result?.ok === false && isTandemError(result.error, 'salesforce_duplicate_value');
}

async function entriesOf(
  salesforce: FlowContext['salesforce'],
  writes: readonly SalesforceWrite[],
): Promise<ReadonlyMap<string, EntryRow>> {
  const book = soqlText(String(writes[0]?.fields['Pricebook2Id']));
  const currency = writes.some(({ fields }) => 'CurrencyIsoCode' in fields) ? ', CurrencyIsoCode' : '';
  const queries = soqlForValues(
    'Product2Id',
    writes.map(({ fields }) => String(fields['Product2Id'])),
    (condition) =>
      `SELECT Id, Product2Id, UnitPrice, IsActive, Exact_Price_Id__c${currency} FROM PricebookEntry WHERE Pricebook2Id = ${book} AND ${condition}`,
  );
  const entries = (await salesforce.queryMany<EntryRow>(queries)).flat();
  return new Map(entries.map((entry) => [identityOf(entry), entry]));
}

function identityOf({ Product2Id: product, CurrencyIsoCode: currency }: Readonly<Record<string, unknown>>): string {
  return JSON.stringify([product, currency ?? null]);
}

/** As a plan would change it: an inactive entry that names its price was switched off by a person and stays off. */
function changesOf(entry: EntryRow, wanted: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const fields: Record<string, unknown> = {};
  const price = wanted['UnitPrice'];
  if (!isSameValue(entry.UnitPrice, typeof price === 'string' ? price : JSON.stringify(price))) fields['UnitPrice'] = price;
  const recorded = entry.Exact_Price_Id__c;
  const priceId = String(wanted['Exact_Price_Id__c']);
  if (recorded === null || !isSameId(recorded, priceId)) fields['Exact_Price_Id__c'] = priceId;
  if (!entry.IsActive && recorded === null) fields['IsActive'] = true;
  return fields;
}

function notSeen(cause: TandemError): TandemError {
  return new TandemError(
    'salesforce_outcome_unknown',
    { object: 'PricebookEntry', text: cause.message },
    { cause, outcomeUnknown: true },
  );
}

import { linkRowsQuery, type LinkRole } from '../links/index.ts';
import { defaultDivision, isFurtherDivision, plainText } from '../mapping/index.ts';
import { soqlIn, soqlText, type SalesforceRow } from '../salesforce/index.ts';
import type { LookContext, RecordLook } from './flow.ts';

/** A record with what is known of its link. */
export interface LinkedRow {
  readonly row: SalesforceRow;
  /** True where a row of a further division says it, and not the record. */
  readonly isLinkedByRow: boolean;
  readonly shown: Pick<RecordLook, 'exactId' | 'url' | 'syncedAt' | 'division'>;
}

/**
 * Reads a record with its link in the division of the flow, else in the default one, which the record itself tells. One call.
 * `fields`: of the record, its id among them.
 */
export async function readLinked(
  { salesforce, configuration, division }: LookContext,
  named: { readonly name: string; readonly role: LinkRole },
  fields: readonly string[],
  recordId: string,
): Promise<LinkedRow | undefined> {
  const { object, lookup } = named.role;
  const query = `SELECT ${fields.join(', ')} FROM ${object} WHERE ${soqlIn('Id', [recordId])}`;
  const isByRow = division !== undefined && lookup !== undefined && isFurtherDivision(configuration, division);
  const ofRow = isByRow
    ? linkRowsQuery(division, [], `Role__c = ${soqlText(named.name)} AND ${lookup} = ${soqlText(recordId)}`)
    : undefined;
  const [[row], links = []] =
    ofRow === undefined ? [await salesforce.query(query)] : await twoAnswers(salesforce.queryMany([query, ofRow]));
  if (row === undefined) return undefined;
  const shown = shownBy(row);
  const [link] = links;
  if (link !== undefined)
    return { row, isLinkedByRow: true, shown: { exactId: shownBy(link).exactId, url: null, syncedAt: shown.syncedAt } };
  return {
    row,
    isLinkedByRow: false,
    shown: isByRow && shown.exactId !== null ? { ...shown, division: defaultDivision(configuration) } : shown,
  };
}

async function twoAnswers(answers: Promise<SalesforceRow[][]>): Promise<[SalesforceRow[], SalesforceRow[]]> {
  const [first = [], second = []] = await answers;
  return [first, second];
}

/** What a record of Salesforce says of its counterpart in Exact. */
export function shownBy(row: SalesforceRow): Pick<RecordLook, 'exactId' | 'url' | 'syncedAt'> {
  return {
    exactId: textOrNull(row['Exact_Id__c']),
    url: textOrNull(row['Exact_Url__c']),
    syncedAt: textOrNull(row['Exact_Synced_At__c']),
  };
}

/** Null for an empty value. */
export function textOrNull(value: unknown): string | null {
  const text = plainText(value);
  return text === '' ? null : text;
}

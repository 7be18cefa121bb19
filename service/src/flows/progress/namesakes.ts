import type { ExactSalesOrder } from '../../exact/index.ts';
import { plainText, type Configuration } from '../../mapping/index.ts';
import { isSalesforceId, soqlForValues, type SalesforceRow } from '../../salesforce/index.ts';
import { ORDER_SETTINGS, ownField, type OrderSource } from '../orders/index.ts';
import type { Followed } from './followed.ts';
import type { Question } from './order-records.ts';

/** Longest key that a record gets in Exact, with all prefixes. */
const KEY_LENGTH = 30;

/** The fields in which an order of ours may bear its key. */
export function referencesOf({ YourRef: yourRef, Description: description }: ExactSalesOrder): string[] {
  return [yourRef, description].flatMap((text) => (text === null || text === '' ? [] : [text]));
}

/** Asks which records have the references of these sales orders as their keys, and are not known to be in Exact. */
export function namesakeQuestions(
  configuration: Configuration,
  followed: readonly Followed[],
  headers: readonly ExactSalesOrder[],
): Question[] {
  const references = [...new Set(headers.flatMap(referencesOf))].filter(({ length }) => length <= KEY_LENGTH);
  return followed.flatMap(({ source, keyKind }) => {
    const prefix = prefixOf(configuration, source);
    const keys = references.flatMap((reference) => (reference.startsWith(prefix) ? [reference.slice(prefix.length)] : []));
    const asked = keyKind === 'id' ? keys.filter(isSalesforceId) : keyKind === 'text' ? keys : [];
    return soqlForValues(
      source.key,
      asked,
      (condition) =>
        `SELECT ${source.key} FROM ${source.object} WHERE ${condition} AND ${ownField(source, 'Exact_Id__c') ?? ''} = null`,
    ).map((soql) => ({ source, soql }));
  });
}

/** The references of the records that the answers tell of. */
export function namesakesIn(
  configuration: Configuration,
  questions: readonly Question[],
  answers: readonly (readonly SalesforceRow[])[],
): ReadonlySet<string> {
  return new Set(
    questions.flatMap(({ source }, index) =>
      (answers[index] ?? []).map((row) => `${prefixOf(configuration, source)}${plainText(row[source.key])}`),
    ),
  );
}

function prefixOf(configuration: Configuration, { prefix }: OrderSource): string {
  return `${ORDER_SETTINGS.of(configuration).reference.prefix}${prefix}`;
}

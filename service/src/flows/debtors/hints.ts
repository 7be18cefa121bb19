import { soqlForValues } from '../../salesforce/index.ts';
import type { HintContext } from '../flow.ts';

/** The accounts of contacts that changed. One composite call for many. */
export async function accountsOfContacts(
  { salesforce }: Pick<HintContext, 'salesforce'>,
  contactIds: readonly string[],
): Promise<readonly string[]> {
  const queries = soqlForValues(
    'Id',
    contactIds,
    (condition) => `SELECT AccountId FROM Contact WHERE AccountId != null AND ${condition}`,
  );
  if (queries.length === 0) return [];
  const contacts = (await salesforce.queryMany(queries)).flat();
  return [...new Set(contacts.map((contact) => String(contact['AccountId'])))];
}

import type { LinkRow } from '../../links/index.ts';
import { isFurtherDivision } from '../../mapping/index.ts';
import { soqlIn, soqlName, soqlText } from '../../salesforce/index.ts';
import type { FlowContext } from '../flow.ts';
import { accountFields, CONTACT_FIELDS, customerOf } from './customer.ts';
import { accountsInDivision, contactsInDivision, customerRowsQuery } from './in-division.ts';
import { accountLosersQuery, contactLosersQuery, noteMerges, type Loser } from './merges/index.ts';
import type { AccountRow, ContactRow, Customer } from './types.ts';

/** Fields that formulas of the settings name. */
export interface NamedFields {
  readonly account: readonly string[];
  readonly contact: readonly string[];
}

/**
 * Accounts as customers that ask for themselves. One composite call: accounts, their contacts, what was merged into them, and in a further
 * division the rows of their links.
 */
export async function readCustomers(context: FlowContext, ids: readonly string[], named: NamedFields): Promise<Customer[]> {
  const { salesforce, configuration, division } = context;
  const features = await salesforce.features();
  const fields = [...new Set(accountFields(named.account, features))].map(soqlName).join(', ');
  const ofContact = [...new Set([...CONTACT_FIELDS, ...named.contact])].map(soqlName).join(', ');
  const listed = `(${ids.map(soqlText).join(', ')})`;
  const [accounts = [], contacts = [], mergedAccounts = [], mergedContacts = [], rows = []] = await salesforce.queryMany([
    `SELECT ${fields} FROM Account WHERE ${soqlIn('Id', ids)} ORDER BY Name`,
    `SELECT ${ofContact} FROM Contact WHERE ${soqlIn('AccountId', ids)} ORDER BY CreatedDate, Id`,
    accountLosersQuery(`IN ${listed}`),
    contactLosersQuery(`IN ${listed}`),
    ...(isFurtherDivision(configuration, division) ? [customerRowsQuery(division, listed)] : []),
  ]);
  await noteMerges(context, { accounts: mergedAccounts as Loser[], contacts: mergedContacts as Loser[] });
  const links = rows as LinkRow[];
  const seen = await accountsInDivision(context, accounts as AccountRow[], links);
  const persons = Map.groupBy(contactsInDivision(context, contacts as ContactRow[], links), ({ AccountId }) => AccountId ?? '');
  return [...seen.values()].map((account) =>
    customerOf({
      record: { id: account.Id, label: account.Name, day: '' },
      accountId: account.Id,
      account,
      named: undefined,
      contacts: persons.get(account.Id) ?? [],
      scope: {},
    }),
  );
}

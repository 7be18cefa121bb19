import { CONTACTS, type ExactContact } from '../../../exact/index.ts';
import { isFurtherDivision } from '../../../mapping/index.ts';
import { soqlForValues } from '../../../salesforce/index.ts';
import { CONTACT_FIELDS, LINKS, type ContactRow } from '../../customers/index.ts';
import type { FlowContext } from '../../flow.ts';
import { ACCOUNT_SETTINGS } from '../settings.ts';
import type { AccountInput } from '../types.ts';
import type { ContactInput } from './types.ts';

/** Contacts of Exact that are looked at together. */
export interface ContactsLook {
  readonly contacts: readonly ExactContact[];
  /** Ids, in lower case, that Exact says were deleted. */
  readonly goneContacts: readonly string[];
}

/** Which contacts the settings ask for; none in a further company, whose word does not reach accounts. */
export function contactsBrought({ configuration, division }: Pick<FlowContext, 'configuration' | 'division'>) {
  return isFurtherDivision(configuration, division) ? 'none' : ACCOUNT_SETTINGS.of(configuration).contacts;
}

/**
 * Contacts with those of Salesforce that they are or may be. One composite call for many, and one of Exact where some were deleted; none where
 * nothing is asked for.
 */
export async function readContacts(
  context: FlowContext,
  { contacts, goneContacts }: ContactsLook,
  linkedTo: (debtorIds: readonly string[]) => Promise<ReadonlyMap<string, AccountInput['account']>>,
): Promise<readonly ContactInput[]> {
  const brought = contactsBrought(context);
  if (brought === 'none') return [];
  const wanted = contacts.filter(({ IsMainContact: isMain }) => brought === 'all' || isMain);
  const accounts = await linkedTo([...new Set(wanted.map(({ Account: id }) => id.toLowerCase()))]);
  const asked = wanted.filter(({ Account: id }) => isCompany(accounts.get(id.toLowerCase())));
  const ids = [...asked.map(({ ID: id }) => id.toLowerCase()), ...goneContacts];
  const select = (condition: string): string =>
    `SELECT ${CONTACT_FIELDS.join(', ')}, Account.Name FROM Contact WHERE ${condition}`;
  const accountIds = asked.flatMap(({ Account: id }) => accounts.get(id.toLowerCase())?.Id ?? []);
  const queries = [...soqlForValues('Exact_Id__c', ids, select), ...soqlForValues('AccountId', accountIds, select)];
  if (queries.length === 0) return [];
  const found = (await context.salesforce.queryMany<ContactRow>(queries)).flat();
  const rows = [...new Map(found.map((row) => [row.Id, row])).values()];
  const linked = new Map(rows.flatMap((row) => (row.Exact_Id__c == null ? [] : [[row.Exact_Id__c.toLowerCase(), row]])));
  const others = Map.groupBy(rows, ({ AccountId }) => AccountId ?? '');
  const sent = await context.links.find(
    LINKS.contact,
    [...linked.values()].map(({ Id }) => Id),
  );
  const gone = await deleted(
    context,
    goneContacts.filter((id) => linked.has(id)),
  );
  return [
    ...asked.map((contact): ContactInput => {
      const contactId = contact.ID.toLowerCase();
      const account = accounts.get(contact.Account.toLowerCase());
      const own = linked.get(contactId);
      return {
        ...{ contactId, contact, account, linked: own },
        others: others.get(account?.Id ?? '') ?? [],
        sent: sent.get(own?.Id ?? '')?.fingerprint || undefined,
      };
    }),
    ...gone.map((contactId) => ({
      ...{ contactId, contact: undefined, account: undefined, linked: linked.get(contactId) },
      ...{ others: [], sent: undefined },
    })),
  ];
}

/** A person account is its own contact. */
function isCompany(account: AccountInput['account'] | undefined): boolean {
  return account !== undefined && account['IsPersonAccount'] !== true;
}

/** A link is taken off only where Exact itself does not have the contact any more. */
async function deleted({ exact }: FlowContext, ids: readonly string[]): Promise<readonly string[]> {
  const found = ids.length === 0 ? [] : await exact.findAny(CONTACTS, 'ID', 'guid', ids);
  const standing = new Set(found.map(({ ID: id }) => id.toLowerCase()));
  return ids.filter((id) => !standing.has(id));
}

import { ACCOUNTS, divisionOfPage, isGuid } from '../../exact/index.ts';
import { LINK_OBJECT, linkRowsQuery, type LinkRow } from '../../links/index.ts';
import { defaultDivision, isFurtherDivision, plainText } from '../../mapping/index.ts';
import { soqlText } from '../../salesforce/index.ts';
import type { FlowContext } from '../flow.ts';
import { divisionsOfIds } from '../link-divisions.ts';
import { LINKS } from './keys.ts';
import type { AccountRow, ContactRow } from './types.ts';

/** SOQL for the links of accounts and of their contacts in a further division. `accounts`: what their ids are in. */
export function customerRowsQuery(division: number, accounts: string): string {
  return linkRowsQuery(division, ['Role__c', 'Account__c', 'Contact__c'], `Account__c IN ${accounts}`);
}

/**
 * SOQL condition for accounts that have a debtor in the division of the flow. `path` leads to a field of the account, `id` is the field
 * that holds its id.
 */
export function isLinked(
  { configuration, division }: Pick<FlowContext, 'configuration' | 'division'>,
  { path, id }: { readonly path: string; readonly id: string },
): string {
  if (!isFurtherDivision(configuration, division)) return `(${path}Exact_Id__c != null OR ${path}Exact_Code__c != null)`;
  const rows = `Division__c = ${soqlText(String(division))} AND Role__c = ${soqlText(LINKS.account)}`;
  return `${id} IN (SELECT Account__c FROM ${LINK_OBJECT} WHERE ${rows})`;
}

type DivisionContext = Pick<FlowContext, 'configuration' | 'division' | 'exact' | 'exactIn' | 'links'>;

/**
 * Accounts as the division of the flow sees them, by id: their link is that of this division. In the default division it stands on
 * the account; in any other in a row of `rows`, and what the account says is of another division, unless a version before rows wrote
 * it: see `misplaced`. A single division, or none that is the default one, asks nothing.
 */
export async function accountsInDivision(
  context: DivisionContext,
  accounts: readonly AccountRow[],
  rows: readonly LinkRow[],
): Promise<ReadonlyMap<string, AccountRow>> {
  const unique = new Map(accounts.map((account) => [account.Id, account]));
  const owner = defaultDivision(context.configuration);
  if (owner === undefined || context.configuration.divisions.length < 2) return unique;
  const isFurther = owner !== context.division;
  const rowsOf = Map.groupBy(
    rows.filter((row) => row.Role__c === LINKS.account),
    (row) => row.Account__c ?? '',
  );
  const byRow = (account: AccountRow): LinkRow | undefined => (isFurther ? rowsOf.get(account.Id)?.[0] : undefined);
  const unknown = [...unique.values()].filter((account) => byRow(account) === undefined && divisionShown(account) === undefined);
  const found = await divisionsOfIds(context, LINKS.account, ACCOUNTS, unknown.map(shownId).filter(isGuid));
  return new Map(
    [...unique].map(([id, account]) => {
      const row = byRow(account);
      if (row !== undefined) return [id, linkedByRow(account, rowsOf.get(id) ?? [row], context.division)];
      const division = divisionShown(account) ?? found.get(shownId(account));
      return [id, seenFrom(account, division, { own: context.division, owner })];
    }),
  );
}

/** Contacts as the division of the flow sees them: in a further one their link stands in a row. */
export function contactsInDivision(
  { configuration, division }: Pick<FlowContext, 'configuration' | 'division'>,
  contacts: readonly ContactRow[],
  rows: readonly LinkRow[],
): readonly ContactRow[] {
  if (!isFurtherDivision(configuration, division)) return contacts;
  const rowOf = new Map(rows.flatMap((row) => (row.Contact__c == null ? [] : [[row.Contact__c, row] as const])));
  return contacts.map((contact) => ({ ...contact, Exact_Id__c: rowOf.get(contact.Id)?.Exact_Id__c ?? null }));
}

/** One that bears the same id still was cut off while its link was moved. */
function linkedByRow(account: AccountRow, rows: readonly LinkRow[], division: number): AccountRow {
  const [exactId = '', ...rivals] = rows.map((row) => row.Exact_Id__c);
  const linked = {
    ...account,
    ...{ Exact_Id__c: exactId, Exact_Code__c: null, isLinkedByRow: true },
    ...(rivals.length === 0 ? {} : { rivals }),
  };
  return shownId(account) === exactId.toLowerCase() ? { ...linked, misplaced: { division, exactId } } : linked;
}

/** The account where its fields speak of this division; undefined: nobody knows of which, and it is found out when it is looked for. */
function seenFrom(
  account: AccountRow,
  division: number | undefined,
  { own, owner }: { readonly own: number; readonly owner: number },
): AccountRow {
  const exactId = shownId(account);
  const isLinked = exactId !== '';
  if (division === undefined || division === own)
    return own === owner || !isLinked || division === undefined ? account : { ...account, misplaced: { division: own, exactId } };
  const unlinked = { ...account, Exact_Id__c: null, Exact_Code__c: null, areFieldsOfOther: true };
  return division === owner || !isLinked ? unlinked : { ...unlinked, misplaced: { division, exactId } };
}

/** Of which division the account says to speak: by the page of its debtor, as long as that is the page of this very id. */
function divisionShown(account: AccountRow): number | undefined {
  const page = plainText(account['Exact_Url__c']).toLowerCase();
  return page.includes(shownId(account)) ? divisionOfPage(plainText(account['Exact_Url__c'])) : undefined;
}

function shownId({ Exact_Id__c }: AccountRow): string {
  return plainText(Exact_Id__c).trim().toLowerCase();
}

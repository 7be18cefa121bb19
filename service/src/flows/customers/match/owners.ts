import type { ExactAccount } from '../../../exact/index.ts';
import { linkRowsByKey, linkRowsQuery, type LinkRow } from '../../../links/index.ts';
import { isFurtherDivision } from '../../../mapping/index.ts';
import { isSalesforceId, soqlForValues, soqlText, type SalesforceRow } from '../../../salesforce/index.ts';
import type { FlowContext } from '../../flow.ts';
import { LINKS } from '../keys.ts';
import { ACCOUNT_ROLE } from '../roles.ts';

/** An account of Salesforce that has a debtor. */
export interface Owner {
  readonly id: string;
  readonly name: string;
}

interface AccountLink extends SalesforceRow {
  readonly Id: string;
  readonly Name: string;
  readonly Exact_Id__c: string | null;
}

/** The row of an account, with its name. */
interface AccountLinkRow extends LinkRow {
  readonly Account__c: string | null;
  readonly Account__r?: { readonly Name?: string } | null;
}

/**
 * Which accounts of Salesforce have these accounts of Exact, by lower-case id in Exact: those whose field says so, or in a further
 * division whose row does; those that we linked and that could not be told; those whose key the debtor bears. One call to
 * Salesforce as far as the ids fit one, none for no account.
 */
export async function otherOwners(
  context: FlowContext,
  accounts: readonly ExactAccount[],
): Promise<ReadonlyMap<string, readonly Owner[]>> {
  if (accounts.length === 0) return new Map();
  const { links, salesforce } = context;
  const ids = [...new Set(accounts.map(({ ID: id }) => id.toLowerCase()))];
  const remembered = await links.findByExactId(LINKS.account, ids);
  const claimed = new Map(
    accounts.flatMap(({ ID: id, SearchCode: searchCode }) => (isKey(searchCode) ? [[searchCode, id.toLowerCase()]] : [])),
  );
  for (const { salesforceId, exactId } of remembered) claimed.set(salesforceId, exactId.toLowerCase());
  const select = (condition: string): string => `SELECT Id, Name, Exact_Id__c FROM Account WHERE ${condition}`;
  const ofAccounts = [...soqlForValues('Exact_Id__c', ids, select), ...soqlForValues('Id', [...claimed.keys()], select)];
  const isFurther = isFurtherDivision(context.configuration, context.division);
  const answers = await salesforce.queryMany([
    ...ofAccounts,
    ...(isFurther ? rowQueries(context.division, ids, [...claimed.keys()]) : []),
  ]);
  const linked = linkedByRows(answers.slice(ofAccounts.length).flat() as AccountLinkRow[]);
  const rows = new Map((answers.slice(0, ofAccounts.length).flat() as AccountLink[]).map((row) => [row.Id, row]));
  // What the field or the row says wins: a person may have linked the account to another one since.
  const ownId = ({ Exact_Id__c }: AccountLink): string | undefined => {
    const shown = Exact_Id__c?.toLowerCase();
    return isFurther && !ids.includes(shown ?? '') ? undefined : shown;
  };
  const pairs = [...rows.values()].flatMap((row) =>
    linked.has(row.Id) ? [] : [{ exactId: ownId(row) ?? claimed.get(row.Id) ?? '', owner: { id: row.Id, name: row.Name } }],
  );
  const all = [...linked.values(), ...pairs];
  return new Map(ids.map((id) => [id, all.filter(({ exactId }) => exactId === id).map(({ owner }) => owner)]));
}

/** The rows of these accounts of Exact, and those of accounts of Salesforce that may have one of them. */
function rowQueries(division: number, ids: readonly string[], accountIds: readonly string[]): string[] {
  const fields = ['Account__c', 'Account__r.Name'];
  return [
    ...linkRowsByKey(division, ACCOUNT_ROLE.entity, ids, (condition) => linkRowsQuery(division, fields, condition)),
    ...soqlForValues('Account__c', accountIds, (condition) =>
      linkRowsQuery(division, fields, `Role__c = ${soqlText(LINKS.account)} AND ${condition}`),
    ),
  ];
}

function linkedByRows(rows: readonly AccountLinkRow[]): ReadonlyMap<string, { readonly exactId: string; readonly owner: Owner }> {
  return new Map(
    rows.flatMap(({ Account__c: id, Account__r, Exact_Id__c }) =>
      id == null ? [] : [[id, { exactId: Exact_Id__c.toLowerCase(), owner: { id, name: Account__r?.Name ?? id } }] as const],
    ),
  );
}

/** Accounts made by us bear the id of their account as search code. */
function isKey(searchCode: string | null): searchCode is string {
  return searchCode !== null && searchCode.length === 18 && searchCode.startsWith('001') && isSalesforceId(searchCode);
}

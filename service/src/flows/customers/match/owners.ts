import type { ExactAccount } from '../../../exact/index.ts';
import { isSalesforceId, soqlForValues, type SalesforceRow } from '../../../salesforce/index.ts';
import type { FlowContext } from '../../flow.ts';
import { LINKS } from '../keys.ts';

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

/**
 * Which accounts of Salesforce have these accounts of Exact, by lower-case id in Exact: those whose field says so, those that we
 * linked and whose field could not be told, those whose key the debtor bears. One call to Salesforce as far as the ids fit one, none
 * for no account.
 */
export async function otherOwners(
  { links, salesforce }: FlowContext,
  accounts: readonly ExactAccount[],
): Promise<ReadonlyMap<string, readonly Owner[]>> {
  if (accounts.length === 0) return new Map();
  const ids = [...new Set(accounts.map(({ ID: id }) => id.toLowerCase()))];
  const remembered = await links.findByExactId(LINKS.account, ids);
  const claimed = new Map(
    accounts.flatMap(({ ID: id, SearchCode: searchCode }) => (isKey(searchCode) ? [[searchCode, id.toLowerCase()]] : [])),
  );
  for (const { salesforceId, exactId } of remembered) claimed.set(salesforceId, exactId.toLowerCase());
  const select = (condition: string): string => `SELECT Id, Name, Exact_Id__c FROM Account WHERE ${condition}`;
  const answers = await salesforce.queryMany<AccountLink>([
    ...soqlForValues('Exact_Id__c', ids, select),
    ...soqlForValues('Id', [...claimed.keys()], select),
  ]);
  const rows = new Map(answers.flat().map((row) => [row.Id, row]));
  const pairs = [...rows.values()].map((row) => ({
    // What the field says wins: a person may have linked the account to another one since.
    exactId: row.Exact_Id__c?.toLowerCase() ?? claimed.get(row.Id) ?? '',
    owner: { id: row.Id, name: row.Name },
  }));
  return new Map(ids.map((id) => [id, pairs.filter(({ exactId }) => exactId === id).map(({ owner }) => owner)]));
}

/** Accounts made by us bear the id of their account as search code. */
function isKey(searchCode: string | null): searchCode is string {
  return searchCode !== null && searchCode.length === 18 && searchCode.startsWith('001') && isSalesforceId(searchCode);
}

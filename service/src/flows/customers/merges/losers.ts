import { soqlForValues, type SalesforceOrg, type SalesforceQuery, type SalesforceRow } from '../../../salesforce/index.ts';

/** A record that a person merged into another one: it lies in the recycle bin, with what it said last. */
export interface Loser extends SalesforceRow {
  readonly Id: string;
  /** The record that it was merged into, which may have been merged away since. */
  readonly MasterRecordId: string;
  readonly Exact_Id__c: string | null;
}

/** What was merged into accounts, and into contacts of theirs. */
export interface Losers {
  readonly accounts: readonly Loser[];
  readonly contacts: readonly Loser[];
}

/** Somebody merges the same record over and over. */
const MOST_STEPS = 20;
const FIELDS = 'SELECT Id, MasterRecordId, Exact_Id__c FROM';

/** Query for what was merged into accounts. `accounts`: what their ids are in, with `IN`. */
export function accountLosersQuery(accounts: string): SalesforceQuery {
  return { soql: `${FIELDS} Account WHERE IsDeleted = true AND MasterRecordId ${accounts}`, includesDeleted: true };
}

/** Query for what was merged into the contacts of accounts. */
export function contactLosersQuery(accounts: string): SalesforceQuery {
  return {
    soql: `${FIELDS} Contact WHERE IsDeleted = true AND MasterRecordId != null AND AccountId ${accounts}`,
    includesDeleted: true,
  };
}

/** These accounts and all that were merged into them before, each with the account that is left. One call a step back. */
export async function withEarlier(
  { salesforce }: { readonly salesforce: SalesforceOrg },
  losers: readonly Loser[],
): Promise<readonly Loser[]> {
  const all = new Map(losers.map((loser) => [loser.Id, loser]));
  let last = [...all.values()];
  for (let step = 0; last.length > 0 && step < MOST_STEPS; step += 1) {
    const queries = soqlForValues(
      'MasterRecordId',
      last.map(({ Id }) => Id),
      (condition) => `${FIELDS} Account WHERE IsDeleted = true AND ${condition}`,
    );
    const rows = (await salesforce.queryMany<Loser>(queries.map((soql) => ({ soql, includesDeleted: true })))).flat();
    last = rows.filter(({ Id }) => !all.has(Id));
    for (const loser of last) all.set(loser.Id, loser);
  }
  const masterOf = new Map([...all.values()].map(({ Id, MasterRecordId }) => [Id, MasterRecordId]));
  return [...all.values()].map((loser) => ({ ...loser, MasterRecordId: leftOf(loser.MasterRecordId, masterOf) }));
}

/** Accounts that had one of these debtors and were merged away, each with the account that is left. */
export async function losersWith(
  { salesforce }: { readonly salesforce: SalesforceOrg },
  debtorIds: readonly string[],
): Promise<readonly Loser[]> {
  const queries = soqlForValues(
    'Exact_Id__c',
    debtorIds,
    (condition) => `${FIELDS} Account WHERE IsDeleted = true AND MasterRecordId != null AND ${condition}`,
  );
  const losers = (await salesforce.queryMany<Loser>(queries.map((soql) => ({ soql, includesDeleted: true })))).flat();
  const masterOf = new Map<string, string>();
  let asked = losers.map(({ MasterRecordId }) => MasterRecordId);
  for (let step = 0; asked.length > 0 && step < MOST_STEPS; step += 1) {
    const ofMasters = soqlForValues(
      'Id',
      asked,
      (condition) => `${FIELDS} Account WHERE IsDeleted = true AND MasterRecordId != null AND ${condition}`,
    );
    const rows = (await salesforce.queryMany<Loser>(ofMasters.map((soql) => ({ soql, includesDeleted: true })))).flat();
    for (const { Id, MasterRecordId } of rows) masterOf.set(Id, MasterRecordId);
    asked = rows.map(({ MasterRecordId }) => MasterRecordId).filter((id) => !masterOf.has(id));
  }
  return losers.map((loser) => ({ ...loser, MasterRecordId: leftOf(loser.MasterRecordId, masterOf) }));
}

function leftOf(id: string, masterOf: ReadonlyMap<string, string>): string {
  let left = id;
  for (let step = 0; step < MOST_STEPS; step += 1) left = masterOf.get(left) ?? left;
  return left;
}

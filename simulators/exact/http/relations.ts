import { notFound, ruleFailure } from '../failure.ts';
import type { Writer } from '../records/writer.ts';
import { SETS } from '../schema/index.ts';
import type { Division } from '../store/division.ts';

const ACCOUNTS = 'Accounts';

/**
 * What a bookkeeper does on the page "merge accounts", which the API does not have: everything that names the loser names the master from then on, what
 * nobody may change by hand included, and the loser is deleted.
 */
export const mergeAccounts = (writer: Writer, division: Division, master: string, loser: string): void => {
  for (const id of [master, loser]) if (!division.find(ACCOUNTS, id)) throw notFound(`no account ${id}`);
  if (master === loser) throw ruleFailure('An account cannot be merged with itself');
  for (const { name, references } of SETS.values())
    for (const field of Object.keys(references).filter((candidate) => references[candidate] === ACCOUNTS))
      for (const row of division.table(name).find(field, loser)) {
        const isMaster = name === ACCOUNTS && row['ID'] === master;
        writer.replace(name, { ...row, [field]: isMaster ? null : master }, row, 'erp');
      }
  writer.remove(ACCOUNTS, loser, 'erp');
};

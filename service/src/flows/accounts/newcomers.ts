import { phrase } from '../../errors/index.ts';
import type { ExactAccount } from '../../exact/index.ts';
import { isFurtherDivision } from '../../mapping/index.ts';
import { soqlForValues } from '../../salesforce/index.ts';
import { isWanted } from '../condition.ts';
import { otherOwners, spellings } from '../customers/index.ts';
import type { FlowContext } from '../flow.ts';
import { ACCOUNT_SETTINGS } from './settings.ts';
import type { AccountInput, Candidate, NewcomerInput } from './types.ts';

interface ContactRow {
  readonly AccountId: string | null;
  readonly Email: string | null;
}

/**
 * Debtors that the settings want an account for, with every account of Salesforce that may be one of them. One composite call for many;
 * none where nothing is made. One whose account is known by our memory or by its key is left out: its news is on the way.
 */
export async function readNewcomers(
  context: FlowContext,
  debtors: readonly ExactAccount[],
  fields: readonly string[],
): Promise<readonly NewcomerInput[]> {
  const { configuration, division, salesforce } = context;
  const { creates, when } = ACCOUNT_SETTINGS.of(configuration);
  // In a further company nobody can tell which accounts are its own before they are linked.
  if (creates === undefined || isFurtherDivision(configuration, division)) return [];
  const isAsked = (debtor: ExactAccount, condition: typeof creates | undefined): boolean =>
    isWanted({ when: condition, scope: { debtor }, record: phrase('record_debtor', { debtor: debtor.Name }) }) === true;
  const asked = debtors.filter((debtor) => isAsked(debtor, when) && isAsked(debtor, creates));
  const owners = await otherOwners(context, asked);
  const wanted = asked.filter(({ ID: id }) => (owners.get(id.toLowerCase()) ?? []).length === 0);
  if (wanted.length === 0) return [];
  const select = (condition: string): string => `SELECT ${fields.join(', ')} FROM Account WHERE ${condition}`;
  const values = (field: 'VATNumber' | 'ChamberOfCommerce' | 'Postcode') =>
    wanted.flatMap((debtor) => spellings(debtor[field] ?? ''));
  const emails = wanted.flatMap(({ Email: email }) => (email === null ? [] : [email.toLowerCase()]));
  const ofContacts = soqlForValues(
    'Email',
    emails,
    (condition) => `SELECT AccountId, Email FROM Contact WHERE AccountId != null AND ${condition}`,
  );
  const ofAccounts = [
    ...soqlForValues('Vat_Number__c', values('VATNumber'), select),
    ...soqlForValues('Chamber_Of_Commerce__c', values('ChamberOfCommerce'), select),
    ...soqlForValues('BillingPostalCode', values('Postcode'), select),
    ...soqlForValues(
      'Exact_Code__c',
      wanted.map(({ Code: code }) => code),
      select,
    ),
    ...soqlForValues('Email', emails, (condition) => select(`Id IN (SELECT AccountId FROM Contact WHERE ${condition})`)),
  ];
  const answers = await salesforce.queryMany([...ofContacts, ...ofAccounts]);
  const contacts = Map.groupBy(
    answers.slice(0, ofContacts.length).flat() as unknown as ContactRow[],
    ({ AccountId }) => AccountId ?? '',
  );
  const accounts = new Map(
    (answers.slice(ofContacts.length).flat() as AccountInput['account'][]).map((account) => [account.Id, account]),
  );
  const candidates = [...accounts.values()].map((account): Candidate => ({
    account,
    emails: (contacts.get(account.Id) ?? []).map(({ Email }) => (Email ?? '').toLowerCase()),
  }));
  return wanted.map((debtor) => ({ debtorId: debtor.ID.toLowerCase(), debtor, candidates }));
}

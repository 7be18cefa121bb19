import type { ExactAccount } from '../../../exact/index.ts';
import { customerOf } from '../customer.ts';
import type { AccountRow, ContactRow, Customer, CustomerFacts, CustomerInput, Debtor } from '../types.ts';

export const ACCOUNT_ID = '001000000000001AAA';
export const DEBTOR = 'bbbbbbbb-0000-4000-8000-000000000001';

export const facts: CustomerFacts = {
  division: 1,
  host: 'https://start.exactonline.nl',
  today: '2026-11-24',
  paymentConditions: undefined,
};

export const PERSON: ContactRow = {
  Id: '003000000000001AAA',
  FirstName: 'Jan',
  LastName: 'Bakker',
  Email: 'jan@acme.example',
};

/** An account that asks for itself: no order is near. */
export function customer(account: Partial<AccountRow> = {}, contacts: readonly ContactRow[] = [PERSON]): Customer {
  const row = { Id: ACCOUNT_ID, Name: 'Acme', Exact_Id__c: null, ...account };
  const record = { id: row.Id, label: row.Name, day: '' };
  return customerOf({ record, accountId: row.Id, account: row, named: undefined, contacts, scope: {} });
}

export function input(fields: Partial<CustomerInput> = {}): CustomerInput {
  return { customer: customer(), debtor: { kind: 'new' }, knownAddress: undefined, ...fields };
}

/** A debtor that may be sold to, unless a field says otherwise. */
export function debtorOf(fields: Partial<ExactAccount> = {}): Extract<Debtor, { kind: 'found' }> {
  const usual = { ID: DEBTOR, Code: '7', Name: 'Acme', Status: 'C', IsSales: true, Blocked: false, SearchCode: null };
  const account = { ...usual, MainContact: null, StartDate: null, EndDate: null, ...fields } as ExactAccount;
  return { kind: 'found', account, by: 'email', sharedWith: undefined };
}

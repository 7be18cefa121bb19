import { phrase, TandemError } from '../../../errors/index.ts';
import type { ExactAccount } from '../../../exact/index.ts';
import { plainText } from '../../../mapping/index.ts';
import type { Customer, Debtor } from '../types.ts';
import type { SoughtCustomer } from './claims.ts';

/** An account that is there: by its link or its code. */
export function found(account: ExactAccount, by: 'link' | 'code', sharedWith: string | undefined): Debtor {
  return { kind: 'found', account, by, sharedWith };
}

/** The debtor that a customer is linked to is not in Exact. */
export function gone(customer: SoughtCustomer): Debtor {
  const code = codeOf(customer);
  const params = {
    customer: customer.mapped.name,
    debtor: code === '' ? phrase('a_debtor') : phrase('debtor_with_code', { code }),
  };
  return problem(new TandemError('customer_gone', params, { field: 'Exact_Code__c', recordId: customer.record.id }));
}

/** Accounts were merged, and the debtors of several of them are there. */
export function merged({ record, mapped }: SoughtCustomer, debtors: readonly ExactAccount[]): Debtor {
  const accounts = debtors.map(({ Code: code, Name: name }) => `${code} ${name}`).join(', ');
  return problem(new TandemError('customer_merged', { customer: mapped.name, accounts }, { recordId: record.id }));
}

/** Another job is at work on the customer, or was first: it is looked at again a moment later. */
export function busy({ record, mapped }: SoughtCustomer): Debtor {
  return problem(new TandemError('record_busy', { record: mapped.name }, { recordId: record.id }));
}

/** What stands on the account is the link of another division: it is told apart first, and looked at again a moment later. */
export function unclear({ record, mapped }: SoughtCustomer): Debtor {
  return problem(
    new TandemError('customer_link_unclear', { customer: mapped.name }, { field: 'Exact_Id__c', recordId: record.id }),
  );
}

/** There is nothing to look for the debtor by. */
export function withoutEmail({ record, mapped }: SoughtCustomer): Debtor {
  return problem(new TandemError('customer_without_email', { customer: mapped.name }, { field: 'Email', recordId: record.id }));
}

/** The debtor code that the account bears; empty where it bears none. */
export function codeOf({ account }: Customer): string {
  return plainText(account?.['Exact_Code__c']).trim();
}

function problem(error: TandemError): Debtor {
  return { kind: 'problem', problem: error };
}

import { TandemError } from '../../errors/index.ts';
import { accountUrl, ACCOUNTS, paddedAccountCode } from '../../exact/index.ts';
import type { FlowContext } from '../flow.ts';
import { today } from '../today.ts';
import { debtorProblem } from './debtor-checks.ts';
import { DOUBTED, LINKS } from './keys.ts';
import { customerClaim, otherOwners } from './match/index.ts';
import type { Customer, CustomerSettings } from './types.ts';
import { mapCustomer } from './values.ts';

/** What a person chose: a debtor by its code, or one of its own. */
export type DebtorChoice = { readonly code: string } | { readonly isNew: true };

/**
 * Links a customer to a debtor, or lets it have one of its own when it is sent next. The account in Salesforce says so
 * first, then our memory. A debtor that another account has is linked by its code and stays that account's. Fails with
 * `debtor_not_found`, with what keeps the debtor from being sold to, and with `record_busy` while the customer is being made.
 */
export async function chooseDebtor(
  context: FlowContext,
  customer: Customer,
  settings: CustomerSettings,
  choice: DebtorChoice,
): Promise<{ readonly code: string; readonly name: string } | undefined> {
  const mapped = mapCustomer(customer, settings);
  const accountId = customer.accountId ?? '';
  const recordId = customer.record.id;
  const claim = customerClaim(accountId);
  if (!(await context.claims.take([claim])).has(claim))
    throw new TandemError('record_busy', { record: mapped.name }, { recordId });
  if ('isNew' in choice) {
    await tellAccount(context, accountId, { Exact_Id__c: null, Exact_Code__c: null, Exact_Url__c: null });
    await context.links.forget(LINKS.account, [accountId]);
    await context.links.remember(LINKS.ownDebtor, [{ salesforceId: accountId, exactId: '', fingerprint: '' }]);
    return undefined;
  }
  const code = choice.code.trim();
  const account = (await context.exact.findAny(ACCOUNTS, 'Code', 'text', [paddedAccountCode(code)])).find(
    (candidate) => candidate.Code === code,
  );
  if (account === undefined) throw new TandemError('debtor_not_found', { code }, { recordId });
  const problem = debtorProblem(mapped, account, settings, [today(context)]);
  if (problem !== undefined) throw problem;
  const owners = (await otherOwners(context, [account])).get(account.ID.toLowerCase()) ?? [];
  const isShared = owners.some(({ id }) => id !== accountId);
  await tellAccount(context, accountId, {
    Exact_Id__c: isShared ? null : account.ID,
    Exact_Code__c: account.Code,
    Exact_Url__c: accountUrl(context.exact.host, context.division, account.ID),
    Exact_Sync_Status__c: 'Synced',
  });
  await context.links.forget(LINKS.ownDebtor, [accountId]);
  await context.links.remember(LINKS.account, [
    { salesforceId: accountId, exactId: account.ID.toLowerCase(), fingerprint: DOUBTED },
  ]);
  return { code: account.Code, name: account.Name };
}

async function tellAccount(context: FlowContext, id: string, fields: Readonly<Record<string, unknown>>): Promise<void> {
  await context.assertLease();
  const [result] = await context.salesforce.write([{ action: 'update', object: 'Account', id, fields }]);
  if (result?.ok === false) throw result.error;
}

import { TandemError } from '../../errors/index.ts';
import { accountUrl, ACCOUNTS, isGuid, paddedAccountCode } from '../../exact/index.ts';
import { LINK_KEY_FIELD, LINK_OBJECT, linkRowFields } from '../../links/index.ts';
import { isFurtherDivision } from '../../mapping/index.ts';
import type { SalesforceWrite } from '../../salesforce/index.ts';
import type { FlowContext } from '../flow.ts';
import { today } from '../today.ts';
import { debtorProblem } from './debtor-checks.ts';
import { DOUBTED, LINKS } from './keys.ts';
import { customerClaim, otherOwners } from './match/index.ts';
import { ACCOUNT_ROLE } from './roles.ts';
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
    await tellAccount(context, customer, undefined, {});
    await context.links.forget(LINKS.account, [accountId]);
    await context.links.forget(LINKS.contested, [accountId]);
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
  await tellAccount(context, customer, isShared ? undefined : account.ID, {
    Exact_Code__c: account.Code,
    Exact_Url__c: accountUrl(context.exact.host, context.division, account.ID),
    Exact_Sync_Status__c: 'Synced',
  });
  for (const role of [LINKS.ownDebtor, LINKS.contested]) await context.links.forget(role, [accountId]);
  await context.links.remember(LINKS.account, [
    { salesforceId: accountId, exactId: account.ID.toLowerCase(), fingerprint: DOUBTED },
  ]);
  return { code: account.Code, name: account.Name };
}

/** `exactId`: undefined where the account has no debtor that is its own. */
async function tellAccount(
  context: FlowContext,
  customer: Customer,
  exactId: string | undefined,
  shown: Readonly<Record<string, unknown>>,
): Promise<void> {
  await context.assertLease();
  const id = customer.accountId ?? '';
  const link: Record<string, unknown> = {
    ...Object.fromEntries(ACCOUNT_ROLE.ofDefaultDivision.map((field) => [field, null])),
    Exact_Id__c: exactId ?? null,
  };
  const { account } = customer;
  const isFurther = isFurtherDivision(context.configuration, context.division);
  // In a further division a row says it; what stands on the account of another one stays, else it is ours and must not contradict.
  const fields = !isFurther
    ? { ...link, ...shown }
    : account?.areFieldsOfOther === true || (account?.isLinkedByRow === true && account.misplaced === undefined)
      ? withoutLink(shown)
      : { ...link, ...(exactId === undefined ? shown : withoutLink(shown)), Exact_Id__c: null };
  const rows = [...misplacedRow(context.division, account), ...(isFurther ? rowWrites(context.division, customer, exactId) : [])];
  // The rows first: what they say is on the account no longer.
  for (const writes of [rows, [{ action: 'update', object: 'Account', id, fields } as const]]) {
    if (writes.every((write) => Object.keys(write.fields).length === 0)) continue;
    const refused = (await context.salesforce.write(writes)).find((result) => !result.ok);
    if (refused?.ok === false) throw refused.error;
  }
}

function withoutLink(fields: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  return Object.fromEntries(Object.entries(fields).filter(([field]) => !ACCOUNT_ROLE.ofDefaultDivision.includes(field)));
}

/** What stands on the account of another division gets its row before it is written over. */
function misplacedRow(division: number, account: Customer['account']): SalesforceWrite[] {
  if (account?.misplaced === undefined || account.misplaced.division === division) return [];
  return [rowWrite(account.misplaced.division, account.misplaced.exactId, account.Id)];
}

function rowWrite(division: number, exactId: string, record: string | null): SalesforceWrite {
  return {
    action: 'upsert',
    object: LINK_OBJECT,
    externalIdField: LINK_KEY_FIELD,
    fields: linkRowFields({ division, role: LINKS.account, exactId, records: { Account__c: record } }, ACCOUNT_ROLE),
  };
}

/** The row of the debtor leads to the account, and those of the ones it had before to nothing. */
function rowWrites(division: number, { accountId, account }: Customer, exactId: string | undefined): SalesforceWrite[] {
  const former = [...(account?.Exact_Id__c == null ? [] : [account.Exact_Id__c]), ...(account?.rivals ?? [])];
  const others = former.filter((id) => isGuid(id) && id.toLowerCase() !== exactId?.toLowerCase());
  return [
    ...others.map((id) => rowWrite(division, id, null)),
    ...(exactId === undefined ? [] : [rowWrite(division, exactId, accountId)]),
  ];
}

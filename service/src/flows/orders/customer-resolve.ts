import { createHash } from 'node:crypto';
import { ACCOUNTS, CONTACTS, paddedAccountCode, type ExactAccount, type ExactContact } from '../../exact/index.ts';
import { TandemError } from '../../errors/index.ts';
import type { OrdersConfiguration } from '../../mapping/index.ts';
import type { FlowContext } from '../flow.ts';
import { isPrivatePerson, mapCustomer, searchCodeOf } from './customer.ts';
import { LINKS } from './keys.ts';
import type { Debtor, OrderInput, OrderRow } from './types.ts';

const GUID = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i;

/** What is known of an order before its debtor is. */
type Draft = Pick<OrderInput, 'order' | 'contact'>;

/** Who each order is for in Exact, by order id, with as few calls as the batch allows. */
export async function resolveDebtors(
  context: FlowContext,
  drafts: readonly Draft[],
  settings: OrdersConfiguration,
): Promise<Map<string, Debtor>> {
  const debtors = new Map<string, Debtor>();
  const { use, defaultAccountCode = '' } = settings.debtor;
  const usesDefault = (draft: Draft): boolean =>
    use === 'default' || (use === 'defaultForPrivate' && isPrivatePerson(draft.order.Account ?? undefined, draft.contact));
  const byDefault = drafts.filter(usesDefault);
  if (byDefault.length > 0) {
    const debtor = await defaultDebtor(context, defaultAccountCode);
    for (const { order } of byDefault) debtors.set(order.Id, debtor);
  }
  const own = drafts.filter((draft) => !usesDefault(draft));
  for (const [orderId, debtor] of await ownDebtors(context, own, settings)) debtors.set(orderId, debtor);
  return debtors;
}

async function defaultDebtor(context: FlowContext, code: string): Promise<Debtor> {
  const remembered = (await context.links.find(LINKS.defaultDebtor, [code])).get(code);
  if (remembered !== undefined) return { kind: 'default', exactId: remembered.exactId };
  const found = await context.exact.findAny(ACCOUNTS, 'Code', 'text', [paddedAccountCode(code)]);
  const account = found.find((candidate) => candidate.code === code);
  if (account === undefined) return { kind: 'problem', problem: new TandemError('default_debtor_missing', { code }) };
  await context.links.remember(LINKS.defaultDebtor, [{ salesforceId: code, exactId: account.id, fingerprint: '' }]);
  return { kind: 'default', exactId: account.id };
}

/** Link first; a remembered fingerprint that still fits spares the look at the account; e-mail last. */
async function ownDebtors(
  context: FlowContext,
  drafts: readonly Draft[],
  settings: OrdersConfiguration,
): Promise<Map<string, Debtor>> {
  const debtors = new Map<string, Debtor>();
  if (drafts.length === 0) return debtors;
  const remembered = await context.links.find(
    LINKS.account,
    drafts.map(({ order }) => order.AccountId ?? ''),
  );
  const linked: { draft: Draft; exactId: string }[] = [];
  const unlinked: { draft: Draft; email: string }[] = [];
  for (const draft of drafts) {
    const { order } = draft;
    const customer = mapCustomer(order, draft.contact, settings);
    const memory = remembered.get(order.AccountId ?? '');
    // A link that a person entered wins over what we remember.
    const exactId = order.Account?.Exact_Id__c?.toLowerCase() ?? memory?.exactId;
    if (exactId !== undefined && !GUID.test(exactId)) debtors.set(order.Id, gone(order));
    else if (exactId === undefined && customer.email === '') {
      const problem = new TandemError(
        'customer_without_email',
        { customer: customer.name },
        { field: 'Email', recordId: order.Id },
      );
      debtors.set(order.Id, { kind: 'problem', problem });
    } else if (exactId === undefined) unlinked.push({ draft, email: customer.email });
    else if (memory?.exactId === exactId && memory.fingerprint === customer.fingerprint)
      debtors.set(order.Id, { kind: 'unchanged', exactId });
    else linked.push({ draft, exactId });
  }
  await resolveLinked(context, linked, debtors);
  await resolveByEmail(context, await withoutBusy(context, unlinked, debtors), debtors);
  await findHalfMade(context, drafts, debtors);
  return debtors;
}

/**
 * Accounts that carry our key and have no main contact, or whose contact Salesforce does not know: their making was cut off.
 * Whether the contact is there already is looked up only then.
 */
async function findHalfMade(context: FlowContext, drafts: readonly Draft[], debtors: Map<string, Debtor>): Promise<void> {
  const suspects = drafts.flatMap(({ order, contact }) => {
    const debtor = debtors.get(order.Id);
    const isOurs = debtor?.kind === 'found' && debtor.account.searchCode === searchCodeOf(order.AccountId ?? '');
    if (!isOurs || contact === undefined) return [];
    const isKnown = contact.Exact_Id__c != null || order.Account?.['IsPersonAccount'] === true;
    return isKnown && debtor.account.mainContact !== null ? [] : [{ order, contact, debtor }];
  });
  const unseen = suspects.filter(({ debtor }) => debtor.contact === undefined).map(({ debtor }) => debtor.account.id);
  const found = unseen.length === 0 ? [] : await context.exact.findAny(CONTACTS, 'Account', 'guid', unseen);
  for (const { order, contact, debtor } of suspects) {
    const ofAccount = found.filter((candidate) => candidate.account.toLowerCase() === debtor.account.id.toLowerCase());
    const known =
      debtor.contact ??
      ofAccount.find((candidate) => (candidate.email ?? '').toLowerCase() === (contact.Email ?? '').toLowerCase()) ??
      ofAccount.find((candidate) => candidate.isMainContact);
    debtors.set(order.Id, { ...debtor, contact: known, isHalfMade: true });
  }
}

async function resolveLinked(
  context: FlowContext,
  linked: readonly { readonly draft: Draft; readonly exactId: string }[],
  debtors: Map<string, Debtor>,
): Promise<void> {
  if (linked.length === 0) return;
  const accounts = byId(
    await context.exact.findAny(
      ACCOUNTS,
      'ID',
      'guid',
      linked.map(({ exactId }) => exactId),
    ),
  );
  const contactIds = linked.flatMap(({ draft }) => draft.contact?.Exact_Id__c ?? []);
  const contacts = byId<ExactContact>(
    contactIds.length === 0 ? [] : await context.exact.findAny(CONTACTS, 'ID', 'guid', contactIds),
  );
  for (const { draft, exactId } of linked) {
    const account = accounts.get(exactId.toLowerCase());
    const contact = contacts.get(draft.contact?.Exact_Id__c?.toLowerCase() ?? '');
    debtors.set(
      draft.order.Id,
      account === undefined
        ? gone(draft.order)
        : {
            kind: 'found',
            account,
            contact: contact?.account.toLowerCase() === account.id.toLowerCase() ? contact : undefined,
            by: 'link',
            isHalfMade: false,
          },
    );
  }
}

/**
 * A customer who may have to be made is made by one job at a time, over all instances: otherwise two orders of a new customer
 * make two. Claimed before Exact is asked; who comes second finds what the first has made.
 */
async function withoutBusy<One extends { readonly draft: Draft; readonly email: string }>(
  context: FlowContext,
  unlinked: readonly One[],
  debtors: Map<string, Debtor>,
): Promise<readonly One[]> {
  if (unlinked.length === 0) return [];
  const held = await context.claims.take(unlinked.map(({ email }) => customerClaim(email)));
  const isHeld = ({ email }: One): boolean => held.has(customerClaim(email));
  for (const { draft, email } of unlinked.filter((one) => !isHeld(one))) {
    const problem = new TandemError('record_busy', { record: email }, { recordId: draft.order.Id });
    debtors.set(draft.order.Id, { kind: 'problem', problem });
  }
  return unlinked.filter(isHeld);
}

/** Claims hold no personal data. */
function customerClaim(email: string): string {
  return `customer-${createHash('sha256').update(email.toLowerCase()).digest('base64url')}`;
}

async function resolveByEmail(
  context: FlowContext,
  unlinked: readonly { readonly draft: Draft; readonly email: string }[],
  debtors: Map<string, Debtor>,
): Promise<void> {
  if (unlinked.length === 0) return;
  const found = await context.exact.findAny(
    ACCOUNTS,
    'Email',
    'text',
    unlinked.map(({ email }) => email),
  );
  const byEmail = Map.groupBy(found, (account) => (account.email ?? '').toLowerCase());
  const makers = new Map<string, string | null>();
  for (const { draft, email } of unlinked) {
    const address = email.toLowerCase();
    const debtor = debtorByEmail(draft.order, email, byEmail.get(address) ?? []);
    const maker = makers.get(address) ?? draft.order.AccountId;
    makers.set(address, maker);
    // Two accounts share an address that is new in Exact: the first makes the debtor, the second finds it a moment later.
    const isSecond = debtor.kind === 'new' && maker !== draft.order.AccountId;
    const busy = new TandemError('record_busy', { record: email }, { recordId: draft.order.Id });
    debtors.set(draft.order.Id, isSecond ? { kind: 'problem', problem: busy } : debtor);
  }
}

function gone(order: OrderRow): Debtor {
  const problem = new TandemError(
    'customer_gone',
    { customer: order.Account?.Name ?? '' },
    { field: 'Exact_Id__c', recordId: order.Id },
  );
  return { kind: 'problem', problem };
}

/** One hit links, none makes a new one, several are for a person. */
function debtorByEmail(order: OrderRow, email: string, hits: readonly ExactAccount[]): Debtor {
  const [only, ...others] = hits;
  if (only === undefined) return { kind: 'new' };
  if (others.length === 0) return { kind: 'found', account: only, contact: undefined, by: 'email', isHalfMade: false };
  const accounts = hits.map((account) => `${account.code} ${account.name}`).join(', ');
  const params = { count: hits.length, email, accounts, customer: order.Account?.Name ?? '' };
  return { kind: 'problem', problem: new TandemError('customer_ambiguous', params, { field: 'Email', recordId: order.Id }) };
}

function byId<Row extends { readonly id: string }>(rows: readonly Row[]): ReadonlyMap<string, Row> {
  return new Map(rows.map((row) => [row.id.toLowerCase(), row]));
}

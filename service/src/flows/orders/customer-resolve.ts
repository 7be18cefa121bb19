import { createHash } from 'node:crypto';
import { ACCOUNTS, CONTACTS, isGuid, paddedAccountCode, type ExactAccount, type ExactContact } from '../../exact/index.ts';
import { phrase, TandemError } from '../../errors/index.ts';
import { plainText, type OrdersConfiguration } from '../../mapping/index.ts';
import type { FlowContext, RememberedLink } from '../flow.ts';
import { eachInTurn, inTurns } from '../turns.ts';
import { findPersons, idOfDebtor } from './customer-contacts.ts';
import { debtorByContact, debtorByEmail, type Hit } from './customer-matching.ts';
import { otherOwners } from './customer-owners.ts';
import { isPrivatePerson, mapCustomer, searchCodeOf, type MappedCustomer } from './customer.ts';
import { DOUBTED, LINKS } from './keys.ts';
import type { ContactRow, Debtor, OrderInput, OrderRow, Remembered } from './types.ts';

/** What is known of an order before its debtor is. */
type Draft = Pick<OrderInput, 'order' | 'contact'>;

/** Who an order is for in Exact and whom it names there. */
export type ResolvedCustomer = Pick<OrderInput, 'debtor' | 'person' | 'remembered'>;

/** One account of Salesforce that orders of the batch are of, mapped by the first of them. */
interface Customer {
  readonly order: OrderRow;
  readonly mapped: MappedCustomer;
}

/** Who each order is for in Exact, by order id, with as few calls as the batch allows. `contactsOf`: by account, the oldest first. */
export async function resolveCustomers(
  context: FlowContext,
  drafts: readonly Draft[],
  contactsOf: ReadonlyMap<string, readonly ContactRow[]>,
): Promise<ReadonlyMap<string, ResolvedCustomer>> {
  const settings = context.configuration.flows.orders;
  const { use, defaultAccountCode = '' } = settings.debtor;
  const usesDefault = ({ order, contact }: Draft): boolean =>
    use === 'default' || (use === 'defaultForPrivate' && isPrivatePerson(order.Account ?? undefined, contact));
  const resolved = new Map<string, ResolvedCustomer>();
  const byDefault = drafts.filter(usesDefault);
  if (byDefault.length > 0) {
    const debtor = await defaultDebtor(context, defaultAccountCode);
    for (const { order } of byDefault) resolved.set(order.Id, debtor);
  }
  const own = drafts.filter((draft) => !usesDefault(draft));
  const search = new DebtorSearch(context, settings);
  const debtors = await search.find(own);
  const named = own.flatMap(({ order, contact }) => {
    const debtorId = idOfDebtor(debtors.get(order.Id));
    const siblings = contactsOf.get(order.AccountId ?? '') ?? [];
    return contact === undefined || debtorId === undefined ? [] : [{ order, contact, siblings, debtorId }];
  });
  const persons = await findPersons(context, named, search.seenContacts, settings);
  for (const { order, contact } of own) {
    const debtor = debtors.get(order.Id);
    const found = persons.get(order.Id);
    resolved.set(order.Id, {
      debtor,
      person: found?.person ?? (debtor?.kind === 'new' && contact !== undefined ? { kind: 'new' } : undefined),
      remembered: [...search.rememberedFor(order), ...(found?.remembered ?? [])],
    });
  }
  return resolved;
}

async function defaultDebtor(context: FlowContext, code: string): Promise<ResolvedCustomer> {
  const link = (await context.links.find(LINKS.defaultDebtor, [code])).get(code);
  if (link !== undefined && link.fingerprint !== DOUBTED)
    return { debtor: { kind: 'default', exactId: link.exactId }, remembered: [{ entity: LINKS.defaultDebtor, link }] };
  const found = await context.exact.findAny(ACCOUNTS, 'Code', 'text', [paddedAccountCode(code)]);
  const account = found.find((candidate) => candidate.code === code);
  if (account === undefined) return { debtor: problem(new TandemError('default_debtor_missing', { code })) };
  await context.links.remember(LINKS.defaultDebtor, [
    { salesforceId: code, exactId: account.id.toLowerCase(), fingerprint: code },
  ]);
  return { debtor: { kind: 'default', exactId: account.id } };
}

/**
 * Looks for the debtors of customers: by link, by debtor code, by e-mail address, by the address of a contact. A remembered
 * fingerprint that still fits spares the look. All orders of one account get one debtor, whoever placed them.
 */
class DebtorSearch {
  /** Contacts that were met on the way. */
  readonly seenContacts: ExactContact[] = [];
  readonly #context: FlowContext;
  readonly #settings: OrdersConfiguration;
  readonly #debtors = new Map<string, Debtor>();
  readonly #remembered = new Map<string, RememberedLink>();
  /** Which account of the batch was given a debtor that nobody had, by id in Exact. */
  readonly #takers = new Map<string, string>();

  constructor(context: FlowContext, settings: OrdersConfiguration) {
    this.#context = context;
    this.#settings = settings;
  }

  /** By order id. */
  async find(drafts: readonly Draft[]): Promise<ReadonlyMap<string, Debtor>> {
    const firsts = new Map<string, Draft>();
    for (const draft of drafts) if (!firsts.has(keyOf(draft.order))) firsts.set(keyOf(draft.order), draft);
    const customers = await inTurns(
      eachInTurn(firsts.values(), ({ order, contact }) => ({ order, mapped: mapCustomer(order, contact, this.#settings) })),
    );
    if (customers.length > 0) await this.#findAll(customers);
    return new Map(drafts.flatMap(({ order }) => pair(order.Id, this.#debtors.get(keyOf(order)))));
  }

  /** What the debtor of an order rests on without having been looked at. */
  rememberedFor(order: OrderRow): readonly Remembered[] {
    const link = this.#debtors.get(keyOf(order))?.kind === 'unchanged' ? this.#remembered.get(keyOf(order)) : undefined;
    return link === undefined ? [] : [{ entity: LINKS.account, link }];
  }

  async #findAll(customers: readonly Customer[]): Promise<void> {
    await this.#readMemory(customers);
    const unlinked = customers.filter((customer) => !this.#isSettled(customer) && this.#linkOf(customer) === undefined);
    const held = await this.#withoutBusy(unlinked);
    // Somebody else may have made it between our first look and the claim.
    if (held.length > 0) await this.#readMemory(held);
    const open = customers.filter((customer) => !this.#isSettled(customer));
    await this.#byLink(open.filter((customer) => this.#linkOf(customer) !== undefined));
    const free = held.filter((customer) => this.#linkOf(customer) === undefined);
    const isCoded = ({ order }: Customer): boolean => codeOf(order) !== '';
    await this.#byCode(free.filter(isCoded));
    await this.#byAddress(free.filter((customer) => !isCoded(customer)));
  }

  async #readMemory(customers: readonly Customer[]): Promise<void> {
    const ids = customers.map(({ order }) => keyOf(order));
    for (const [id, link] of await this.#context.links.find(LINKS.account, ids)) this.#remembered.set(id, link);
    for (const customer of customers) {
      const link = this.#remembered.get(keyOf(customer.order));
      const exactId = this.#linkOf(customer);
      if (exactId !== undefined && !isGuid(exactId)) this.#settle(customer, gone(customer));
      else if (link !== undefined && link.exactId === exactId && link.fingerprint === customer.mapped.fingerprint)
        this.#settle(customer, { kind: 'unchanged', exactId });
    }
  }

  /** A link that a person entered wins over what we remember. */
  #linkOf({ order }: Customer): string | undefined {
    const entered = plainText(order.Account?.Exact_Id__c).trim().toLowerCase();
    return entered === '' ? this.#remembered.get(keyOf(order))?.exactId : entered;
  }

  /**
   * A customer who may have to be made is made by one job at a time, over all instances: otherwise two orders of a new customer
   * make two. Claimed before Exact is asked, by account and by address; who comes second finds what the first has made.
   */
  async #withoutBusy(unlinked: readonly Customer[]): Promise<readonly Customer[]> {
    if (unlinked.length === 0) return [];
    const held = await this.#context.claims.take(unlinked.flatMap(claimsOf));
    const isHeld = (customer: Customer): boolean => claimsOf(customer).every((claim) => held.has(claim));
    for (const customer of unlinked) if (!isHeld(customer)) this.#settle(customer, busy(customer));
    return unlinked.filter(isHeld);
  }

  async #byLink(linked: readonly Customer[]): Promise<void> {
    const ids = linked.flatMap((customer) => this.#linkOf(customer) ?? []);
    const accounts = ids.length === 0 ? [] : await this.#context.exact.findAny(ACCOUNTS, 'ID', 'guid', ids);
    const byId = new Map(accounts.map((account) => [account.id.toLowerCase(), account]));
    // The one whose field says so is the owner: nobody else can have the id in that field.
    const remembered = linked.filter(({ order }) => order.Account?.Exact_Id__c == null);
    const hits = await this.#hits(remembered.flatMap((customer) => byId.get(this.#linkOf(customer) ?? '') ?? []));
    for (const customer of linked) {
      const account = byId.get(this.#linkOf(customer) ?? '');
      const isOwner = customer.order.Account?.Exact_Id__c != null;
      if (account === undefined) this.#settle(customer, gone(customer));
      else this.#settle(customer, found(account, 'link', isOwner ? undefined : hits(account, customer).linkedTo));
    }
  }

  async #byCode(coded: readonly Customer[]): Promise<void> {
    if (coded.length === 0) return;
    const codes = coded.map(({ order }) => paddedAccountCode(codeOf(order)));
    const accounts = await this.#context.exact.findAny(ACCOUNTS, 'Code', 'text', codes);
    const hits = await this.#hits(accounts);
    for (const customer of coded) {
      const account = accounts.find(({ code }) => code === codeOf(customer.order));
      if (account === undefined) this.#settle(customer, gone(customer));
      else this.#settle(customer, found(account, 'code', hits(account, customer).linkedTo));
    }
  }

  /** By e-mail address, unless a person said that the account gets a debtor of its own: that one bears our key. */
  async #byAddress(customers: readonly Customer[]): Promise<void> {
    if (customers.length === 0) return;
    const ids = customers.map(({ order }) => keyOf(order));
    const own = await this.#context.links.find(LINKS.ownDebtor, ids);
    const isOwn = ({ order }: Customer): boolean => own.has(keyOf(order));
    await this.#byKey(customers.filter(isOwn));
    const rest = customers.filter((customer) => !isOwn(customer));
    for (const customer of rest) if (customer.mapped.email === '') this.#settle(customer, withoutEmail(customer));
    await this.#byEmail(rest.filter(({ mapped }) => mapped.email !== ''));
  }

  async #byKey(customers: readonly Customer[]): Promise<void> {
    if (customers.length === 0) return;
    const keys = customers.map(({ order }) => searchCodeOf(keyOf(order)));
    const made = await this.#context.exact.findAny(ACCOUNTS, 'SearchCode', 'text', keys);
    for (const customer of customers) {
      const account = made.find(({ searchCode }) => searchCode === searchCodeOf(keyOf(customer.order)));
      this.#settle(customer, account === undefined ? { kind: 'new' } : found(account, 'link', undefined));
    }
  }

  async #byEmail(customers: readonly Customer[]): Promise<void> {
    if (customers.length === 0) return;
    const accounts = await this.#context.exact.findAny(ACCOUNTS, 'Email', 'text', customers.map(emailOf));
    const hits = await this.#hits(accounts);
    const unknown: Customer[] = [];
    for (const customer of customers) {
      const own = accounts.filter(({ email }) => (email ?? '').toLowerCase() === emailOf(customer).toLowerCase());
      const hit = own.map((account) => hits(account, customer));
      if (hit.length === 0) unknown.push(customer);
      else this.#settle(customer, debtorByEmail(customer.order, customer.mapped, hit));
    }
    await this.#byContact(unknown);
  }

  /** The address may stand on a contact only: one call more, and one for its account. */
  async #byContact(customers: readonly Customer[]): Promise<void> {
    if (customers.length === 0) return;
    const contacts = await this.#context.exact.findAny(CONTACTS, 'Email', 'text', customers.map(emailOf));
    this.seenContacts.push(...contacts);
    const ids = contacts.map(({ account }) => account);
    const accounts = ids.length === 0 ? [] : await this.#context.exact.findAny(ACCOUNTS, 'ID', 'guid', ids);
    const hits = await this.#hits(accounts);
    const makers = new Map<string, string>();
    for (const customer of customers) {
      const address = emailOf(customer).toLowerCase();
      const owners = new Set(
        contacts.filter(({ email }) => (email ?? '').toLowerCase() === address).map(({ account }) => account.toLowerCase()),
      );
      const own = accounts.filter(({ id }) => owners.has(id.toLowerCase()));
      const debtor = debtorByContact(
        customer.order,
        customer.mapped,
        own.map((account) => hits(account, customer)),
      );
      const maker = makers.get(address) ?? keyOf(customer.order);
      if (debtor.kind === 'new') makers.set(address, maker);
      // Two accounts share an address that is new in Exact: the first makes its debtor, the second sees it a moment later.
      this.#settle(customer, debtor.kind === 'new' && maker !== keyOf(customer.order) ? busy(customer) : debtor);
    }
  }

  async #hits(accounts: readonly ExactAccount[]): Promise<(account: ExactAccount, customer: Customer) => Hit> {
    const owners = await otherOwners(this.#context, accounts);
    return (account, { order }) => ({
      account,
      linkedTo: owners.get(account.id.toLowerCase())?.find(({ id }) => id !== order.AccountId)?.name,
    });
  }

  #isSettled({ order }: Customer): boolean {
    return this.#debtors.has(keyOf(order));
  }

  /** A debtor that nobody has is given to one account: the next sees a moment later whose it is. */
  #settle(customer: Customer, debtor: Debtor): void {
    const key = keyOf(customer.order);
    const isGiven = debtor.kind === 'found' && debtor.by !== 'link' && debtor.sharedWith === undefined;
    const taker = (isGiven ? this.#takers.get(debtor.account.id) : undefined) ?? key;
    if (isGiven) this.#takers.set(debtor.account.id, taker);
    this.#debtors.set(key, taker === key ? debtor : busy(customer));
  }
}

function found(account: ExactAccount, by: 'link' | 'code', sharedWith: string | undefined): Debtor {
  return { kind: 'found', account, by, sharedWith };
}

function gone({ order }: Customer): Debtor {
  const code = codeOf(order);
  const debtor = code === '' ? phrase('a_debtor') : phrase('debtor_with_code', { code });
  const params = { customer: order.Account?.Name ?? '', debtor };
  return problem(new TandemError('customer_gone', params, { field: 'Exact_Code__c', recordId: order.Id }));
}

function busy({ order, mapped }: Customer): Debtor {
  return problem(new TandemError('record_busy', { record: mapped.name }, { recordId: order.Id }));
}

function withoutEmail({ order, mapped }: Customer): Debtor {
  return problem(new TandemError('customer_without_email', { customer: mapped.name }, { field: 'Email', recordId: order.Id }));
}

function problem(error: TandemError): Debtor {
  return { kind: 'problem', problem: error };
}

/** Claims hold no personal data. */
function claimsOf(customer: Customer): string[] {
  const names = [keyOf(customer.order), ...(emailOf(customer) === '' ? [] : [emailOf(customer)])];
  return names.map((name) => customerClaim(name));
}

/** The claim on making or choosing a debtor, by account id or by e-mail address. */
export function customerClaim(name: string): string {
  return `customer-${createHash('sha256').update(name.toLowerCase()).digest('base64url')}`;
}

/** An order without an account is a customer of its own. */
function keyOf(order: OrderRow): string {
  return order.AccountId ?? order.Id;
}

function emailOf({ mapped }: Customer): string {
  return mapped.email;
}

function codeOf(order: OrderRow): string {
  return plainText(order.Account?.['Exact_Code__c']).trim();
}

function pair<Value>(key: string, value: Value | undefined): [string, Value][] {
  return value === undefined ? [] : [[key, value]];
}

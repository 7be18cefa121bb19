import { ACCOUNTS, CONTACTS, isGuid, paddedAccountCode, type ExactAccount, type ExactContact } from '../../../exact/index.ts';
import { plainText } from '../../../mapping/index.ts';
import type { FlowContext, RememberedLink } from '../../flow.ts';
import { eachInTurn, inTurns } from '../../turns.ts';
import { customerKey, isShown } from '../customer.ts';
import { LINKS, searchCodeOf } from '../keys.ts';
import type { Customer, CustomerSettings, Debtor, MatchKey, Remembered } from '../types.ts';
import { mapCustomer } from '../values.ts';
import { debtorByContact, debtorByEmail, type Hit } from './by-address.ts';
import { debtorByNumber, NUMBER_KEYS, spellings, valueOf, type NumberKey } from './by-number.ts';
import { contestedDebtors } from '../merges/index.ts';
import { claimsOf, namesOf, type SoughtCustomer } from './claims.ts';
import { readDebtors } from './known-debtors.ts';
import { otherOwners } from './owners.ts';
import { busy, codeOf, found, gone, merged, unclear, withoutEmail } from './verdicts.ts';

/** Where the settings name none. */
const USUAL_KEYS: readonly MatchKey[] = ['email', 'contact'];

/**
 * Looks for the debtors of customers: by link, by debtor code, then by what the settings name: numbers, e-mail address, that of a contact. A remembered
 * fingerprint that still fits spares the look. All records of one account get one debtor, whoever asks.
 */
export class DebtorSearch {
  /** Contacts that were met on the way. */
  readonly seenContacts: ExactContact[] = [];
  readonly #context: FlowContext;
  readonly #settings: CustomerSettings;
  readonly #debtors = new Map<string, Debtor>();
  readonly #remembered = new Map<string, RememberedLink>();
  /** Which account of the batch was given a debtor that nobody had, by id in Exact. */
  readonly #takers = new Map<string, string>();

  constructor(context: FlowContext, settings: CustomerSettings) {
    this.#context = context;
    this.#settings = settings;
  }

  /** By asking record. */
  async find(customers: readonly Customer[]): Promise<ReadonlyMap<string, Debtor>> {
    const firsts = new Map<string, Customer>();
    for (const customer of customers) if (!firsts.has(customerKey(customer))) firsts.set(customerKey(customer), customer);
    const sought = await inTurns(eachInTurn(firsts.values(), (customer) => this.#sought(customer)));
    if (sought.length > 0) await this.#findAll(sought);
    return new Map(customers.flatMap((customer) => pair(customer.record.id, this.#debtors.get(customerKey(customer)))));
  }

  /** What the debtor of a customer rests on without having been looked at. */
  rememberedFor(customer: Customer): readonly Remembered[] {
    const key = customerKey(customer);
    const link = this.#debtors.get(key)?.kind === 'unchanged' ? this.#remembered.get(key) : undefined;
    return link === undefined ? [] : [{ entity: LINKS.account, link }];
  }

  #sought(customer: Customer): SoughtCustomer {
    return { ...customer, key: customerKey(customer), mapped: mapCustomer(customer, this.#settings) };
  }

  async #findAll(customers: readonly SoughtCustomer[]): Promise<void> {
    await this.#recall(customers);
    await this.#byMerges(customers);
    this.#settleKnown(customers.filter((customer) => !this.#isSettled(customer)));
    const unlinked = customers.filter((customer) => !this.#isSettled(customer) && this.#linkOf(customer) === undefined);
    const held = await this.#withoutBusy(unlinked);
    // Somebody else may have made it between our first look and the claim.
    if (held.length > 0) {
      await this.#recall(held);
      this.#settleKnown(held);
    }
    const open = customers.filter((customer) => !this.#isSettled(customer));
    await this.#byLink(open.filter((customer) => this.#linkOf(customer) !== undefined));
    const free = held.filter((customer) => this.#linkOf(customer) === undefined);
    const isCoded = (customer: SoughtCustomer): boolean => codeOf(customer) !== '';
    await this.#byCode(free.filter(isCoded));
    await this.#byAddress(free.filter((customer) => !isCoded(customer)));
  }

  async #recall(customers: readonly SoughtCustomer[]): Promise<void> {
    const ids = customers.map(({ key }) => key);
    for (const [id, link] of await this.#context.links.find(LINKS.account, ids)) this.#remembered.set(id, link);
  }

  /**
   * What merges left behind: of several debtors that are there a person takes one, and a single one is the customer's. One call where there is
   * something to decide.
   */
  async #byMerges(customers: readonly SoughtCustomer[]): Promise<void> {
    const { links } = this.#context;
    const contested = await contestedDebtors(
      this.#context,
      customers.map(({ key }) => key),
    );
    const open = customers.flatMap((customer) => {
      const others = [...(contested.get(customer.key) ?? []), ...(customer.account?.rivals ?? [])].map((id) => id.toLowerCase());
      const link = this.#linkOf(customer);
      const ids = [...new Set([...(link === undefined ? [] : [link]), ...others])].filter(isGuid);
      return others.length === 0 || (ids.length === 1 && ids[0] === link) ? [] : [{ customer, ids, link }];
    });
    const undecided = new Set(open.map(({ customer }) => customer.key));
    const over = [...contested.keys()].filter((key) => !undecided.has(key));
    const standing = await readDebtors(this.#context, [...new Set(open.flatMap(({ ids }) => ids))]);
    const hits = await this.#hits([...standing.values()]);
    for (const { customer, ids, link } of open) {
      const [only, ...others] = ids.flatMap((id) => standing.get(id) ?? []);
      if (only === undefined) over.push(customer.key);
      else if (others.length > 0) this.#settle(customer, merged(customer, [only, ...others]));
      else if (only.ID.toLowerCase() !== link) this.#settle(customer, found(only, 'link', hits(only, customer).linkedTo));
    }
    if (over.length > 0) await links.forget(LINKS.contested, over);
  }

  #settleKnown(customers: readonly SoughtCustomer[]): void {
    for (const customer of customers) {
      const link = this.#remembered.get(customer.key);
      const exactId = this.#linkOf(customer);
      const { misplaced } = customer.account ?? {};
      if (misplaced !== undefined && misplaced.division !== this.#context.division) this.#settle(customer, unclear(customer));
      else if (exactId !== undefined && !isGuid(exactId)) this.#settle(customer, gone(customer));
      else if (link !== undefined && link.exactId === exactId && isSent(customer, link))
        this.#settle(customer, { kind: 'unchanged', exactId });
    }
  }

  /** A link that a person entered wins over what we remember. */
  #linkOf({ account, key }: SoughtCustomer): string | undefined {
    const entered = plainText(account?.Exact_Id__c).trim().toLowerCase();
    return entered === '' ? this.#remembered.get(key)?.exactId : entered;
  }

  /**
   * A customer who may have to be made is made by one job at a time, over all instances: otherwise two records of a new customer
   * make two. Claimed before Exact is asked, by account and by address; who comes second finds what the first has made.
   */
  async #withoutBusy(unlinked: readonly SoughtCustomer[]): Promise<readonly SoughtCustomer[]> {
    if (unlinked.length === 0) return [];
    const held = await this.#context.claims.take(unlinked.flatMap(claimsOf));
    const isHeld = (customer: SoughtCustomer): boolean => claimsOf(customer).every((claim) => held.has(claim));
    for (const customer of unlinked) if (!isHeld(customer)) this.#settle(customer, busy(customer));
    return unlinked.filter(isHeld);
  }

  async #byLink(linked: readonly SoughtCustomer[]): Promise<void> {
    const ids = linked.flatMap((customer) => this.#linkOf(customer) ?? []);
    const accounts = ids.length === 0 ? [] : await this.#context.exact.findAny(ACCOUNTS, 'ID', 'guid', ids);
    const byId = new Map(accounts.map((account) => [account.ID.toLowerCase(), account]));
    // The one whose field says so is the owner: nobody else can have the id in that field.
    const remembered = linked.filter(({ account }) => account?.Exact_Id__c == null);
    const hits = await this.#hits(remembered.flatMap((customer) => byId.get(this.#linkOf(customer) ?? '') ?? []));
    for (const customer of linked) {
      const account = byId.get(this.#linkOf(customer) ?? '');
      const isOwner = customer.account?.Exact_Id__c != null;
      if (account === undefined) this.#settle(customer, gone(customer));
      else this.#settle(customer, found(account, 'link', isOwner ? undefined : hits(account, customer).linkedTo));
    }
  }

  async #byCode(coded: readonly SoughtCustomer[]): Promise<void> {
    if (coded.length === 0) return;
    const codes = coded.map((customer) => paddedAccountCode(codeOf(customer)));
    const accounts = await this.#context.exact.findAny(ACCOUNTS, 'Code', 'text', codes);
    const hits = await this.#hits(accounts);
    for (const customer of coded) {
      const account = accounts.find(({ Code: code }) => code === codeOf(customer));
      if (account === undefined) this.#settle(customer, gone(customer));
      else this.#settle(customer, found(account, 'code', hits(account, customer).linkedTo));
    }
  }

  /** By e-mail address, unless a person said that the account gets a debtor of its own: that one bears our key. */
  async #byAddress(customers: readonly SoughtCustomer[]): Promise<void> {
    if (customers.length === 0) return;
    const ids = customers.map(({ key }) => key);
    const own = await this.#context.links.find(LINKS.ownDebtor, ids);
    const isOwn = ({ key }: SoughtCustomer): boolean => own.has(key);
    await this.#byKey(customers.filter(isOwn));
    let rest = customers.filter((customer) => !isOwn(customer));
    for (const key of this.#settings.match ?? USUAL_KEYS) {
      await this.#byMatch(key, rest);
      rest = rest.filter((customer) => !this.#isSettled(customer));
    }
    this.#makeOrAsk(rest);
  }

  async #byMatch(key: MatchKey, customers: readonly SoughtCustomer[]): Promise<void> {
    const mailed = customers.filter(({ mapped }) => mapped.email !== '');
    if (key === 'email') await this.#byEmail(mailed);
    else if (key === 'contact') await this.#byContact(mailed);
    else await this.#byNumber(key, customers);
  }

  /** Those whom nothing found are new. Two that share an address or a number: the first makes its debtor, the second sees it a moment later. */
  #makeOrAsk(customers: readonly SoughtCustomer[]): void {
    const makers = new Map<string, string>();
    for (const customer of customers) {
      if (customer.mapped.email === '') {
        this.#settle(customer, withoutEmail(customer));
        continue;
      }
      const names = namesOf(customer);
      const isFirst = names.every((name) => (makers.get(name) ?? customer.key) === customer.key);
      for (const name of isFirst ? names : []) makers.set(name, customer.key);
      this.#settle(customer, isFirst ? { kind: 'new' } : busy(customer));
    }
  }

  async #byNumber(key: NumberKey, customers: readonly SoughtCustomer[]): Promise<void> {
    const { field, fits } = NUMBER_KEYS[key];
    const values = customers.flatMap(({ mapped }) => spellings(valueOf(mapped, field)));
    if (values.length === 0) return;
    const accounts = await this.#context.exact.findAny(ACCOUNTS, field, 'text', [...new Set(values)]);
    const hits = await this.#hits(accounts);
    for (const customer of customers) {
      const own = accounts.filter((account) => fits(account, customer.mapped)).map((account) => hits(account, customer));
      const debtor = debtorByNumber(customer, customer.mapped, key, own);
      if (debtor !== undefined) this.#settle(customer, debtor);
    }
  }

  async #byKey(customers: readonly SoughtCustomer[]): Promise<void> {
    if (customers.length === 0) return;
    const keys = customers.map(({ key }) => searchCodeOf(key));
    const made = await this.#context.exact.findAny(ACCOUNTS, 'SearchCode', 'text', keys);
    for (const customer of customers) {
      const account = made.find(({ SearchCode: searchCode }) => searchCode === searchCodeOf(customer.key));
      this.#settle(customer, account === undefined ? { kind: 'new' } : found(account, 'link', undefined));
    }
  }

  async #byEmail(customers: readonly SoughtCustomer[]): Promise<void> {
    if (customers.length === 0) return;
    const accounts = await this.#context.exact.findAny(ACCOUNTS, 'Email', 'text', customers.map(emailOf));
    const hits = await this.#hits(accounts);
    for (const customer of customers) {
      const own = accounts.filter(({ Email: email }) => (email ?? '').toLowerCase() === emailOf(customer).toLowerCase());
      const hit = own.map((account) => hits(account, customer));
      if (hit.length > 0) this.#settle(customer, debtorByEmail(customer, customer.mapped, hit));
    }
  }

  /** The address may stand on a contact only: one call more, and one for its account. */
  async #byContact(customers: readonly SoughtCustomer[]): Promise<void> {
    if (customers.length === 0) return;
    const contacts = await this.#context.exact.findAny(CONTACTS, 'Email', 'text', customers.map(emailOf));
    this.seenContacts.push(...contacts);
    const ids = contacts.map(({ Account: account }) => account);
    const accounts = ids.length === 0 ? [] : await this.#context.exact.findAny(ACCOUNTS, 'ID', 'guid', ids);
    const hits = await this.#hits(accounts);
    for (const customer of customers) {
      const address = emailOf(customer).toLowerCase();
      const owners = new Set(
        contacts
          .filter(({ Email: email }) => (email ?? '').toLowerCase() === address)
          .map(({ Account: account }) => account.toLowerCase()),
      );
      const own = accounts.filter(({ ID: id }) => owners.has(id.toLowerCase()));
      const debtor = debtorByContact(
        customer,
        customer.mapped,
        own.map((account) => hits(account, customer)),
      );
      if (debtor.kind !== 'new') this.#settle(customer, debtor);
    }
  }

  async #hits(accounts: readonly ExactAccount[]): Promise<(account: ExactAccount, customer: SoughtCustomer) => Hit> {
    const owners = await otherOwners(this.#context, accounts);
    return (account, { accountId }) => ({
      account,
      linkedTo: owners.get(account.ID.toLowerCase())?.find(({ id }) => id !== accountId)?.name,
    });
  }

  #isSettled({ key }: SoughtCustomer): boolean {
    return this.#debtors.has(key);
  }

  /** A debtor that nobody has is given to one account: the next sees a moment later whose it is. */
  #settle(customer: SoughtCustomer, debtor: Debtor): void {
    const { key } = customer;
    const isGiven = debtor.kind === 'found' && debtor.by !== 'link' && debtor.sharedWith === undefined;
    const taker = (isGiven ? this.#takers.get(debtor.account.ID) : undefined) ?? key;
    if (isGiven) this.#takers.set(debtor.account.ID, taker);
    this.#debtors.set(key, taker === key ? debtor : busy(customer));
  }
}

/** What Salesforce has was sent, and it was told of it: one that was not is looked at, to tell it everything. */
function isSent(customer: SoughtCustomer, { fingerprint }: RememberedLink): boolean {
  // What was brought of a debtor may say that it is blocked: whether it still is, only a look can tell.
  return fingerprint === customer.mapped.fingerprint && isShown(customer) && customer.account?.['Exact_Blocked__c'] !== true;
}

function emailOf({ mapped }: SoughtCustomer): string {
  return mapped.email;
}

function pair<Value>(key: string, value: Value | undefined): [string, Value][] {
  return value === undefined ? [] : [[key, value]];
}

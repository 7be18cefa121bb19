import { countryNameOf } from '../../../simulators/data/countries.ts';
import type { StoredRow } from '../../../simulators/data/index.ts';
import type { World } from '../support/world.ts';
import { idIn, textIn } from './books.ts';
import { Differences } from './differences.ts';

/** Whose word counts in the company that is audited, as its settings say. */
export const OWNERS = {
  name: 'both',
  address: 'both',
  phone: 'both',
  vatNumber: 'both',
  website: 'salesforce',
  chamberNumber: 'exact',
  paymentCondition: 'exact',
} as const;

type Topic = keyof typeof OWNERS;
/** What one side says of a customer, however it spells it. */
type Said = Readonly<Record<Topic, string>>;

/** A customer on both sides. */
interface Pair {
  readonly name: string;
  readonly debtorId: string;
  readonly account: Said;
  readonly debtor: Said;
}

/** All customers at a moment. */
export interface Customers {
  /** Those on both sides, by the id of their account in Salesforce. */
  readonly pairs: ReadonlyMap<string, Pair>;
  readonly accounts: readonly StoredRow[];
  readonly debtors: readonly StoredRow[];
  /** Accounts in Salesforce that were to be sent an order of. */
  readonly buyers: ReadonlySet<string>;
}

const TOPICS = Object.keys(OWNERS) as readonly Topic[];
const TERMS: Readonly<Record<string, string>> = { '14 days': '14', '30 days': '30' };
const COUNTRIES = new Map(
  ['NL', 'BE', 'DE', 'FR', 'GB'].flatMap((code) => [code, countryNameOf(code)].map((name) => [name, code] as const)),
).set('Nederland (NL)', 'NL');

export async function readCustomers(world: World): Promise<Customers> {
  const debtors = await world.exact.rows(world.division, 'crm/Accounts');
  const accounts = await world.salesforce.rows('Account');
  const byId = new Map(debtors.map((row) => [idIn(row), row]));
  const pairs = accounts.flatMap((row): [string, Pair][] => {
    const debtorId = idIn(row, 'Exact_Id__c');
    const debtor = byId.get(debtorId);
    if (debtor === undefined) return [];
    const pair = { name: textIn(row, 'Name'), debtorId, account: saidInSalesforce(row), debtor: saidInExact(debtor) };
    return [[textIn(row, 'Id'), pair]];
  });
  const activated = (await world.salesforce.rows('Order')).filter((row) => row['Status'] !== 'Draft');
  return { pairs: new Map(pairs), accounts, debtors, buyers: new Set(activated.map((row) => textIn(row, 'AccountId'))) };
}

/**
 * Customers after people worked on both sides and everything was brought: what each side said before (`agreed`), what people made of it
 * (`worked`), and what stands now.
 */
export function auditCustomers(agreed: Customers, worked: Customers, now: Customers): readonly string[] {
  const differences = new Differences('customers');
  for (const [accountId, pair] of now.pairs) {
    const [before, changed] = [agreed.pairs.get(accountId), worked.pairs.get(accountId)];
    for (const topic of TOPICS) {
      const what = `${topic} of ${pair.name}`;
      if (isSaid(topic, before, changed)) differences.text(`${what} on both sides`, pair.account[topic], pair.debtor[topic]);
      const wanted = before === undefined || changed === undefined ? undefined : wantedOf(topic, before, changed);
      if (wanted !== undefined) differences.text(`${what} as its owner wants it`, pair.account[topic], wanted);
    }
  }
  for (const [accountId, { name }] of worked.pairs) differences.fact(`${name} is linked no more`, now.pairs.has(accountId));
  return [...differences.found, ...auditDebtors(worked, now)];
}

/** Customers of which something was changed to different values on both sides: a person is told of each. */
export function conflictsOf(agreed: Customers, worked: Customers): ReadonlySet<string> {
  const conflicted = [...worked.pairs].filter(([accountId, changed]) => {
    const before = agreed.pairs.get(accountId);
    return before !== undefined && TOPICS.some((topic) => isConflict(topic, before, changed));
  });
  return new Set(conflicted.map(([accountId]) => accountId));
}

/** Of what is Salesforce's alone Exact is told when it changes there: until then, and of nothing, it keeps what somebody made of it. */
function isSaid(topic: Topic, before: Pair | undefined, changed: Pair | undefined): boolean {
  if (OWNERS[topic] !== 'salesforce') return true;
  const said = changed?.account[topic] ?? '';
  return said !== '' && said !== before?.account[topic];
}

/** A debtor is made for who orders and for nobody else, once. */
function auditDebtors(worked: Customers, now: Customers): readonly string[] {
  const differences = new Differences('debtors');
  const before = new Set(worked.debtors.map((row) => idIn(row)));
  const accountsOf = Map.groupBy(now.pairs, ([, { debtorId }]) => debtorId);
  for (const debtor of now.debtors) {
    const name = textIn(debtor, 'Name');
    const [own, ...others] = accountsOf.get(idIn(debtor)) ?? [];
    differences.fact(`${name} is the debtor of several accounts`, others.length === 0);
    if (before.has(idIn(debtor))) continue;
    differences.fact(`${name} was made for nobody who ordered`, own !== undefined && now.buyers.has(own[0]));
  }
  return differences.found;
}

/** What stands on both sides in the end; undefined where nobody can tell. */
function wantedOf(topic: Topic, before: Pair, changed: Pair): string | undefined {
  if (OWNERS[topic] === 'exact') return changed.debtor[topic];
  if (OWNERS[topic] === 'salesforce') return changed.account[topic];
  if (changed.account[topic] !== before.account[topic]) return changed.account[topic];
  if (changed.debtor[topic] !== before.debtor[topic]) return changed.debtor[topic];
  return before.account[topic];
}

function isConflict(topic: Topic, before: Pair, { account, debtor }: Pair): boolean {
  const isChanged = account[topic] !== before.account[topic] && debtor[topic] !== before.debtor[topic];
  return OWNERS[topic] === 'both' && isChanged && account[topic] !== debtor[topic];
}

function saidInSalesforce(account: StoredRow): Said {
  const street = textIn(account, 'BillingStreet').split(/\r?\n/);
  const country = textIn(account, 'BillingCountry');
  return {
    name: textIn(account, 'Name'),
    address: addressOf([
      ...street,
      textIn(account, 'BillingPostalCode'),
      textIn(account, 'BillingCity'),
      COUNTRIES.get(country) ?? country,
    ]),
    phone: phoneOf(textIn(account, 'Phone')),
    website: textIn(account, 'Website'),
    vatNumber: barely(textIn(account, 'Vat_Number__c')),
    chamberNumber: barely(textIn(account, 'Chamber_Of_Commerce__c')),
    paymentCondition: TERMS[textIn(account, 'Payment_Condition__c')] ?? textIn(account, 'Payment_Condition__c'),
  };
}

function saidInExact(debtor: StoredRow): Said {
  const parts = ['AddressLine1', 'AddressLine2', 'AddressLine3', 'Postcode', 'City', 'Country'];
  return {
    name: textIn(debtor, 'Name'),
    address: addressOf(parts.map((part) => textIn(debtor, part))),
    phone: phoneOf(textIn(debtor, 'Phone')),
    website: textIn(debtor, 'Website'),
    vatNumber: barely(textIn(debtor, 'VATNumber')),
    chamberNumber: barely(textIn(debtor, 'ChamberOfCommerce')),
    paymentCondition: textIn(debtor, 'PaymentConditionSales'),
  };
}

function addressOf(parts: readonly string[]): string {
  return parts.filter((part) => part !== '').join(', ');
}

/** The digits of a number with its country. */
function phoneOf(text: string): string {
  return text.replaceAll(/\D/g, '').replace(/^00/, '');
}

/** Letters and digits alone. */
function barely(text: string): string {
  return text.replaceAll(/[^\p{L}\p{N}]/gu, '').toUpperCase();
}

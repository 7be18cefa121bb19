import { phrase, TandemError } from '../../errors/index.ts';
import type { LinkRow } from '../../links/index.ts';
import { isFurtherDivision, plainText } from '../../mapping/index.ts';
import { soqlIn, soqlName } from '../../salesforce/index.ts';
import { isWanted } from '../condition.ts';
import {
  ACCOUNT,
  accountFields,
  accountsInDivision,
  CONTACT,
  CONTACT_FIELDS,
  contactsInDivision,
  customerOf,
  customerRowsQuery,
  customerScope,
  furtherPersons,
  rememberedDebtors,
  resolveCustomers,
  type AccountRow,
  type ContactRow,
  type Customer,
  type FurtherPerson,
} from '../customers/index.ts';
import type { FlowBatch, FlowContext } from '../flow.ts';
import { today } from '../today.ts';
import { DEBTOR_SETTINGS, type DebtorsConfiguration } from './settings.ts';
import type { DebtorInput, DebtorsInput } from './types.ts';

interface BatchOptions {
  readonly cursors?: Readonly<Record<string, string>>;
  readonly isExplicit?: boolean;
  readonly recordIds?: readonly string[];
}

/** Puts the debtors of Exact next to accounts of Salesforce, a batch at a time. */
export class DebtorReader {
  readonly context: FlowContext;
  readonly #settings: DebtorsConfiguration;

  constructor(context: FlowContext) {
    this.context = context;
    this.#settings = DEBTOR_SETTINGS.of(context.configuration);
  }

  /** A batch of these accounts. `isExplicit`: a person chose them, and is told of those that are left out. */
  async batch(ids: readonly string[], { cursors = {}, isExplicit = false, recordIds }: BatchOptions = {}) {
    const { context } = this;
    const customers = ids.length === 0 ? [] : await this.#customers([...new Set(ids)]);
    const remembered = await rememberedDebtors(context, customers);
    const judged = customers.map((customer) => ({
      customer,
      leftOut: this.#reasonToLeaveOut(customer, remembered.has(customer.accountId ?? '')),
    }));
    const kept = judged.filter(({ leftOut }) => leftOut === undefined).map(({ customer }) => customer);
    const resolved = await resolveCustomers(context, kept, this.#settings);
    const further = await this.#further(kept.map((customer) => ({ customer, debtor: resolved.get(customer.record.id)?.debtor })));
    const debtors = judged.flatMap(({ customer, leftOut }): DebtorInput[] => {
      if (leftOut !== undefined && !isExplicit && leftOut.code === NOT_THERE) return [];
      return [
        {
          customer,
          leftOut,
          debtor: undefined,
          ...resolved.get(customer.record.id),
          knownAddress: undefined,
          further: further.get(customer.accountId ?? '') ?? [],
        },
      ];
    });
    return {
      input: { debtors, facts: await this.#facts(kept) },
      cursors,
      followUps: [],
      recordIds: recordIds ?? debtors.map(({ customer }) => customer.record.id),
    } satisfies FlowBatch<DebtorsInput>;
  }

  /** One composite call: accounts, their contacts, and in a further division the rows of their links. */
  async #customers(ids: readonly string[]): Promise<Customer[]> {
    const { salesforce, configuration, division } = this.context;
    const features = await salesforce.features();
    const named = (name: string): string[] => this.#named(name);
    const fields = [...new Set(accountFields(named(ACCOUNT.name), features))].map(soqlName).join(', ');
    const ofContact = [...new Set([...CONTACT_FIELDS, ...named(CONTACT.name)])].map(soqlName).join(', ');
    const [accounts = [], contacts = [], rows = []] = await salesforce.queryMany([
      `SELECT ${fields} FROM Account WHERE ${soqlIn('Id', ids)} ORDER BY Name`,
      `SELECT ${ofContact} FROM Contact WHERE ${soqlIn('AccountId', ids)} ORDER BY CreatedDate, Id`,
      ...(isFurtherDivision(configuration, division) ? [customerRowsQuery(division, `(${ids.map(quoted).join(', ')})`)] : []),
    ]);
    const links = rows as LinkRow[];
    const seen = await accountsInDivision(this.context, accounts as AccountRow[], links);
    const persons = Map.groupBy(
      contactsInDivision(this.context, contacts as ContactRow[], links),
      ({ AccountId }) => AccountId ?? '',
    );
    return [...seen.values()].map((account) =>
      customerOf({
        record: { id: account.Id, label: account.Name, day: '' },
        accountId: account.Id,
        account,
        named: undefined,
        contacts: persons.get(account.Id) ?? [],
        scope: {},
      }),
    );
  }

  async #further(customers: Parameters<typeof furtherPersons>[1]): Promise<ReadonlyMap<string, readonly FurtherPerson[]>> {
    return this.#settings.contacts === 'withEmail' ? furtherPersons(this.context, customers, this.#settings) : new Map();
  }

  #named(variable: string): string[] {
    const { rules, when, creates } = this.#settings;
    return [
      ...rules.map(({ formula }) => formula),
      ...(when === undefined ? [] : [when]),
      ...(creates === undefined ? [] : [creates]),
    ]
      .flatMap(({ references }) => references)
      .filter((reference) => reference.variable === variable)
      .map(({ field }) => field);
  }

  /** One without a debtor is left alone, unless the settings make debtors of such accounts. */
  #reasonToLeaveOut(customer: Customer, isRemembered: boolean): TandemError | undefined {
    const { when, creates } = this.#settings;
    const { account, record } = customer;
    // A condition reads the account alone: whose contact it is decides nothing.
    const scope = customerScope({ ...customer, contact: undefined });
    const asked = { scope, record: phrase('record_account', { account: record.label }) };
    const wanted = isWanted({ when, ...asked });
    if (wanted instanceof TandemError) return wanted;
    if (!wanted) return new TandemError(NOT_THERE);
    const isLinked = isRemembered || plainText(account?.Exact_Id__c ?? account?.['Exact_Code__c']) !== '';
    if (isLinked) return undefined;
    const isMade = creates !== undefined && isWanted({ when: creates, ...asked });
    if (isMade instanceof TandemError) return isMade;
    return isMade ? undefined : new TandemError(NOT_THERE);
  }

  async #facts(customers: readonly Customer[]): Promise<DebtorsInput['facts']> {
    const { division, exact, references } = this.context;
    const hasCondition = customers.some(({ account }) => plainText(account?.['Payment_Condition__c']).trim() !== '');
    return {
      division,
      host: exact.host,
      today: today(this.context),
      paymentConditions: hasCondition ? await references.paymentConditions() : undefined,
    };
  }
}

const NOT_THERE = 'account_not_in_exact';

function quoted(id: string): string {
  return `'${id}'`;
}

import { phrase, TandemError } from '../../errors/index.ts';
import { plainText } from '../../mapping/index.ts';
import { isWanted } from '../condition.ts';
import {
  ACCOUNT,
  CONTACT,
  contestedDebtors,
  customerScope,
  furtherPersons,
  readCustomers,
  rememberedDebtors,
  resolveCustomers,
  type Customer,
  type FurtherPerson,
  type NamedFields,
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
    const customers = ids.length === 0 ? [] : await readCustomers(context, [...new Set(ids)], this.#namedFields());
    const remembered = await rememberedDebtors(context, customers);
    const contested = await contestedDebtors(
      context,
      customers.flatMap(({ accountId }) => accountId ?? []),
    );
    const isKnown = (id: string): boolean => remembered.has(id) || contested.has(id);
    const judged = customers.map((customer) => ({
      customer,
      leftOut: this.#reasonToLeaveOut(customer, isKnown(customer.accountId ?? '')),
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

  async #further(customers: Parameters<typeof furtherPersons>[1]): Promise<ReadonlyMap<string, readonly FurtherPerson[]>> {
    return this.#settings.contacts === 'withEmail' ? furtherPersons(this.context, customers, this.#settings) : new Map();
  }

  #namedFields(): NamedFields {
    return { account: this.#named(ACCOUNT.name), contact: this.#named(CONTACT.name) };
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

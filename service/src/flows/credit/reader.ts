import { DEBTOR_CREDITS, ORDER_AMOUNTS } from '../../exact/index.ts';
import { LinkedAccounts } from '../customers/index.ts';
import type { FlowBatch, FlowContext } from '../flow.ts';
import { writableFields } from '../writable-fields.ts';
import type { Look } from './look.ts';
import { keepOrders, openOrdersOf } from './orders-in-step.ts';
import { AMOUNT_FIELDS, CREDIT_SETTINGS, TERM_FIELDS } from './settings.ts';
import type { CreditAccount, CreditsInput } from './types.ts';

/** Puts the accounts of Salesforce next to what Exact sent, a batch at a time. */
export class CreditReader {
  readonly context: FlowContext;
  readonly accounts: LinkedAccounts<CreditAccount>;
  /** Ids, in lower case, of debtors whose accounts were looked at. */
  readonly looked = new Set<string>();
  readonly #limits: CreditsInput['limits'];

  private constructor(context: FlowContext, limits: CreditsInput['limits']) {
    const { rules } = CREDIT_SETTINGS.of(context.configuration);
    // A field that the org lacks is a problem of the record that fills it.
    const ruled = rules.map(({ field }) => field).filter((field) => limits.has(field));
    this.context = context;
    this.#limits = limits;
    const read = [...AMOUNT_FIELDS, ...TERM_FIELDS, 'Exact_Open_Amount__c', 'Exact_Credit_Synced_At__c', ...ruled];
    this.accounts = new LinkedAccounts(context, read, CREDIT_SETTINGS.flow);
  }

  static async open(context: FlowContext): Promise<CreditReader> {
    return new CreditReader(context, writableFields(await context.salesforce.describe('Account')));
  }

  /** A batch of what was looked at. */
  async batch(
    look: Look,
    {
      cursors = {},
      recordIds,
    }: { readonly cursors?: Readonly<Record<string, string>>; readonly recordIds?: readonly string[] } = {},
  ): Promise<FlowBatch<CreditsInput>> {
    const changed = await keepOrders(this.context, look);
    const told = new Set([...changed, ...look.debtors.keys(), ...look.asked]);
    const accounts = await this.#accountsOf([...new Set([...told, ...look.owing])]);
    for (const debtorId of accounts.keys()) this.looked.add(debtorId);
    await this.#readDebtors(look, accounts);
    const orders = Map.groupBy(await openOrdersOf(this.context, [...accounts.keys()]), ({ debtorId }) => debtorId);
    const debtors = [...accounts].map(([debtorId, account]) => ({
      ...{ debtorId, account, debtor: look.debtors.get(debtorId) },
      orders: orders.get(debtorId) ?? [],
      isQuiet: !told.has(debtorId),
    }));
    return {
      input: { limits: this.#limits, debtors },
      cursors,
      followUps: [],
      recordIds: recordIds ?? debtors.map(({ debtorId }) => debtorId),
    };
  }

  /** Adds all that Exact has of the credit of these debtors: whatever else was remembered of their orders is over. */
  async addWhole(look: Look, debtorIds: readonly string[]): Promise<void> {
    const { exact, openOrders } = this.context;
    if (debtorIds.length === 0) return;
    look.addDebtors(await exact.findAny(DEBTOR_CREDITS, 'ID', 'guid', debtorIds));
    look.addOrders(await exact.findAny(ORDER_AMOUNTS, 'InvoiceTo', 'guid', debtorIds));
    for (const { orderId } of await openOrders.ofDebtors(debtorIds)) if (!look.orders.has(orderId)) look.goneOrders.add(orderId);
    for (const debtorId of debtorIds) look.asked.add(debtorId);
  }

  async #accountsOf(debtorIds: readonly string[]): Promise<ReadonlyMap<string, CreditAccount>> {
    const queries = this.accounts.queries(debtorIds);
    return queries.length === 0
      ? new Map()
      : this.accounts.byDebtor(await this.context.salesforce.queryMany<CreditAccount>(queries));
  }

  /** The credit line of an account that nobody looked at yet is not known, and a condition is about the debtor itself. */
  async #readDebtors(look: Look, accounts: ReadonlyMap<string, CreditAccount>): Promise<void> {
    const isConditional = CREDIT_SETTINGS.of(this.context.configuration).when !== undefined;
    const lacking = [...accounts].filter(
      ([debtorId, account]) =>
        account.isLed !== true && !look.debtors.has(debtorId) && (isConditional || account.Exact_Credit_Synced_At__c === null),
    );
    if (lacking.length === 0) return;
    const ids = lacking.map(([debtorId]) => debtorId);
    look.addDebtors(await this.context.exact.findAny(DEBTOR_CREDITS, 'ID', 'guid', ids));
  }
}

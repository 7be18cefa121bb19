import type { FlowContext, ReadRequest } from '../../flow.ts';
import { DIVISION, startStage, type Stage, type Walked } from '../../testing/stage.ts';
import { INVOICES } from '../index.ts';
import { enterInvoices, enterItem, enterLinkedDebtors, printInvoices, type LinkedDebtorMade } from './shop.ts';

type Fields = Readonly<Record<string, unknown>>;
type StageOptions = NonNullable<Parameters<typeof startStage>[0]>;
/** What the company in Exact and the org are like, besides what every test has. */
export interface DeskOptions {
  readonly company?: Partial<NonNullable<NonNullable<StageOptions['exact']>['divisions']>[number]>;
  readonly salesforce?: StageOptions['salesforce'];
  /** The company is not the default one: accounts are linked by rows. */
  readonly isFurther?: boolean;
}

/** Two systems with one item and one debtor whose account is linked, and the flow between them. */
export interface Desk {
  readonly stage: Stage;
  readonly item: string;
  readonly debtor: LinkedDebtorMade;
  walk(cursors?: Readonly<Record<string, string>>, invoices?: object): Promise<Walked>;
  ask(request: ReadRequest, mode?: 'apply' | 'plan', invoices?: object): Promise<Walked>;
  /** What the flow may use. */
  context(): Promise<FlowContext>;
  /** An invoice of the debtor with one line of so much, before it is entered. */
  invoiceOf(amount: number, fields?: Fields): Fields;
  /** Enters an invoice and processes it; its id in lower case. */
  printed(amount: number, fields?: Fields, day?: string): Promise<string>;
  /** Rows of Salesforce; of invoices without a name. */
  rows(object?: string): Promise<Fields[]>;
  /** The account of the debtor. */
  account(): Promise<Fields>;
}

export async function openDesk({ company = {}, salesforce = {}, isFurther = false }: DeskOptions = {}): Promise<Desk> {
  const own = { code: DIVISION, name: 'Holland BV', currency: 'EUR', country: 'NL', isMain: true, ...company };
  const stage = await startStage({ exact: { divisions: [own] }, salesforce });
  const item = await enterItem(stage, 'LAMP');
  const [debtor = { debtorId: '', accountId: '' }] = await enterLinkedDebtors(stage, ['ACME'], isFurther ? DIVISION : undefined);
  const document = (invoices: object): object => ({
    version: 1,
    divisions: isFurther ? [{ code: DIVISION + 1, default: true }, { code: DIVISION }] : [{ code: DIVISION, default: true }],
    flows: { invoices: { enabled: true, division: DIVISION, ...invoices } },
  });
  const invoiceOf = (amount: number, fields: Fields = {}): Fields => ({
    OrderedBy: debtor.debtorId,
    SalesInvoiceLines: [{ Item: item, Quantity: 1, NetPrice: amount }],
    ...fields,
  });
  const rows = (object = 'ExactInvoice__c'): Promise<Fields[]> => stage.salesforce.rows(object);
  return {
    ...{ stage, item, debtor, invoiceOf, rows },
    walk: (cursors = {}, invoices = {}) => stage.walk(INVOICES, document(invoices), { kind: 'changes', cursors, full: false }),
    context: () => stage.context(document({})),
    ask: (request, mode, invoices = {}) => stage.walk(INVOICES, document(invoices), request, mode),
    printed: async (amount, fields = {}, day) => {
      const [id = ''] = await enterInvoices(stage, [invoiceOf(amount, fields)]);
      await printInvoices(stage, [id], day);
      return id;
    },
    account: async () => {
      const found = (await rows('Account')).find(({ Id }) => Id === debtor.accountId);
      if (found === undefined) throw new Error('the account is gone');
      return found;
    },
  };
}

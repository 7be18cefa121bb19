import type { ExactAccount } from '../../../exact/index.ts';
import type { ContactRow } from '../../customers/index.ts';
import type { Operation } from '../../operation.ts';
import { SETS_FIELD } from '../../order-lines/index.ts';
import { planOrders } from '../plan.ts';
import { customerOfOrder } from '../customer.ts';
import { sourceOf } from '../sources/index.ts';
import { type ExactDocument, type ExactDocumentLine } from '../targets/index.ts';
import type { ExistingOrder, LineRow, OrderFacts, OrderInput, OrderRow } from '../types.ts';
import { CONFIGURATION } from '../../configuration.ts';

/** What an order is in Salesforce. */
export const SOURCE = sourceOf({ object: 'Order' });

const ITEM = 'aaaaaaaa-0000-4000-8000-000000000001';
export const DEBTOR = 'bbbbbbbb-0000-4000-8000-000000000001';
export const NOW = new Date('2026-11-24T10:00:00Z');

export const facts: OrderFacts = {
  division: 1,
  inFlightMs: 30_000,
  host: 'https://start.exactonline.nl',
  currency: 'EUR',
  hasMultiCurrency: false,
  language: 'en',
  today: '2026-11-24',
  vatCodes: undefined,
  paymentConditions: undefined,
  shippingMethods: undefined,
};

export function order(fields: Partial<OrderRow> = {}): OrderRow {
  return {
    Id: '801000000000001AAA',
    OrderNumber: '00000101',
    Status: 'Activated',
    StatusCode: 'Activated',
    AccountId: '001000000000001AAA',
    TotalAmount: 10,
    CreatedDate: '2026-11-24T09:00:00Z',
    ActivatedDate: '2026-11-24T09:00:00Z',
    SystemModstamp: '2026-11-24T09:00:00Z',
    Exact_Id__c: null,
    Exact_Number__c: null,
    [SETS_FIELD]: null,
    source: SOURCE,
    key: '00000101',
    dealId: '801000000000001AAA',
    Account: { Id: '001000000000001AAA', Name: 'Acme', Exact_Id__c: null },
    ...fields,
  };
}

export function line(fields: Partial<LineRow> = {}): LineRow {
  const Product2 = {
    Id: '01t1',
    Name: 'Stuk',
    ProductCode: 'A',
    Exact_Id__c: ITEM,
    Exact_Vat_Code__c: '2',
    Price_Includes_Vat__c: false,
  };
  return { Id: '802000000000001AAA', OrderId: '801000000000001AAA', Quantity: 1, UnitPrice: 10, Product2, ...fields };
}

const PERSON: ContactRow = { Id: '003000000000001AAA', FirstName: 'Jan', LastName: 'Bakker', Email: 'jan@acme.example' };

/** An order to be sent, whose customer follows from the order and the only contact of its account. */
export function input(fields: Partial<OrderInput> = {}, contact = PERSON): OrderInput {
  return {
    order: order(),
    lines: [line()],
    customer: customerOfOrder(fields.order ?? order(), [contact]),
    target: 'salesOrder',
    reference: '00000101',
    choice: {},
    notSent: undefined,
    sent: undefined,
    elsewhere: undefined,
    deal: undefined,
    doubt: undefined,
    existing: [],
    intent: undefined,
    isChangedSincePost: false,
    debtor: { kind: 'unchanged', exactId: DEBTOR },
    knownAddress: undefined,
    ...fields,
  };
}

/** What the order above became in Exact. */
export function existing(header: Partial<ExactDocument> = {}, only: Partial<ExactDocumentLine> = {}): ExistingOrder {
  const order = {
    OrderID: 'x',
    OrderNumber: '7',
    YourRef: '00000101',
    OrderedBy: DEBTOR,
    Currency: 'EUR',
    AmountFCExclVat: '10',
    AmountFC: '12.1',
  };
  const row = { Item: ITEM, ItemCode: 'A', Quantity: '1', NetPrice: '10', AmountFC: '10' };
  const account = { ID: DEBTOR, Code: '42', Name: 'Acme', SearchCode: null };
  return {
    order: { ...order, ...header } as ExactDocument,
    target: 'salesOrder',
    reference: header.YourRef ?? order.YourRef,
    lines: [{ ...row, ...only } as ExactDocumentLine],
    debtor: account as ExactAccount,
  };
}

export function plan(
  orders: readonly OrderInput[],
  settings: object = {},
  withFacts: Partial<OrderFacts> = {},
): readonly Operation[] {
  const configuration = CONFIGURATION.parse({ version: 1, flows: { orders: settings } });
  return planOrders({ facts: { ...facts, ...withFacts }, orders, missing: [] }, { configuration, now: NOW });
}

export const shape = (operations: readonly Operation[]): string[] =>
  operations.map(({ action, system, object }) => `${action} ${system} ${object}`);
export const bodyOf = (operations: readonly Operation[]): Record<string, unknown> =>
  Object.fromEntries((operations.find(({ isMain }) => isMain)?.fields ?? []).map(({ field, to }) => [field, to]));
export const linesOf = (operations: readonly Operation[]) => bodyOf(operations)['SalesOrderLines'] as Record<string, string>[];

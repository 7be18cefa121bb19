import { approvalDigestIn } from '../../../approvals/index.ts';
import type { PersonsChoice } from '../../flow.ts';
import { entries, makeOrder, open as openShop, send, settings as orderSettings, stage } from '../../orders/testing/shop.ts';
import { DIVISION, type Walked } from '../../testing/stage.ts';
import { RETURNS } from '../index.ts';

type Fields = Readonly<Record<string, unknown>>;

const PER_ORDER = 1;
const AS_ORDERED = 1;
const LONG_AGO = '2020-01-01T00:00:00Z';

/** An order that was sent, with its order products as they are sorted. */
export interface Sold {
  readonly orderId: string;
  readonly accountId: string;
  readonly items: readonly Fields[];
}

/** What comes back: of which order product how many, and what is unusual about it. */
export type Back = readonly (readonly [item: Fields | undefined, quantity: number, fields?: Fields])[];

/** The settings of the shop, with returns. */
export function settings(returns: object = {}): object {
  const { flows, ...rest } = orderSettings() as { readonly flows: object };
  return { ...rest, flows: { ...flows, returns: { enabled: true, sendFrom: LONG_AGO, ...returns } } };
}

/** Opens the shop in an org that has reduction orders. */
export async function open(options: Parameters<typeof openShop>[0] = {}, document = settings()): Promise<void> {
  const { salesforce = {}, ...rest } = options;
  const features = { ...salesforce.features, reductionOrders: true };
  await openShop({ ...rest, salesforce: { ...salesforce, features } }, document);
}

/** An order that was sent. */
export async function sell(wanted: Parameters<typeof makeOrder>[0] = {}, document = settings()): Promise<Sold> {
  const made = await makeOrder(wanted);
  await send([made.orderId], document);
  const all = await stage.salesforce.rows('OrderItem');
  const items = all.filter(({ OrderId }) => OrderId === made.orderId);
  return { ...made, items };
}

/** Invoices what was sold as it was ordered, and processes that; the id of the invoice. */
export async function invoice({ orderId }: Sold, isProcessed = true): Promise<string> {
  const order = await orderRow(orderId);
  const salesOrder = (await stage.exact.rows(`${DIVISION}/salesorder/SalesOrders`)).find(
    ({ OrderID }) => OrderID === order['Exact_Id__c'],
  );
  // A debtor without a payment condition is not invoiced.
  const debtor = String(salesOrder?.['OrderedBy']);
  await stage.exact.control('PATCH', `rows/${DIVISION}/crm/Accounts/${debtor}`, { PaymentConditionSales: '30' });
  const before = new Set((await invoices()).map(({ InvoiceID }) => InvoiceID));
  await stage.createRows('salesinvoice/InvoiceSalesOrders', [
    { SalesOrderIDs: [{ ID: order['Exact_Id__c'] }], InvoiceMode: AS_ORDERED, CreateMode: PER_ORDER, JournalCode: '50' },
  ]);
  const made = (await invoices()).find(({ InvoiceID }) => !before.has(InvoiceID));
  const id = String(made?.['InvoiceID']);
  if (isProcessed) await stage.createRows('salesinvoice/PrintedSalesInvoices', [{ InvoiceID: id }]);
  return id;
}

/** An activated reduction order; its id. */
export async function takeBack({ orderId, accountId }: Sold, back: Back, fields: Fields = {}): Promise<string> {
  const original = await orderRow(orderId);
  const [id = ''] = await stage.createRecords([
    {
      object: 'Order',
      fields: {
        ...{ AccountId: accountId, Status: 'Draft', IsReductionOrder: true, OriginalOrderId: orderId },
        ...{ EffectiveDate: original['EffectiveDate'], Pricebook2Id: original['Pricebook2Id'], ...fields },
      },
    },
  ]);
  await stage.createRecords(
    back.map(([item, quantity, own = {}]) => ({
      object: 'OrderItem',
      fields: {
        ...{ OrderId: id, PricebookEntryId: item?.['PricebookEntryId'], OriginalOrderItemId: item?.['Id'] },
        ...{ Quantity: -quantity, UnitPrice: item?.['UnitPrice'], ...own },
      },
    })),
  );
  await stage.salesforce.control('PATCH', `rows/Order/${id}`, { Status: 'Activated' });
  return id;
}

/** Sends returns, as a person asks for it. */
export function sendBack(ids: readonly string[], document = settings(), choice?: PersonsChoice): Promise<Walked> {
  return stage.walk(RETURNS, document, { kind: 'records', ids, explicit: true, ...(choice === undefined ? {} : { choice }) });
}

/** A second person agrees to what holds these returns up at this moment. */
export async function approve(ids: readonly string[], document = settings(), choice?: PersonsChoice): Promise<void> {
  const request = { kind: 'records', ids, explicit: true, ...(choice === undefined ? {} : { choice }) } as const;
  const { operations } = await stage.walk(RETURNS, document, request, 'plan');
  for (const { recordId, reason } of operations) {
    const digest = approvalDigestIn(reason?.params ?? {});
    if (digest !== undefined) stage.approvals.held.set(recordId, digest);
  }
}

/** The same, and they go. */
export async function approveAndSend(ids: readonly string[], document = settings()): Promise<Walked> {
  await approve(ids, document);
  return sendBack(ids, document);
}

/** A credit note that a person enters in Exact. */
export async function enterCredit(fields: Fields): Promise<string> {
  const [id = ''] = await stage.createRows('salesinvoice/SalesInvoices', [{ Type: 8021, ...fields }]);
  return id;
}

const invoices = (): Promise<Fields[]> => stage.exact.rows(`${DIVISION}/salesinvoice/SalesInvoices`);
const invoiceLines = (): Promise<Fields[]> => stage.exact.rows(`${DIVISION}/salesinvoice/SalesInvoiceLines`);
export async function creditNotes(): Promise<Fields[]> {
  return (await invoices()).filter(({ Type }) => Type === 8021);
}
export async function linesOf(invoiceId: unknown): Promise<Fields[]> {
  return (await invoiceLines()).filter(({ InvoiceID }) => InvoiceID === invoiceId);
}
export async function orderRow(orderId: string): Promise<Fields> {
  return (await stage.salesforce.rows('Order')).find(({ Id }) => Id === orderId) ?? {};
}

/** Lines of an order: five of SKU-0 and two of SKU-1. */
export function twoLines(): readonly Fields[] {
  return [
    { PricebookEntryId: entries[0], Quantity: 5, UnitPrice: 1.5 },
    { PricebookEntryId: entries[1], Quantity: 2, UnitPrice: 2.5 },
  ];
}

/** An order of both that was sent, and the invoice of it. */
export async function soldAndInvoiced(
  lines = twoLines(),
  account: { readonly accountId?: string } = {},
): Promise<{ readonly sold: Sold; readonly invoiceId: string; readonly items: Sold['items'] }> {
  const sold = await sell({ lines, ...account });
  return { sold, invoiceId: await invoice(sold), items: sold.items };
}

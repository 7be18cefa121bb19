import { open, makeOrder, send, settings as orderSettings, stage } from '../../orders/testing/shop.ts';
import { DIVISION, type Walked } from '../../testing/stage.ts';
import { ATTACHMENTS } from '../index.ts';

type Row = Readonly<Record<string, unknown>>;

/** The type that documents have here. */
const MISCELLANEOUS = 55;
const LONG_AGO = '2020-01-01T00:00:00Z';
/** Every look. */
export const LOOK = { kind: 'changes', cursors: {}, full: false } as const;

/** The settings of the shop, with attachments: PDFs of every order. */
export function settings(attachments: object = {}): object {
  const { flows, ...rest } = orderSettings() as { readonly flows: object };
  const own = { enabled: true, when: "file.FileExtension == 'pdf'", documentType: MISCELLANEOUS, sendFrom: LONG_AGO };
  return { ...rest, flows: { ...flows, attachments: { ...own, ...attachments } } };
}

/** Opens the shop with an order that was sent; its id. */
export async function openWithOrder(options: Parameters<typeof open>[0] = {}, document = settings()): Promise<string> {
  await open(options, document);
  return sentOrder(document);
}

/** Another order that was sent, of the account of the first one. */
export async function sentOrder(document = settings()): Promise<string> {
  const [first] = await stage.salesforce.rows('Order');
  const accountId = first === undefined ? {} : { accountId: String(first['AccountId']) };
  const { orderId } = await makeOrder(accountId);
  await send([orderId], document);
  return orderId;
}

/** Hangs a file on a record, as a person does; the id of its first version. */
export async function attach(orderId: string, name: string, content: string | Buffer): Promise<string> {
  const [id = ''] = await stage.createRecords([
    {
      object: 'ContentVersion',
      fields: {
        ...{ Title: name.replace(/\.\w+$/, ''), PathOnClient: name, FirstPublishLocationId: orderId },
        VersionData: Buffer.from(content).toString('base64'),
      },
    },
  ]);
  return id;
}

/** Id of the file of a version. */
export async function fileOf(versionId: string): Promise<string> {
  const version = (await stage.salesforce.rows('ContentVersion')).find((row) => row['Id'] === versionId);
  return String(version?.['ContentDocumentId']);
}

/** A look by itself, or what a person asks for. */
export function look(document = settings(), ids?: readonly string[]): Promise<Walked> {
  return stage.walk(ATTACHMENTS, document, ids === undefined ? LOOK : { kind: 'records', ids, explicit: true });
}

export const documents = (): Promise<Row[]> => stage.exact.rows(`${DIVISION}/documents/Documents`);
export const attachments = (): Promise<Row[]> => stage.exact.rows(`${DIVISION}/documents/DocumentAttachments`);

/** Names of the files that Exact has of an order's documents, in the order of their making. */
export async function filesInExact(): Promise<string[]> {
  return (await attachments()).map((row) => String(row['FileName'])).toSorted();
}

/** The sales order of an order. */
export async function salesOrderOf(orderId: string): Promise<Row> {
  const order = (await stage.salesforce.rows('Order')).find((row) => row['Id'] === orderId);
  const orders = await stage.exact.rows(`${DIVISION}/salesorder/SalesOrders`);
  return orders.find((row) => row['OrderID'] === order?.['Exact_Id__c']) ?? {};
}

/** What a look costs. */
export async function spentBy(act: () => Promise<unknown>): Promise<{ readonly exact: number; readonly salesforce: number }> {
  await Promise.all([stage.exact.spent(), stage.salesforce.spent()]);
  await act();
  const [exact, salesforce] = [await stage.exact.spent(), await stage.salesforce.spent()];
  return { exact: exact.counted, salesforce: salesforce.counted };
}

import { companyDay } from '../../../simulators/data/index.ts';
import { idIn } from '../audit/books.ts';
import { DIVISION, type World } from '../support/world.ts';
import { enterRow, type Catalogue } from './catalogue.ts';
import type { FaultWorld } from './fault-world.ts';
import { sendFirstOrder } from './first-order.ts';
import { stockShop } from './order-book.ts';

type Row = Readonly<Record<string, unknown>>;

const ORDERS = 'salesorder/SalesOrders';
const DOCUMENTS = 'documents/Documents';
const FILES = 'documents/DocumentAttachments';
const SETTINGS = { when: "file.FileExtension == 'pdf'", documentType: 55, sendFrom: '2020-01-01T00:00:00Z' };

/** Files of orders. With a change the one that stays gets another file, and an order that is new in both systems its first. */
export async function openAttachments(faults: FaultWorld): Promise<Catalogue> {
  const { world } = faults;
  await faults.configure({ products: true, orders: true });
  await stockShop(world);
  const { orderId: resident } = await sendFirstOrder(faults);
  await faults.configure({ products: true, orders: true, further: { attachments: SETTINGS } });
  /** Contents that were hung on each order. */
  const hung = new Map<string, string[]>();
  const hang = async (orderId: string, content: string): Promise<void> => {
    const VersionData = Buffer.from(content).toString('base64');
    const file = { Title: content, PathOnClient: `${content}.pdf`, FirstPublishLocationId: orderId, VersionData };
    await world.salesforce.seed([{ object: 'ContentVersion', fields: file }]);
    hung.set(orderId, [...(hung.get(orderId) ?? []), content]);
  };
  let changes = 0;
  return {
    flow: 'attachments',
    change: async () => {
      changes += 1;
      await hang(resident, `further-${changes}`);
      await hang(await enterBoth(world), `first-${changes}`);
    },
    faults: async () => faultsOf(world, hung),
  };
}

/** An order that both systems have, as if it had been sent; its id in Salesforce. */
async function enterBoth(world: World): Promise<string> {
  const [sold] = await world.exact.rows(DIVISION, ORDERS);
  const [item] = await world.exact.rows(DIVISION, 'logistics/Items');
  const typed = { OrderedBy: idIn(sold, 'OrderedBy'), SalesOrderLines: [{ Item: idIn(item), Quantity: 1 }] };
  const exactId = await enterRow(world, ORDERS, typed, 'OrderID');
  const [account] = await world.salesforce.rows('Account');
  const fields = { AccountId: String(account?.['Id']), Status: 'Draft', EffectiveDate: companyDay(), Exact_Id__c: exactId };
  const number = (await world.exact.rows(DIVISION, ORDERS)).find((row) => idIn(row, 'OrderID') === exactId)?.['OrderNumber'];
  await world.salesforce.seed([{ object: 'Order', fields: { ...fields, Exact_Number__c: String(number) } }]);
  const made = (await world.salesforce.rows('Order')).find((row) => idIn(row, 'Exact_Id__c') === exactId);
  return String(made?.['Id']);
}

/** Each content once on the sales order of its order, in a document of its own with its bytes. */
async function faultsOf(world: World, hung: ReadonlyMap<string, readonly string[]>): Promise<string[]> {
  const [orders, sold, documents, files] = [
    await world.salesforce.rows('Order'),
    await world.exact.rows(DIVISION, ORDERS),
    await world.exact.rows(DIVISION, DOCUMENTS),
    await world.exact.rows(DIVISION, FILES),
  ];
  const wanted = [...hung].flatMap(([orderId, contents]) => {
    const order = orders.find((row) => row['Id'] === orderId);
    const number = sold.find((row) => idIn(row, 'OrderID') === idIn(order, 'Exact_Id__c'))?.['OrderNumber'];
    return contents.map((content) => `${String(number)}: ${content}.pdf, ${content.length} bytes`);
  });
  const bare = documents.filter((document) => !files.some((file) => idIn(file, 'Document') === idIn(document)));
  const standing = files.map((file) => {
    const document: Row = documents.find((each) => idIn(each) === idIn(file, 'Document')) ?? {};
    return `${String(document['SalesOrderNumber'])}: ${String(file['FileName'])}, ${String(file['FileSize'])} bytes`;
  });
  return [
    ...wanted.filter((text) => !standing.includes(text)).map((text) => `lost: ${text}`),
    ...standing.filter((text, place) => standing.indexOf(text) !== place).map((text) => `doubled: ${text}`),
    ...standing.filter((text) => !wanted.includes(text)).map((text) => `wrong: ${text}`),
    ...bare.map((document) => `wrong: the document ${String(document['Subject'])} has no file`),
  ];
}

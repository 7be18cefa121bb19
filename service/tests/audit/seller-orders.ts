import type { StoredRow } from '../../../simulators/data/index.ts';
import type { Changes } from './clerk-desk.ts';
import { below } from './people-facts.ts';
import { makeCustomer } from './seller-customers.ts';
import type { SellerDesk } from './seller-desk.ts';

const DRAFT = 'Draft';
const MOST_LINES = 5;

/** What a seller does with orders and their files. */
export function orderChanges(desk: SellerDesk): Changes {
  const { random } = desk;
  const discounted = () => ({ Discount_Percent__c: below(random, 2_000) / 100 });
  return {
    'order activated': async () => activate(desk, await draft(desk, await anyAccount(desk))),
    'order activated too': async () => activate(desk, await draft(desk, await anyAccount(desk))),
    'order of a new customer activated': async () => activate(desk, await draft(desk, await makeCustomer(desk))),
    'draft made': async () => (await draft(desk, await anyAccount(desk))) !== undefined,
    'draft discounted': () => desk.changeOne('Order', discounted, isDraft),
    'draft activated': async () => activate(desk, String((await desk.pick('Order', isDraft))?.['Id'] ?? '')),
    'draft deleted': async () => random.next() < 0.3 && (await desk.removeOne('Order', isDraft)),
    'file added': () => addFile(desk, 'pdf', `Getekend 📎 ${desk.count}`),
    'file added again': () => addFile(desk, 'pdf', 'Altijd hetzelfde'),
    'picture added': () => addFile(desk, 'png', `Foto ${desk.count}`),
  };
}

function isDraft(row: StoredRow): boolean {
  return row['Status'] === DRAFT;
}

async function anyAccount(desk: SellerDesk): Promise<string | undefined> {
  const account = await desk.pick('Account');
  return account === undefined ? undefined : String(account['Id']);
}

/** A draft with lines of products that are sold, at about their price: by the piece or by whatever the price counts in. */
async function draft(desk: SellerDesk, accountId: string | undefined): Promise<string | undefined> {
  const { random } = desk;
  const book = (await desk.rows('Pricebook2')).find((row) => row['IsStandard'] === true);
  const active = new Set((await desk.rows('Product2')).filter(isSold).map((row) => row['Id']));
  const entries = (await desk.rows('PricebookEntry')).filter(
    (row) =>
      row['IsActive'] === true &&
      row['Pricebook2Id'] === book?.['Id'] &&
      active.has(row['Product2Id']) &&
      Number(row['UnitPrice']) > 0,
  );
  if (accountId === undefined || book === undefined || entries.length === 0) return undefined;
  const header = { AccountId: accountId, Status: DRAFT, EffectiveDate: desk.today, Pricebook2Id: String(book['Id']) };
  const discount = random.next() < 0.3 ? { Discount_Percent__c: below(random, 1_500) / 100 } : {};
  const orderId = await desk.make('Order', { ...header, ...discount, PoNumber: `PO-${desk.count}` });
  if (orderId === undefined) return undefined;
  const lines = 1 + below(random, MOST_LINES);
  for (let line = 0; line < lines; line += 1) await addLine(desk, orderId, random.pick(entries));
  return orderId;
}

function isSold(product: StoredRow): boolean {
  return product['IsActive'] === true && typeof product['Exact_Id__c'] === 'string';
}

async function addLine(desk: SellerDesk, orderId: string, entry: StoredRow | undefined): Promise<void> {
  const { random } = desk;
  const asked = Math.round(Number(entry?.['UnitPrice']) * (80 + below(random, 40))) / 100;
  const pieces = entry?.['Price_Quantity__c'];
  await desk.make('OrderItem', {
    OrderId: orderId,
    PricebookEntryId: String(entry?.['Id']),
    Quantity: 1 + below(random, 24),
    UnitPrice: asked,
    ...(random.next() < 0.3 ? { Discount_Percent__c: below(random, 3_000) / 100 } : {}),
    ...(typeof pieces === 'number' ? { Price_Quantity__c: pieces } : {}),
  });
}

/** False for an order without lines: Salesforce activates none. */
async function activate(desk: SellerDesk, orderId: string | undefined): Promise<boolean> {
  return orderId !== undefined && orderId !== '' && desk.change('Order', { Id: orderId }, { Status: 'Activated' });
}

async function addFile(desk: SellerDesk, extension: string, content: string): Promise<boolean> {
  const order = await desk.pick('Order', (row) => row['Status'] !== DRAFT);
  if (order === undefined) return false;
  const file = { Title: content, PathOnClient: `${content}.${extension}`, FirstPublishLocationId: String(order['Id']) };
  return (await desk.make('ContentVersion', { ...file, VersionData: Buffer.from(content).toString('base64') })) !== undefined;
}

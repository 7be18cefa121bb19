import type { StoredRow } from '../../../simulators/data/index.ts';
import type { World } from '../support/world.ts';
import { picturesOf, type ShownPicture } from './shown-pictures.ts';

/** Paths in Exact that are compared. */
const EXACT = {
  items: 'logistics/Items',
  itemGroups: 'logistics/ItemGroups',
  assortments: 'logistics/ItemAssortment',
  properties: 'logistics/ItemAssortmentProperty',
  materials: 'inventory/AssemblyBillOfMaterialMaterials',
  prices: 'logistics/SalesItemPrices',
  lists: 'sales/SalesPriceLists',
  periods: 'sales/SalesPriceListPeriods',
  listLines: 'sales/SalesPriceListVolumeDiscounts',
  warehouses: 'inventory/Warehouses',
  positions: 'inventory/ItemWarehouses',
  orders: 'salesorder/SalesOrders',
  orderLines: 'salesorder/SalesOrderLines',
  deliveries: 'salesorder/GoodsDeliveries',
  deliveryLines: 'salesorder/GoodsDeliveryLines',
  invoices: 'salesinvoice/SalesInvoices',
  invoiceLines: 'salesinvoice/SalesInvoiceLines',
  receivables: 'cashflow/Receivables',
  debtors: 'crm/Accounts',
} as const;

/** Objects of Salesforce that are compared. */
const SALESFORCE = {
  products: 'Product2',
  categories: 'ExactCategory__c',
  attributes: 'ExactAttribute__c',
  setParts: 'ExactSetPart__c',
  versions: 'ContentVersion',
  documents: 'ContentDocument',
  books: 'Pricebook2',
  entries: 'PricebookEntry',
  prices: 'ExactPrice__c',
  links: 'ExactLink__c',
  stock: 'ExactStock__c',
  orders: 'Order',
  orderProducts: 'OrderItem',
  deliveries: 'ExactDelivery__c',
  deliveryLines: 'ExactDeliveryLine__c',
  accounts: 'Account',
  bornOrders: 'ExactOrder__c',
  invoices: 'ExactInvoice__c',
  invoiceLines: 'ExactInvoiceLine__c',
  receivables: 'ExactReceivable__c',
  contacts: 'Contact',
} as const;

/** Objects that only an org with product catalogs has. */
const OF_CATALOGS = {
  catalogs: 'ProductCatalog',
  standardCategories: 'ProductCategory',
  memberships: 'ProductCategoryProduct',
} as const;

/** What one company has in Exact. */
type ExactBooks = Readonly<Record<keyof typeof EXACT, readonly StoredRow[]>>;
/** What the org has. */
export type OrgBooks = Readonly<Record<keyof typeof SALESFORCE | keyof typeof OF_CATALOGS, readonly StoredRow[]>>;

/** One company beside the org, as an auditor looks at them. */
export interface Books {
  readonly division: number;
  /** True in the default company, whose ids stand on the records themselves. */
  readonly isDefault: boolean;
  /** Day in the company, `yyyy-mm-dd`. */
  readonly today: string;
  /** The first day of the past that was loaded; undefined where none was. */
  readonly historyFrom: string | undefined;
  readonly exact: ExactBooks;
  readonly org: OrgBooks;
  /** Pictures by the id of their item. */
  readonly pictures: ReadonlyMap<string, ShownPicture>;
}

/** What the org has. */
export async function readOrg(world: World): Promise<OrgBooks> {
  const health = await fetch(`${world.salesforceUrl}/_control/health`);
  const { features } = (await health.json()) as { readonly features: { readonly productCatalogs?: boolean } };
  const read = (object: string): Promise<readonly StoredRow[]> => world.salesforce.rows(object);
  const ofCatalogs = features.productCatalogs === true ? read : () => Promise.resolve([]);
  return { ...(await rowsOf(SALESFORCE, read)), ...(await rowsOf(OF_CATALOGS, ofCatalogs)) };
}

/** When a record was written says nothing of it. */
const MOMENTS = ['LastModifiedDate', 'SystemModstamp'];
const STAMP = 'Exact_Synced_At__c';
/** What Exact repeats of another record on one that did not change: it tells nothing of it, and it comes once all is read again. */
const REPEATED: Readonly<Partial<Record<keyof OrgBooks, readonly string[]>>> = {
  prices: ['Customer__c', 'Price_List__c'],
  deliveryLines: ['Product_Code__c'],
  invoiceLines: ['Item_Code__c'],
};

/** Fields of records that say something else than before, in words, but for what repeats another record. */
export function changesIn(before: OrgBooks, after: OrgBooks): readonly string[] {
  return Object.entries(after).flatMap(([name, rows]) => {
    const object = name as keyof OrgBooks;
    const former = new Map(before[object].map((row) => [row['Id'], row]));
    const repeated = REPEATED[object] ?? [];
    return rows.flatMap((row) => {
      const was = former.get(row['Id']) ?? {};
      const changed = Object.keys(row).filter((field) => JSON.stringify(row[field]) !== JSON.stringify(was[field]));
      const passed = changed.some((field) => repeated.includes(field)) ? [...repeated, STAMP] : [];
      const fields = changed.filter((field) => !MOMENTS.includes(field) && !passed.includes(field));
      return fields.length === 0
        ? []
        : [`${name} ${String(row['Id'])}: ${fields.map((field) => `${field} ${String(row[field])}`).join(', ')}`];
    });
  });
}

/** Reads everything of both systems that is compared, the companies in their order: the default one first. */
export async function readBooks(
  world: World,
  divisions: readonly number[],
  { today, historyFrom }: Pick<Books, 'today' | 'historyFrom'>,
): Promise<readonly Books[]> {
  const org = await readOrg(world);
  const books: Books[] = [];
  for (const [index, division] of divisions.entries()) {
    const exact = await rowsOf(EXACT, (path) => world.exact.rows(division, path));
    const isDefault = index === 0;
    const pictures = isDefault ? await picturesOf(world, exact.items) : new Map<string, ShownPicture>();
    books.push({ division, isDefault, today, historyFrom, exact, org, pictures });
  }
  return books;
}

async function rowsOf<Name extends string>(
  places: Readonly<Record<Name, string>>,
  read: (place: string) => Promise<readonly StoredRow[]>,
): Promise<Record<Name, readonly StoredRow[]>> {
  const entries: [string, readonly StoredRow[]][] = [];
  for (const [name, place] of Object.entries<string>(places)) entries.push([name, await read(place)]);
  return Object.fromEntries(entries) as Record<Name, readonly StoredRow[]>;
}

/** Id of a row of Exact as keys and fields of Salesforce have it. */
export function idIn(row: StoredRow | undefined, field = 'ID'): string {
  return typeof row?.[field] === 'string' ? row[field].toLowerCase() : '';
}

/** The record of Salesforce that is this record of Exact: by its field in the default company, by its row in any other. */
export function linkedIn(
  { division, isDefault, org }: Books,
  entity: 'Items' | 'Accounts',
): (exactId: string) => StoredRow | undefined {
  const [records, lookup] = entity === 'Items' ? [org.products, 'Product__c'] : [org.accounts, 'Account__c'];
  if (isDefault) {
    const byExactId = new Map(records.map((row) => [idIn(row, 'Exact_Id__c'), row]));
    return (exactId) => byExactId.get(exactId);
  }
  const byId = new Map(records.map((row) => [row['Id'], row]));
  const links = new Map(org.links.map((row) => [row['Key__c'], row[lookup]]));
  return (exactId) => byId.get(links.get(`${division}-${entity}-${exactId}`));
}

/** True for a record whose fields another company fills: the default one knows it too. */
export function isLed({ isDefault }: Books, record: StoredRow): boolean {
  return !isDefault && typeof record['Exact_Id__c'] === 'string';
}

/** True when the day of today lies within the days of a row; its first and last one count. */
export function isWithin({ today }: Books, row: StoredRow): boolean {
  const [start, end] = [dayOf(row['StartDate']), dayOf(row['EndDate'])];
  return (start === '' || start <= today) && (end === '' || end >= today);
}

/** True for an item that can be sold today. */
export function isSold(books: Books, item: StoredRow): boolean {
  return item['IsSalesItem'] === true && isWithin(books, item);
}

/** The text in a field, without what Exact pads codes with. */
export function textIn(row: StoredRow | undefined, field: string): string {
  const value = row?.[field];
  return typeof value === 'string' || typeof value === 'number' ? String(value).trim() : '';
}

/** `2026-11-29` of a moment or a day; empty for none. */
export function dayOf(value: unknown): string {
  return typeof value === 'string' ? value.slice(0, 10) : '';
}

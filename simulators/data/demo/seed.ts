import type { SalesforceControl } from '../control.ts';
import { codesOf, seedByCode, type ExactTarget } from '../exact-seeding.ts';
import type { SeedRow } from '../exact-rows.ts';
import { seedCustomers, type CustomerSeed } from '../salesforce-customers.ts';
import { seedOrders, type SeededOrders } from '../salesforce-orders.ts';
import { DEMO_PRODUCT_SETTINGS } from './item-facts.ts';
import { pastSales, seedPastSales } from './past-sales.ts';
import { demoPrices } from './prices.ts';
import { createDemoCompany, DEMO_TABLES, type DemoCompany, TASTING_BOX } from './company.ts';

const DAY_MS = 86_400_000;

/** How much of the demo company was entered. */
export interface SeededDemo extends SeededOrders {
  readonly items: number;
  readonly customers: number;
}

/**
 * Enters the demo company into both simulators. The products of its orders are created in the org by SKU, as a
 * salesperson would who could not wait for the sync, so the first product sync shows products adopted as well as created.
 */
export async function seedDemoCompany(exact: ExactTarget, salesforce: SalesforceControl, today: string): Promise<SeededDemo> {
  const company = createDemoCompany(exact.division, today);
  const { 'logistics/SalesItemPrices': general = [], 'crm/Accounts': debtors = [], ...coded } = company.exact;
  const ids = await seedByCode(exact, coded);
  const agreed = agreedCustomers(company);
  const debtorIds = [...agreed.values()];
  const prices = demoPrices(exact.division, company.items, debtorIds, today);
  await exact.control.seed(exact.division, {
    'logistics/SalesItemPrices': general,
    ...prices.lists,
    'crm/Accounts': debtors.map((row) => {
      const list = [prices.dealerList, prices.cateringList][debtorIds.indexOf(row['ID'] as string)];
      return list === undefined ? row : { ...row, PriceList: list };
    }),
  });
  const positions = await stockRows(exact, company, ids.get('logistics/Items') ?? new Map());
  await exact.control.seed(exact.division, {
    'inventory/ItemWarehouses': positions,
    'inventory/ItemWarehousePlanningDetails': comingRows(company.stock, positions, today),
    'inventory/AssemblyBillOfMaterialMaterials': giftBox(ids.get('logistics/Items') ?? new Map()),
    'logistics/SalesItemPrices': prices.agreed,
  });
  await seedPastSales(exact, pastSales(company, debtorIds, today));
  await exact.control.seed(exact.division, { 'salesorder/SalesOrders': [orderByPhone(company, debtorIds[0] ?? '')] });
  const customers = await seedCustomers(
    salesforce,
    company.customers.map((customer) => {
      const debtorId = agreed.get(customer);
      return debtorId === undefined ? customer : { ...customer, fields: { ...customer.fields, Exact_Id__c: debtorId } };
    }),
  );
  const catalogue = new Map(company.items.map((item) => [item.code, { name: item.name, price: item.price }]));
  const orders = await seedOrders(salesforce, company.orders, catalogue);
  return { items: company.items.length, customers, ...orders };
}

/** How many customers have prices of their own; their accounts are linked from the start, as somebody did by hand. */
const AGREED_CUSTOMERS = 2;

/** The customers with agreements, each with its debtor. */
function agreedCustomers({ customers, exact }: DemoCompany): ReadonlyMap<CustomerSeed, string> {
  const debtors = new Map((exact['crm/Accounts'] ?? []).map(({ ID: id, Email }) => [Email, id]));
  const known = customers.flatMap((customer) => {
    const debtorId = debtors.get(customer.person.email);
    return typeof debtorId === 'string' ? [[customer, debtorId] as const] : [];
  });
  return new Map(known.slice(0, AGREED_CUSTOMERS));
}

/** What somebody ordered by phone: it was typed in Exact, and is no order of Salesforce. */
function orderByPhone({ items }: DemoCompany, OrderedBy: string): SeedRow {
  const coffees = items.filter(({ code, row }) => code.startsWith('KOF') && row['EndDate'] == null).slice(0, 2);
  const lines = coffees.map(({ row, price }, index) => ({
    ...{ Item: row['ID'] ?? null, Quantity: 12 * (index + 1), NetPrice: price?.toNumber() ?? 0 },
  }));
  return { OrderedBy, Description: 'By phone', SalesOrderLines: lines };
}

/** A tasting box of coffee: three bags and two cups. */
function giftBox(items: ReadonlyMap<string, string>): readonly SeedRow[] {
  const parts = { 'KOF-001-250': 1, 'KOF-002-250': 1, 'KOF-004-250': 1, 'SER-002-1': 2 };
  const AssembledItem = items.get(TASTING_BOX) ?? null;
  return Object.entries(parts).map(([code, Quantity]) => ({ AssembledItem, PartItem: items.get(code) ?? null, Quantity }));
}

async function stockRows(
  exact: ExactTarget,
  { stock }: DemoCompany,
  items: ReadonlyMap<string, string>,
): Promise<readonly SeedRow[]> {
  const warehouses = await codesOf(exact, 'inventory/Warehouses');
  return stock.map(({ item, warehouse, quantity }) => ({
    Item: items.get(item.toUpperCase()) ?? null,
    Warehouse: warehouses.get(warehouse.toUpperCase()) ?? null,
    CurrentStock: quantity,
  }));
}

/** What suppliers still have to bring: half of it in a week, the rest a fortnight later. */
function comingRows(stock: DemoCompany['stock'], rows: readonly SeedRow[], today: string): readonly SeedRow[] {
  const inDays = (days: number): string => new Date(Date.parse(today) + days * DAY_MS).toISOString().slice(0, 10);
  return rows.flatMap(({ Item = null, Warehouse = null }, index) => {
    const incoming = stock[index]?.incoming ?? 0;
    const first = Math.ceil(incoming / 2);
    const parts = [
      { PlannedDate: inDays(7), PlannedQuantity: first },
      { PlannedDate: inDays(21), PlannedQuantity: incoming - first },
    ];
    return parts.filter(({ PlannedQuantity }) => PlannedQuantity > 0).map((part) => ({ Item, Warehouse, ...part }));
  });
}

/** What the configuration of the demo company depends on. */
export interface DemoSetting {
  /** Companies that are read besides. */
  readonly further?: readonly number[];
  /** The org has a catalog, see `openDemoCatalog`. */
  readonly hasCatalog?: boolean;
}

/** A configuration that syncs the demo company; orders that stand before `sendFrom` (ISO instant) wait for a person's click. */
export function demoConfiguration(
  division: number,
  sendFrom: string,
  { further = [], hasCatalog = false }: DemoSetting = {},
): object {
  const both = { division, ...(further.length === 0 ? {} : { furtherDivisions: further }) };
  return {
    version: 1,
    divisions: [{ code: division, default: true }, ...further.map((code) => ({ code }))],
    flows: {
      products: {
        enabled: true,
        ...both,
        prices: { vat: 'asInExact', currency: 'EUR', tooPrecise: 'perHundred' },
        ...DEMO_PRODUCT_SETTINGS,
      },
      categories: { enabled: true, division, standard: hasCatalog },
      variants: { enabled: true, division, pattern: 'BEK-{model}-{stuks}' },
      prices: { enabled: true, division, customerLists: true },
      sets: { enabled: true, division },
      stock: { enabled: true, ...both, warehouses: { count: 'allBut', codes: ['RETOUR'] } },
      pictures: { enabled: true, division },
      progress: { enabled: true, ...both, bornInExact: true },
      deliveries: { enabled: true, ...both },
      invoices: { enabled: true, ...both },
      credit: { enabled: true, division },
      orders: { enabled: true, division, statusCodes: ['Activated'], sendFrom, sets: { send: 'parts' } },
    },
    tables: DEMO_TABLES,
  };
}

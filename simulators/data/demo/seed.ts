import type { SalesforceControl } from '../control.ts';
import { codesOf, seedByCode, type ExactTarget } from '../exact-seeding.ts';
import type { SeedRow } from '../exact-rows.ts';
import { seedCustomers } from '../salesforce-customers.ts';
import { seedOrders, type SeededOrders } from '../salesforce-orders.ts';
import { createDemoCompany, DEMO_TABLES, type DemoCompany } from './company.ts';

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
  const { 'logistics/SalesItemPrices': prices = [], 'crm/Accounts': debtors = [], ...coded } = company.exact;
  const ids = await seedByCode(exact, coded);
  await exact.control.seed(exact.division, {
    'logistics/SalesItemPrices': prices,
    'crm/Accounts': debtors,
    'inventory/ItemWarehouses': await stockRows(exact, company, ids.get('logistics/Items') ?? new Map()),
  });
  const customers = await seedCustomers(salesforce, company.customers);
  const catalogue = new Map(company.items.map((item) => [item.code, { name: item.name, price: item.price }]));
  const orders = await seedOrders(salesforce, company.orders, catalogue);
  return { items: company.items.length, customers, ...orders };
}

async function stockRows(
  exact: ExactTarget,
  { stock }: DemoCompany,
  items: ReadonlyMap<string, string>,
): Promise<readonly SeedRow[]> {
  const warehouses = await codesOf(exact, 'inventory/Warehouses');
  return stock.map(({ item, warehouse, quantity, incoming }) => ({
    Item: items.get(item.toUpperCase()) ?? null,
    Warehouse: warehouses.get(warehouse.toUpperCase()) ?? null,
    CurrentStock: quantity,
    PlannedStockIn: incoming,
  }));
}

/**
 * A configuration that syncs the demo company; orders that stand before `sendFrom` (ISO instant) wait for a person's click.
 * `further`: companies that are read besides.
 */
export function demoConfiguration(division: number, sendFrom: string, further: readonly number[] = []): object {
  const both = { division, ...(further.length === 0 ? {} : { furtherDivisions: further }) };
  return {
    version: 1,
    divisions: [{ code: division, default: true }, ...further.map((code) => ({ code }))],
    flows: {
      products: { enabled: true, ...both, prices: { vat: 'asInExact', currency: 'EUR' } },
      stock: { enabled: true, ...both, warehouses: { count: 'allBut', codes: ['RETOUR'] } },
      progress: { enabled: true, ...both },
      deliveries: { enabled: true, ...both },
      invoices: { enabled: true, ...both },
      orders: { enabled: true, division, statusCodes: ['Activated'], sendFrom },
    },
    tables: DEMO_TABLES,
  };
}

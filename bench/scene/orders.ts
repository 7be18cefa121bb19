import { Decimal } from 'decimal.js';
import { loadCustomers, loadItems, loadOrders, type RetailData } from '../../simulators/data/index.ts';
import { eventually } from '../../service/tests/support/eventually.ts';
import { flowSettings } from '../../service/tests/support/flow-settings.ts';
import type { Scene } from './scene.ts';

const CUSTOMERS = ['20002', '20004', '20006', '20008', '20010'];
const ITEMS = [
  { code: 'SKU-1', description: 'First thing', price: new Decimal('2.55'), isService: false },
  { code: 'SKU-2', description: 'Second thing', price: new Decimal('0.19'), isService: false },
];

/** Activated orders of two lines each, for companies with a contact; numbers from `first` on. */
function orderData(first: number, count: number): RetailData {
  return {
    items: ITEMS,
    customers: CUSTOMERS.map((id) => ({ id, country: 'Netherlands' })),
    orders: Array.from({ length: count }, (_, index) => ({
      invoice: String(first + index),
      customerId: CUSTOMERS[index % CUSTOMERS.length] ?? '',
      date: '2026-01-12',
      lines: ITEMS.map((item, line) => ({ sku: item.code, quantity: (index % 9) + line + 1, unitPrice: item.price })),
    })),
    refused: [],
    invoiceCount: count,
  };
}

/** Enters items into Exact and customers into the org, syncs the products, and makes every customer known in Exact. */
export async function prepareOrders(scene: Scene): Promise<void> {
  await enterParties(scene);
  await scene.saveConfiguration(flowSettings());
  await scene.run({ flow: 'products', mode: 'apply', full: true });
  await addOrders(scene, 1, CUSTOMERS.length);
  await scene.saveConfiguration(flowSettings({ hasOrders: true }));
  await allSent(scene);
}

export async function enterParties(scene: Scene): Promise<void> {
  const data = orderData(0, 0);
  await loadItems(data, { control: scene.exact, division: scene.division, currency: 'EUR' });
  await loadCustomers(data, { control: scene.exact, division: scene.division, currency: 'EUR' }, scene.salesforce);
}

/** Enters activated orders into the org; answers their ids. */
export async function addOrders(scene: Scene, first: number, count: number): Promise<string[]> {
  const known = new Set((await scene.salesforce.rows('Order')).map((row) => row['Id']));
  await loadOrders(orderData(first, count), scene.salesforce);
  return (await scene.salesforce.rows('Order')).map((row) => String(row['Id'])).filter((id) => !known.has(id));
}

/** Waits until the org shows every order as sent. */
export async function allSent(scene: Scene): Promise<void> {
  await eventually(
    async () => (await scene.salesforce.rows('Order')).filter((row) => row['Exact_Sync_Status__c'] !== 'Sent').length,
    (open) => open === 0,
    'every order sent',
    { patienceMs: 900_000, lookMs: 100 },
  );
}

import { companyDay } from '../../../simulators/data/index.ts';
import { QUOTES_DIRECTORY, salesRights } from '../../src/flows/orders/testing/sales-rights.ts';
import { unpolledSettings } from './flow-settings.ts';
import { enterItems, enterOrder, item } from './shop.ts';
import { startWorld, type World } from './world.ts';

/** The records of one deal. */
export interface Deal {
  readonly opportunityId: string;
  readonly quoteId: string;
  readonly orderId: string;
}

/** Settings under which orders, quotes and opportunities are sent. */
export function salesSettings(
  sources: readonly object[] = [{ object: 'Order' }, { object: 'Quote' }, { object: 'Opportunity' }],
) {
  return unpolledSettings({ orders: { sources, sendFrom: '2020-01-01T00:00:00Z' } });
}

/** A world whose org has quotes, one product, and an integration user who may send what was sold. */
export async function openSalesWorld(): Promise<World> {
  const world = await startWorld({ timeScale: 60, features: { quotes: true }, extensionDirectories: [QUOTES_DIRECTORY] });
  try {
    await enterItems(world, [{ row: item('SKU-1'), price: 1.5 }]);
    const user = (await world.salesforce.rows('User')).find((row) => row['Username'] === 'integration@example.com');
    const [setId = ''] = await world.salesforce.seed([{ object: 'PermissionSet', fields: { Name: 'Sales', Label: 'Sales' } }]);
    await world.salesforce.seed(salesRights(setId, String(user?.['Id'])));
    await world.saveConfiguration(unpolledSettings({ orders: { enabled: false } }));
    await world.run({ flow: 'products', mode: 'apply' });
    return world;
  } catch (error) {
    await world.close();
    throw error;
  }
}

/** An opportunity that was won, with its quote that was accepted, and the order that was made of them: all of the same lines. */
export async function enterDeal(world: World, name: string): Promise<Deal> {
  const { salesforce } = world;
  const draft = await enterOrder(world, name, { isDraft: true });
  const order = (await salesforce.rows('Order')).find((row) => row['Id'] === draft.orderId);
  const [line] = (await salesforce.rows('OrderItem')).filter((row) => row['OrderId'] === draft.orderId);
  const lineFields = { PricebookEntryId: String(line?.['PricebookEntryId']), Quantity: 2, UnitPrice: 1.5 };
  const fields = { AccountId: String(order?.['AccountId']), Name: name, StageName: 'Prospecting', CloseDate: companyDay() };
  const [opportunityId = ''] = await salesforce.seed([{ object: 'Opportunity', fields }]);
  await salesforce.seed([{ object: 'OpportunityLineItem', fields: { ...lineFields, OpportunityId: opportunityId } }]);
  const [quoteId = ''] = await salesforce.seed([{ object: 'Quote', fields: { OpportunityId: opportunityId, Name: name } }]);
  await salesforce.seed([{ object: 'QuoteLineItem', fields: { ...lineFields, QuoteId: quoteId } }]);
  await salesforce.seed([
    { object: 'Quote', id: quoteId, fields: { Status: 'Accepted' } },
    { object: 'Order', id: draft.orderId, fields: { OpportunityId: opportunityId, QuoteId: quoteId } },
  ]);
  await salesforce.seed([
    { object: 'Opportunity', id: opportunityId, fields: { StageName: 'Closed Won' } },
    { object: 'Order', id: draft.orderId, fields: { Status: 'Activated' } },
  ]);
  return { opportunityId, quoteId, orderId: draft.orderId };
}

/** Numbers in Exact that the records of a deal say they have. */
export async function numbersOf(world: World, { opportunityId, quoteId, orderId }: Deal): Promise<readonly unknown[]> {
  const ids = [opportunityId, quoteId, orderId];
  const rows = await Promise.all(['Opportunity', 'Quote', 'Order'].map((object) => world.salesforce.rows(object)));
  return rows
    .flat()
    .filter((row) => ids.includes(String(row['Id'])))
    .flatMap((row) => row['Exact_Number__c'] ?? []);
}

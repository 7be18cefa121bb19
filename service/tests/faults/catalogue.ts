import { Decimal } from 'decimal.js';
import { DIVISION, type World } from '../support/world.ts';

type Row = Readonly<Record<string, unknown>>;

/** What a flow brings from Exact, and a test keeps changing. */
export interface Catalogue {
  /** The flow that brings it to Salesforce. */
  readonly flow: string;
  /** Something new, something that says other than before, and something that goes. */
  change(name: string): Promise<void>;
  /** Everything in the org that is not what Exact says, in words. */
  faults(): Promise<string[]>;
}

/**
 * Items with prices. Enters the one that stays; with a change comes a new item with a price, another text and price for the one that
 * stays, and the item of the change before goes.
 */
export async function openCatalogue(world: World): Promise<Catalogue> {
  const gone: string[] = [];
  let newest: string | undefined;
  let changes = 0;
  const resident = await enterItem(world, 'RESIDENT', 10);
  return {
    flow: 'products',
    change: async (name) => {
      changes += 1;
      const leaving = newest;
      newest = (await enterItem(world, name, changes + 0.5)).itemId;
      await erp(world, 'PATCH', `logistics/Items/${resident.itemId}`, { Description: `Resident ${name}` });
      await erp(world, 'PATCH', `logistics/SalesItemPrices/${resident.priceId}`, { Price: 10 + changes });
      if (leaving === undefined) return;
      const prices = await world.exact.rows(DIVISION, 'logistics/SalesItemPrices');
      for (const price of prices.filter((row) => row['Item'] === leaving))
        await erp(world, 'DELETE', `logistics/SalesItemPrices/${String(price['ID'])}`);
      await erp(world, 'DELETE', `logistics/Items/${leaving}`);
      gone.push(leaving);
    },
    faults: async () => {
      const [items, prices, products, entries] = [
        await world.exact.rows(DIVISION, 'logistics/Items'),
        await world.exact.rows(DIVISION, 'logistics/SalesItemPrices'),
        await world.salesforce.rows('Product2'),
        await world.salesforce.rows('PricebookEntry'),
      ];
      return [
        ...items.flatMap((item) => faultsOfItem(item, prices, products, entries)),
        ...gone.flatMap((itemId) => {
          const still = products.filter((product) => same(product['Exact_Id__c'], itemId) && product['IsActive'] === true);
          return still.map((product) => `wrong: ${String(product['ProductCode'])} is gone in Exact and still active`);
        }),
      ];
    },
  };
}

function faultsOfItem(item: Row, prices: readonly Row[], products: readonly Row[], entries: readonly Row[]): string[] {
  const code = String(item['Code']).trim();
  const found = products.filter((product) => product['ProductCode'] === code);
  const [product] = found;
  if (product === undefined) return [`lost: the org has no product ${code}`];
  if (found.length > 1) return [`doubled: the org has ${found.length} products ${code}`];
  const ofProduct = entries.filter((entry) => entry['Product2Id'] === product['Id']);
  const price = prices.find((row) => row['Item'] === item['ID'])?.['Price'];
  const shown = ofProduct.map((entry) => `${money(entry['UnitPrice'])}${entry['IsActive'] === true ? '' : ' (inactive)'}`);
  return [
    ...(same(product['Exact_Id__c'], item['ID']) ? [] : [`wrong: product ${code} is not linked`]),
    ...(product['IsActive'] === true ? [] : [`wrong: product ${code} is inactive`]),
    ...(product['Name'] === item['Description'] ? [] : [`wrong: product ${code} is called ${String(product['Name'])}`]),
    ...(shown.join() === money(price) ? [] : [`wrong: product ${code} costs ${shown.join()}, not ${money(price)}`]),
    ...(product['Exact_Sync_Status__c'] === 'Synced' ? [] : [`wrong: product ${code} is not said to be synced`]),
  ];
}

async function enterItem(world: World, code: string, price: number): Promise<{ itemId: string; priceId: string }> {
  const item = { Code: code, Description: `Item ${code}`, Unit: 'pc', IsSalesItem: true, SalesVatCode: '2' };
  await world.exact.seed(DIVISION, { 'logistics/Items': [item] });
  const itemId = await idOf(world, 'logistics/Items', (row) => String(row['Code']).trim() === code);
  await world.exact.seed(DIVISION, {
    'logistics/SalesItemPrices': [{ Item: itemId, Currency: 'EUR', Quantity: 1, Unit: 'pc', Price: price }],
  });
  return { itemId, priceId: await idOf(world, 'logistics/SalesItemPrices', (row) => row['Item'] === itemId) };
}

async function idOf(world: World, path: string, isMeant: (row: Row) => boolean): Promise<string> {
  return String((await world.exact.rows(DIVISION, path)).find(isMeant)?.['ID']);
}

/** A change that an ERP user makes. */
export async function erp(world: World, method: string, path: string, body?: object): Promise<void> {
  const answer = await fetch(`${world.exactUrl}/_control/rows/${DIVISION}/${path}`, {
    method,
    ...(body === undefined ? {} : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
  });
  if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`);
}

function same(one: unknown, other: unknown): boolean {
  return String(one).toLowerCase() === String(other).toLowerCase();
}

function money(value: unknown): string {
  return value === undefined || value === null ? 'nothing' : new Decimal(String(value)).toFixed(2);
}

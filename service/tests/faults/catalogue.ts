import { Decimal } from 'decimal.js';
import type { SeedRow } from '../../../simulators/data/exact-rows.ts';
import { idIn } from '../audit/books.ts';
import { DIVISION, type World } from '../support/world.ts';
import type { FaultWorld } from './fault-world.ts';

type Row = Readonly<Record<string, unknown>>;

const ITEMS = 'logistics/Items';
const PRICES = 'logistics/SalesItemPrices';
const SOLD = { Unit: 'pc', IsSalesItem: true };
/** Of the price of a piece. */
const DECIMALS = 4;
const FOR_ONE = { Currency: 'EUR', Quantity: 1, Unit: 'pc' };

/** What a flow brings from Exact, and a test keeps changing. */
export interface Catalogue {
  /** The flow that brings it to Salesforce. */
  readonly flow: string;
  /** Codes of issues that tell of a change as it was made, for a person to take note of. */
  readonly tells?: readonly string[];
  /** True where only a comparison of everything finds what is gone from Exact. */
  readonly isWhole?: true;
  /** Set where it is a part of the past: so many calendar years before this one are loaded. */
  readonly historyYears?: number;
  /** Something new, something that says other than before, and something that goes. */
  change(name: string): Promise<void>;
  /** Everything in the org that is not what Exact says, in words. */
  faults(): Promise<string[]>;
}

/**
 * Items with prices. Enters the one that stays; with a change comes a new item with a price, another text and price for the one that
 * stays, and the item of the change before goes.
 *
 * @param factor of all prices
 */
export async function openCatalogue(world: World, factor = 1): Promise<Catalogue> {
  const gone: string[] = [];
  let newest: string | undefined;
  let changes = 0;
  const priced = (price: number) => new Decimal(price).times(factor).toNumber();
  const resident = await enterItem(world, 'RESIDENT', priced(10));
  return {
    flow: 'products',
    change: async (name) => {
      changes += 1;
      const leaving = newest;
      newest = (await enterItem(world, name, priced(changes + 0.5))).itemId;
      await erp(world, 'PATCH', `${ITEMS}/${resident.itemId}`, { Description: `Resident ${name}` });
      await erp(world, 'PATCH', `${PRICES}/${resident.priceId}`, { Price: priced(10.5 + changes) });
      if (leaving === undefined) return;
      const prices = await world.exact.rows(DIVISION, PRICES);
      for (const price of prices.filter((row) => row['Item'] === leaving))
        await erp(world, 'DELETE', `${PRICES}/${String(price['ID'])}`);
      await erp(world, 'DELETE', `${ITEMS}/${leaving}`);
      gone.push(leaving);
    },
    faults: async () => {
      const [items, prices, products, entries] = [
        await world.exact.rows(DIVISION, ITEMS),
        await world.exact.rows(DIVISION, PRICES),
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
  const shown = ofProduct.map((entry) => `${priceOfOne(entry)}${entry['IsActive'] === true ? '' : ' (inactive)'}`);
  return [
    ...(same(product['Exact_Id__c'], item['ID']) ? [] : [`wrong: product ${code} is not linked`]),
    ...(product['IsActive'] === true ? [] : [`wrong: product ${code} is inactive`]),
    ...(product['Name'] === item['Description'] ? [] : [`wrong: product ${code} is called ${String(product['Name'])}`]),
    ...(shown.join() === money(price) ? [] : [`wrong: product ${code} costs ${shown.join()}, not ${money(price)}`]),
    ...(product['Exact_Sync_Status__c'] === 'Synced' ? [] : [`wrong: product ${code} is not said to be synced`]),
  ];
}

async function enterItem(world: World, code: string, price: number): Promise<{ itemId: string; priceId: string }> {
  const itemId = await enterRow(world, ITEMS, { ...SOLD, Code: code, Description: `Item ${code}`, SalesVatCode: '2' });
  return { itemId, priceId: await enterRow(world, PRICES, { ...FOR_ONE, Item: itemId, Price: price }) };
}

/** Items that are sold, by their codes, as products of the org; their ids in Exact. */
export async function bringProducts({ world, configure }: FaultWorld, codes: readonly string[]): Promise<readonly string[]> {
  await world.exact.seed(DIVISION, { [ITEMS]: codes.map((Code) => ({ ...SOLD, Code, Description: `Item ${Code}` })) });
  const items = await world.exact.rows(DIVISION, ITEMS);
  const itemIds = codes.map((code) => idIn(items.find((item) => String(item['Code']).trim() === code)));
  await world.exact.seed(DIVISION, { [PRICES]: itemIds.map((Item) => ({ ...FOR_ONE, Item, Price: 40 })) });
  await configure({ products: true, orders: false });
  const run = await world.run({ flow: 'products', mode: 'apply' });
  if (run['state'] !== 'succeeded') throw new Error(`the products were not brought: ${JSON.stringify(run)}`);
  return itemIds;
}

/** A row that an ERP user enters; its id, in lower case. */
export async function enterRow(world: World, path: string, row: SeedRow, key = 'ID'): Promise<string> {
  const ids = async () => (await world.exact.rows(DIVISION, path)).map((each) => idIn(each, key));
  const before = new Set(await ids());
  await world.exact.seed(DIVISION, { [path]: [row] });
  return (await ids()).find((id) => !before.has(id)) ?? '';
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

/** Of one piece, whatever the price is of. */
function priceOfOne(entry: Row): string {
  const pieces = entry['Price_Quantity__c'] ?? 1;
  return money(new Decimal(String(entry['UnitPrice'])).div(String(pieces)));
}

function money(value: unknown): string {
  return value === undefined || value === null ? 'nothing' : new Decimal(String(value)).toFixed(DECIMALS);
}

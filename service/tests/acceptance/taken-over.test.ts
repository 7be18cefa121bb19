import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { StoredRow } from '../../../simulators/data/index.ts';
import { startExactSimulator } from '../../../simulators/exact/index.ts';
import { startSalesforceSimulator } from '../../../simulators/salesforce/index.ts';
import { openGate, type Gate } from '../faults/gate.ts';
import { eventually } from '../support/eventually.ts';
import { item, productRow } from '../support/shop.ts';
import { DIVISION, FAR_LIMITS, SECOND_DIVISION, startWorld, type World } from '../support/world.ts';

let world: World;
let gate: Gate;
const COMPANIES = [DIVISION, SECOND_DIVISION] as const;
const FLOWS = ['products', 'stock'] as const;

beforeAll(async () => {
  world = await startWorld({
    limits: FAR_LIMITS,
    hasSecondDivision: true,
    divisions: COMPANIES,
    startSystems: async ({ exact, salesforce }) => {
      gate = await openGate(() => startSalesforceSimulator(salesforce));
      return { exact: await startExactSimulator(exact), salesforce: gate };
    },
  });
}, 180_000);

afterAll(() => world.close());

/** An item with stock of a company's own. Answers the id of its position. */
async function enterItem(division: number, Code: string, CurrentStock: number): Promise<string> {
  const find = async (path: string, isMeant: (row: StoredRow) => boolean): Promise<string> =>
    String((await world.exact.rows(division, path)).find(isMeant)?.['ID']);
  await world.exact.seed(division, { 'logistics/Items': [{ ...item(Code), Description: `${Code} of ${division}` }] });
  const Item = await find('logistics/Items', (row) => String(row['Code']).trim() === Code);
  const Warehouse = await find('inventory/Warehouses', (row) => row['Main'] === 1);
  await world.exact.seed(division, { 'inventory/ItemWarehouses': [{ Item, Warehouse, CurrentStock }] });
  return find('inventory/ItemWarehouses', (row) => row['Item'] === Item);
}

/** Polls are a day apart: what happens is done by hand, or is what a batch left behind. */
function saveSettings(enabled: readonly string[]): Promise<void> {
  const both = { division: DIVISION, furtherDivisions: [SECOND_DIVISION], everyMinutes: 1440 };
  return world.saveConfiguration({
    version: 1,
    divisions: COMPANIES.map((code) => ({ code, default: code === DIVISION })),
    flows: Object.fromEntries(FLOWS.map((name) => [name, { ...both, enabled: enabled.includes(name) }])),
  });
}

async function sync(flow: string, division: number): Promise<void> {
  expect(await world.run({ flow, mode: 'apply', division })).toMatchObject({ state: 'succeeded' });
}

/** An ERP user changes a row of the further company. */
async function change(path: string, id: string, fields: object): Promise<void> {
  const answer = await fetch(`${world.exactUrl}/_control/rows/${SECOND_DIVISION}/${path}/${id}`, {
    method: 'PATCH',
    body: JSON.stringify(fields),
    headers: { 'content-type': 'application/json' },
  });
  expect(answer.ok).toBe(true);
}

/** What the further company has is on its way to Salesforce while the default one takes the product over: it arrives last. */
async function writeStockLast(): Promise<void> {
  const coming = gate.hold({ method: 'PATCH', path: /composite.sobjects/, at: 'before' });
  const run = sync('stock', SECOND_DIVISION);
  const held = await coming;
  await sync('products', DIVISION);
  held.release();
  await run;
}

describe('a product that the default company takes over while a further one writes', () => {
  it('shows the stock of the default company in the end', async () => {
    await saveSettings([]);
    const positionId = await enterItem(SECOND_DIVISION, 'SKU-1', 77);
    await enterItem(DIVISION, 'SKU-1', 10);
    await sync('products', SECOND_DIVISION);
    // All that Exact tells of both companies is read: it will not be told again.
    for (const division of COMPANIES) await sync('stock', division);
    await change('inventory/ItemWarehouses', positionId, { CurrentStock: 80 });

    await writeStockLast();
    expect(await productRow(world, 'SKU-1')).toMatchObject({ Name: `SKU-1 of ${DIVISION}`, Exact_Stock__c: 80 });
    await saveSettings(['stock']);

    await eventually(
      () => productRow(world, 'SKU-1'),
      (row) => row['Exact_Stock__c'] === 10,
      'the stock of the default company',
    );
  }, 120_000);
});

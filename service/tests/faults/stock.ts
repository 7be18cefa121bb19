import { DIVISION } from '../support/world.ts';
import { eventually } from '../support/eventually.ts';
import { erp, type Catalogue } from './catalogue.ts';
import type { FaultWorld } from './fault-world.ts';

type Row = Readonly<Record<string, unknown>>;

const CODES = ['KEPT', 'OTHER', 'THIRD'] as const;
const POSITIONS = 'inventory/ItemWarehouses';

/**
 * Stock of three products in the main warehouse. With a change one gets other stock, one has a position made in a warehouse of its
 * own, and the one made before goes.
 */
export async function openStock({ world, configure }: FaultWorld): Promise<Catalogue> {
  const items = CODES.map((Code) => ({ Code, Description: Code, Unit: 'pc', IsSalesItem: true, IsStockItem: true }));
  await world.exact.seed(DIVISION, { 'logistics/Items': items });
  const rows = await world.exact.rows(DIVISION, 'logistics/Items');
  const ids = CODES.map((code) => String(rows.find((row) => String(row['Code']).trim() === code)?.['ID']));
  await configure({ products: true, orders: false, further: { stock: {} } });
  await eventually(
    () => world.salesforce.rows('Product2'),
    (products) => products.filter((product) => product['Exact_Id__c'] !== null).length === CODES.length,
    'the products of the items',
  );
  const main = (await world.exact.rows(DIVISION, 'inventory/Warehouses')).find((row) => Number(row['Main']) === 1);
  await world.exact.seed(DIVISION, {
    [POSITIONS]: ids.map((Item) => ({ Item, Warehouse: String(main?.['ID']), CurrentStock: 10 })),
  });
  let changes = 0;
  let newest: string | undefined;
  return {
    flow: 'stock',
    change: async (name) => {
      changes += 1;
      const leaving = newest;
      await world.exact.seed(DIVISION, {
        'inventory/Warehouses': [{ Code: `W${changes}`, Description: name.slice(0, 60), Main: 0 }],
      });
      const warehouse = (await world.exact.rows(DIVISION, 'inventory/Warehouses')).find((row) => row['Code'] === `W${changes}`);
      await world.exact.seed(DIVISION, {
        [POSITIONS]: [{ Item: String(ids[1]), Warehouse: String(warehouse?.['ID']), CurrentStock: changes }],
      });
      const positions = await world.exact.rows(DIVISION, POSITIONS);
      newest = String(positions.find((row) => row['Warehouse'] === warehouse?.['ID'])?.['ID']);
      const kept = positions.find((row) => row['Item'] === ids[0]);
      await erp(world, 'PATCH', `${POSITIONS}/${String(kept?.['ID'])}`, { CurrentStock: 100 + changes });
      if (leaving !== undefined) await erp(world, 'DELETE', `${POSITIONS}/${leaving}`);
    },
    faults: async () => {
      const [positions, products, shown] = [
        await world.exact.rows(DIVISION, POSITIONS),
        await world.salesforce.rows('Product2'),
        await world.salesforce.rows('ExactStock__c'),
      ];
      return [
        ...ids.flatMap((itemId) => faultsOfTotal(itemId, positions, products)),
        ...positions.flatMap((position) => faultsOfPosition(position, shown)),
      ];
    },
  };
}

function faultsOfTotal(itemId: string, positions: readonly Row[], products: readonly Row[]): string[] {
  const product = products.find((row) => String(row['Exact_Id__c']).toLowerCase() === itemId.toLowerCase());
  const total = positions.filter((row) => row['Item'] === itemId).reduce((sum, row) => sum + Number(row['CurrentStock']), 0);
  const shown = product?.['Exact_Stock__c'];
  return shown === total ? [] : [`wrong: ${String(product?.['ProductCode'])} has ${String(shown)} in stock, not ${total}`];
}

function faultsOfPosition(position: Row, shown: readonly Row[]): string[] {
  const id = String(position['ID']).toLowerCase();
  const rows = shown.filter((row) => String(row['Key__c']) === `${DIVISION}-StockPositions-${id}`);
  if (rows.length !== 1) return [`${rows.length === 0 ? 'lost' : 'doubled'}: ${rows.length} rows of position ${id}`];
  return rows[0]?.['Available__c'] === position['CurrentStock'] ? [] : [`wrong: the row of position ${id}`];
}

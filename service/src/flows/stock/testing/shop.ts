import { linkProducts } from '../../testing/link-rows.ts';
import { DIVISION, type Stage } from '../../testing/stage.ts';

/** An item with the product that is it. */
export interface LinkedProductMade {
  /** Lower case. */
  readonly itemId: string;
  readonly productId: string;
}

/** Items kept in stock, each with its product; `furtherDivision`: linked by a row of that division. */
export async function enterLinkedProducts(
  stage: Stage,
  codes: readonly string[],
  furtherDivision?: number,
): Promise<LinkedProductMade[]> {
  const items = await stage.createRows(
    'logistics/Items',
    codes.map((Code) => ({ Code, Description: `Item ${Code}`, Unit: 'pc', IsSalesItem: true, IsStockItem: true })),
  );
  const itemIds = items.map((id) => id.toLowerCase());
  const productIds = await stage.createRecords(
    codes.map((ProductCode, index) => ({
      object: 'Product2',
      fields: {
        ...{ Name: ProductCode, ProductCode, IsActive: true, Exact_Stock_Managed__c: true },
        ...(furtherDivision === undefined ? { Exact_Id__c: itemIds[index] } : {}),
      },
    })),
  );
  const made = itemIds.map((itemId, index) => ({ itemId, productId: productIds[index] ?? '' }));
  if (furtherDivision !== undefined) await linkProducts(stage, furtherDivision, made);
  return made;
}

/** Positions of items in warehouses, by the code of the warehouse; their ids in lower case. Warehouses that are not there are made. */
export async function enterPositions(
  stage: Stage,
  positions: readonly { readonly itemId: string; readonly warehouse: string; readonly [field: string]: unknown }[],
): Promise<string[]> {
  const warehouses = new Map<string, string>();
  for (const row of await stage.exact.rows(`${DIVISION}/inventory/Warehouses`))
    warehouses.set(String(row['Code']), String(row['ID']));
  for (const { warehouse } of positions) {
    if (warehouses.has(warehouse)) continue;
    const [id = ''] = await stage.createRows('inventory/Warehouses', [
      { Code: warehouse, Description: `Warehouse ${warehouse}`, Main: 0 },
    ]);
    warehouses.set(warehouse, id);
  }
  const made = await stage.createRows(
    'inventory/ItemWarehouses',
    positions.map(({ itemId, warehouse, ...quantities }) => ({
      Item: itemId,
      Warehouse: warehouses.get(warehouse),
      ...quantities,
    })),
  );
  return made.map((id) => id.toLowerCase());
}

import { linkProducts } from '../../testing/link-rows.ts';
import { DIVISION, type Stage } from '../../testing/stage.ts';

/** An item of the shop: its fields in Exact besides those that every one has. */
export interface ShopItem {
  readonly Code: string;
  readonly Description?: string;
  readonly [field: string]: unknown;
}

/** An item with the product that is it. */
export interface VariantMade {
  /** Lower case. */
  readonly itemId: string;
  readonly productId: string;
}

/** Items, each with its product named as the item; `furtherDivision`: linked by a row of that division. */
export async function enterVariants(stage: Stage, items: readonly ShopItem[], furtherDivision?: number): Promise<VariantMade[]> {
  const itemIds = (
    await stage.createRows(
      'logistics/Items',
      items.map((item) => ({ Description: item.Code, Unit: 'pc', IsSalesItem: true, ...item })),
    )
  ).map((id) => id.toLowerCase());
  const productIds = await stage.createRecords(
    items.map(({ Code, Description = Code }, index) => ({
      object: 'Product2',
      fields: {
        ...{ Name: Description, ProductCode: Code, IsActive: true },
        ...(furtherDivision === undefined ? { Exact_Id__c: itemIds[index] } : {}),
      },
    })),
  );
  const made = itemIds.map((itemId, index) => ({ itemId, productId: productIds[index] ?? '' }));
  if (furtherDivision !== undefined) await linkProducts(stage, furtherDivision, made);
  return made;
}

/** Changes an item as an ERP user does. */
export function changeItem(stage: Stage, itemId: string, fields: object): Promise<unknown> {
  return stage.exact.control('PATCH', `rows/${DIVISION}/logistics/Items/${itemId}`, fields);
}

import { ITEMS } from '../../../exact/index.ts';
import { isFurtherDivision } from '../../../mapping/index.ts';
import { soqlForValues, type SalesforceRow } from '../../../salesforce/index.ts';
import type { FlowContext, ItemFacts } from '../../flow.ts';
import { factsOf } from '../../items/index.ts';
import { ORDER_SETTINGS } from '../settings.ts';
import type { OrderInput } from '../types.ts';
import { missingChoice } from './choice.ts';
import type { MissingFacts } from './types.ts';

interface ProductRow extends SalesforceRow {
  readonly Id: string;
  readonly Exact_Id__c: string;
}

/**
 * The items that stand in Exact under the codes of products that have none, and the placeholder: one call for all orders of a look, none
 * where no order needs it. A product whose item is to be made is claimed before Exact is asked, so that no two jobs make it.
 */
export async function readMissing(context: FlowContext, orders: readonly OrderInput[]): Promise<MissingFacts | undefined> {
  const settings = ORDER_SETTINGS.of(context.configuration);
  const { use, placeholderCode } = settings.missingProducts;
  const products = orders.flatMap((input) =>
    input.lines.flatMap((row) => {
      const choice = missingChoice(row, input, settings);
      return row.Product2 != null && choice === use && use !== 'stop' ? [row.Product2] : [];
    }),
  );
  if (products.length === 0) return undefined;
  const isFurther = isFurtherDivision(context.configuration, context.division);
  const isMade = use === 'create' && !isFurther;
  const claimed = isMade ? await context.claims.take([...new Set(products.map(({ Id: id }) => id))]) : new Set<string>();
  const ofProducts = products.flatMap(({ Id: id, ProductCode: code }) => (claimed.has(id) ? (itemCode(code) ?? []) : []));
  const codes = use === 'placeholder' ? [placeholderCode ?? ''] : [...new Set(ofProducts)];
  const found = codes.length === 0 ? [] : await context.exact.findAny(ITEMS, 'Code', 'text', codes);
  const items = new Map(found.map((item) => [item.Code.trim().toLowerCase(), factsOf(item)]));
  return { items, claimed, isFurther, productOf: isMade ? await productsOf(context, [...items.values()]) : new Map() };
}

/** The code that the item of a product gets; undefined where the product has none. Pure. */
export function itemCode(productCode: string | null): string | undefined {
  return (productCode ?? '').trim() || undefined;
}

/** Items with the placeholder among them, so that lines on it are judged by it. Pure. */
export function withPlaceholder(
  items: ReadonlyMap<string, ItemFacts> | undefined,
  missing: MissingFacts | undefined,
): ReadonlyMap<string, ItemFacts> | undefined {
  if (missing === undefined) return items;
  return new Map([...(items ?? []), ...[...missing.items.values()].map((item) => [item.itemId, item] as const)]);
}

async function productsOf({ salesforce }: FlowContext, items: readonly ItemFacts[]): Promise<ReadonlyMap<string, string>> {
  if (items.length === 0) return new Map();
  const ids = items.map(({ itemId }) => itemId);
  const rows = await salesforce.queryMany<ProductRow>(
    soqlForValues('Exact_Id__c', ids, (condition) => `SELECT Id, Exact_Id__c FROM Product2 WHERE ${condition}`),
  );
  return new Map(rows.flat().map(({ Id: id, Exact_Id__c: itemId }) => [itemId.toLowerCase(), id]));
}

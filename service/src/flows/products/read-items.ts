import { isGuid, modifiedSince, type ExactItem } from '../../exact/index.ts';
import { isSalesforceId } from '../../salesforce/index.ts';
import type { FlowBatch } from '../flow.ts';
import type { ProductsPart, Reader } from './reader.ts';
import type { ProductsInput } from './types.ts';

type Batches = AsyncGenerator<FlowBatch<ProductsInput>>;

const IDS_A_BATCH = 100;

/** Items by their Exact id, or by the id of their product, each with all its prices. One that is gone is told. */
export async function* readNamedItems(reader: Reader, ids: readonly string[]): Batches {
  for (let start = 0; start < ids.length; start += IDS_A_BATCH) {
    const asked = ids.slice(start, start + IDS_A_BATCH);
    const itemIds = await itemIdsOf(reader, asked);
    const items =
      itemIds.length === 0 ? [] : await reader.context.exact.findAny(reader.own.resources.items, 'ID', 'guid', itemIds);
    const found = new Set(items.map((item) => item.ID.toLowerCase()));
    const gone = itemIds.filter((id) => !found.has(id));
    const parts = [await reader.gone(gone, { isAskedFor: true }), await itemsWithPrices(reader, items)];
    yield { ...reader.batch(parts), recordIds: asked };
  }
}

/** Items changed since a moment, each with all its prices. */
export async function* readItemsChangedSince(reader: Reader, since: Date): Batches {
  for await (const items of reader.context.exact.pages(reader.own.resources.items, { filter: modifiedSince(since) })) {
    if (items.length > 0) yield reader.batch([await itemsWithPrices(reader, items)]);
  }
}

async function itemsWithPrices(reader: Reader, items: readonly ExactItem[]): Promise<ProductsPart> {
  const inputs = await reader.items(items.map((item) => ({ item, version: item.Modified ?? '' })));
  const prices = await reader.allPricesOf(inputs);
  const followUps = [
    ...items.flatMap((item) => reader.laterLooks.atItem(item)),
    ...reader.laterLooks.atPrices(prices.flatMap((price) => price.rows)),
  ];
  return { items: inputs, prices, followUps };
}

async function itemIdsOf(reader: Reader, ids: readonly string[]): Promise<string[]> {
  const guids = ids.filter(isGuid).map((id) => id.toLowerCase());
  // What is neither names no record.
  const productIds = ids.filter(isSalesforceId);
  if (productIds.length === 0) return guids;
  return [...new Set([...guids, ...(await reader.products.itemsOfProducts(productIds))])];
}

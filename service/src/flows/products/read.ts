import { DELETED_ENTITY_TYPES, newerThan, SYNC_ITEM_PRICES, syncStream, SyncWalk } from '../../exact/index.ts';
import type { FlowBatch, FlowContext, ReadRequest } from '../flow.ts';
import { categoriesDue, readItemsOfGroups } from './category-changes.ts';
import { readProductFacts } from './facts.ts';
import { OwnFields } from './own-fields.ts';
import { readNamedItems, readItemsChangedSince } from './read-items.ts';
import { Reader, type ProductsPart } from './reader.ts';
import { PRODUCT_SETTINGS } from './settings.ts';
import { isMissingPriceText } from './sync-status.ts';
import type { ProductRow, ProductsInput } from './types.ts';

type Batches = AsyncGenerator<FlowBatch<ProductsInput>>;
type ChangesRequest = Extract<ReadRequest, { kind: 'changes' }>;

/**
 * Reads items and prices of Exact Online. Changes come from three streams, in this order: items, prices, deletions; then one query
 * finds the products of this walk that got no price.
 */
export async function* readProducts(context: FlowContext, request: ReadRequest): Batches {
  if (request.kind === 'sample') yield* readSample(context, request.count);
  else if (request.kind === 'records') yield* readNamedItems(await startReader(context), request.ids);
  else if (request.since !== undefined) yield* readItemsChangedSince(await startReader(context), new Date(request.since));
  else yield* readStreams(context, request);
}

/** The first items of the stream, each with its prices; one page tells which they are. */
async function* readSample(context: FlowContext, count: number): Batches {
  for await (const page of context.exact.pages(new OwnFields(PRODUCT_SETTINGS.of(context.configuration)).resources.sync, {
    filter: newerThan('1'),
  })) {
    const ids = [...new Set(page.map((row) => row.ID))];
    if (ids.length > 0) yield* readNamedItems(await startReader(context), ids.slice(0, count));
    return;
  }
}

async function startReader(context: FlowContext, touchedSince = context.now().toISOString()): Promise<Reader> {
  return new Reader(context, await readProductFacts(context, touchedSince));
}

async function* readStreams(context: FlowContext, request: ChangesRequest): Batches {
  const { exact, now, timeScale } = context;
  const due = await categoriesDue(context, request.cursors);
  const own = new OwnFields(PRODUCT_SETTINGS.of(context.configuration));
  let started: Promise<Reader> | undefined;
  // Salesforce is asked when the first row arrives.
  const reader = (): Promise<Reader> => (started ??= startReader(context, walk.beganAt));
  const walk: SyncWalk<ProductsPart> = new SyncWalk<ProductsPart>({
    ...{ exact, now, timeScale, positions: { ...request.cursors, ...due.positions } },
    streams: [
      syncStream({
        name: 'items',
        resource: own.resources.sync,
        rowsABatch: own.rowsABatch,
        keyOf: ({ ID: id }) => id,
        read: async (rows) => (await reader()).changedItems(rows),
      }),
      syncStream({
        name: 'prices',
        resource: SYNC_ITEM_PRICES,
        keyOf: ({ ID: id }) => id,
        read: async (rows) => (await reader()).changedPrices(rows),
      }),
    ],
    deletions: [
      { entityType: DELETED_ENTITY_TYPES.items, read: async (keys) => (await reader()).gone(keys, { isAskedFor: false }) },
      { entityType: DELETED_ENTITY_TYPES.itemPrices, read: async (keys) => (await reader()).deletedPrices(keys) },
    ],
    atEnd: async function* () {
      if (walk.deletionsMayBeMissed) yield* readUntold(await reader(), walk.beganAt);
      yield* readWithoutPrice(await reader(), walk);
    },
  });
  if (walk.deletionsMayBeMissed)
    context.log.warn({ division: context.division }, 'deletions in Exact may have been missed: all items are read and compared');
  if (due.groupIds.length > 0) yield* readItemsOfGroups(await reader(), due);
  for await (const { parts, positions } of walk.batches()) yield (await reader()).batch(parts, positions);
}

/** Items that are gone without Exact telling it any more: products of none of those that this walk has read. */
async function* readUntold(reader: Reader, beganAt: string): AsyncGenerator<ProductsPart> {
  for await (const products of reader.products.active()) {
    const itemIds = await reader.goneSince(products, new Date(beganAt));
    if (itemIds.length > 0) yield await reader.gone(itemIds, { isAskedFor: false });
  }
}

/** Products of this walk without an entry: on a walk over changes only, their prices are looked up before it is told. */
async function* readWithoutPrice(reader: Reader, walk: SyncWalk<ProductsPart>): AsyncGenerator<ProductsPart> {
  const hasAllPrices = walk.isWhole('prices');
  for await (const rows of reader.products.withoutEntry(hasAllPrices ? undefined : walk.beganAt)) {
    // A product that shows another problem has been told already.
    const products = rows.filter(showsNothingElse);
    const prices = hasAllPrices ? [] : await reader.pricesOfProducts(products);
    const priced = new Set(prices.map(({ itemId }) => itemId));
    yield { prices, withoutPrice: products.filter(({ Exact_Id__c }) => !priced.has(Exact_Id__c ?? '')) };
  }
}

function showsNothingElse(product: ProductRow): boolean {
  const problem = product['Exact_Sync_Problem__c'];
  return problem === null || problem === undefined || isMissingPriceText(problem, product.ProductCode ?? product.Id);
}

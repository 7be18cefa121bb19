import {
  DELETED,
  DELETED_ENTITY_TYPES,
  newerThan,
  SYNC_ITEM_PRICES,
  SYNC_ITEMS,
  type ExactDeletion,
  type ExactSyncedItem,
  type ExactSyncedItemPrice,
} from '../../exact/index.ts';
import type { FlowBatch, FlowContext, ReadRequest } from '../flow.ts';
import { readProductFacts } from './facts.ts';
import { readNamedItems, readItemsChangedSince } from './read-items.ts';
import { Reader } from './reader.ts';
import { isMissingPriceText } from './sync-status.ts';
import type { ProductRow, ProductsInput } from './types.ts';

/** Where a stream starts that has no position yet: every row version is above it. */
const FROM_THE_START = '1';

/**
 * Rows of one batch while everything is read: large enough for jobs of Salesforce's Bulk API, several times fewer calls than
 * collections. Five pages of Exact; what a batch holds in memory is bounded by it.
 */
const ROWS_OF_A_LOAD = 5_000;

type Batches = AsyncGenerator<FlowBatch<ProductsInput>>;
type ChangesRequest = Extract<ReadRequest, { kind: 'changes' }>;

/**
 * Reads items and prices of Exact Online: a page at a time, and several at a time while everything is read. Changes come from
 * three streams, in this order: items, prices, deletions; then one query finds the products of this run that got no price. Positions:
 * `items`, `prices`, `deleted` are row versions; `touchedSince` and `fromStart` carry the walk over several slices.
 */
export async function* readProducts(context: FlowContext, request: ReadRequest): Batches {
  if (request.kind === 'sample') yield* readSample(context, request.count);
  else if (request.kind === 'records') yield* readNamedItems(await startReader(context), request.ids);
  else if (request.since !== undefined) yield* readItemsChangedSince(await startReader(context), new Date(request.since));
  else yield* readStreams(context, request);
}

/** The first items of the stream, each with its prices; one page tells which they are. */
async function* readSample(context: FlowContext, count: number): Batches {
  for await (const page of context.exact.pages(SYNC_ITEMS, { filter: newerThan(FROM_THE_START) })) {
    const ids = newestOfEach(page, (row) => row.id).map((row) => row.id);
    if (ids.length > 0) yield* readNamedItems(await startReader(context), ids.slice(0, count));
    return;
  }
}

async function startReader(context: FlowContext): Promise<Reader> {
  return new Reader(context, await readProductFacts(context, context.now().toISOString()));
}

async function* readStreams(context: FlowContext, request: ChangesRequest): Batches {
  const walk = new StreamWalk(context, request);
  yield* readItemStream(context, walk);
  yield* readPriceStream(context, walk);
  yield* readDeletedStream(context, walk);
  if (walk.hasTouched) yield* readWithoutPrice(await walk.reader(), walk);
}

/** One walk over the streams, over as many slices as it takes. */
class StreamWalk {
  readonly #context: FlowContext;
  readonly #positions: Record<string, string>;
  readonly #touchedSince: string;
  #reader: Promise<Reader> | undefined;
  hasTouched: boolean;

  constructor(context: FlowContext, request: ChangesRequest) {
    this.#context = context;
    const { touchedSince = '', fromStart = '', prices = '' } = request.cursors;
    this.hasTouched = touchedSince !== '';
    this.#touchedSince = touchedSince === '' ? wholeSecond(context.now()) : touchedSince;
    const isFromStart = touchedSince === '' ? prices === '' : fromStart === 'yes';
    this.#positions = { ...request.cursors, touchedSince: this.#touchedSince, fromStart: isFromStart ? 'yes' : '' };
  }

  /** True when this walk reads every price there is, so that a product without entry certainly has none. */
  get isFromStart(): boolean {
    return this.#positions['fromStart'] === 'yes';
  }

  get touchedSince(): string {
    return this.#touchedSince;
  }

  reader(): Promise<Reader> {
    this.#reader ??= readProductFacts(this.#context, this.#touchedSince).then((facts) => new Reader(this.#context, facts));
    return this.#reader;
  }

  /** The pages of a stream, as many of them together as make a batch. */
  together<Row>(pages: AsyncIterable<readonly Row[]>): AsyncIterable<readonly Row[]> {
    return inBatches(pages, this.isFromStart ? ROWS_OF_A_LOAD : 1);
  }

  after(stream: string): string {
    return this.#positions[stream] || FROM_THE_START;
  }

  /** Moves a stream on and answers all positions. */
  advance(stream: string, rows: readonly { readonly timestamp: string }[]): Record<string, string> {
    this.hasTouched = true;
    const newest = rows.reduce(
      (largest, row) => (BigInt(row.timestamp) > largest ? BigInt(row.timestamp) : largest),
      BigInt(this.after(stream)),
    );
    this.#positions[stream] = newest.toString();
    return { ...this.#positions };
  }

  finished(): Record<string, string> {
    return { ...this.#positions, touchedSince: '', fromStart: '' };
  }
}

async function* readItemStream(context: FlowContext, walk: StreamWalk): Batches {
  for await (const batch of walk.together(context.exact.pages(SYNC_ITEMS, { filter: newerThan(walk.after('items')) }))) {
    const rows = newestOfEach(batch, (row) => row.id);
    const reader = await walk.reader();
    const items = await reader.items(rows.map((item) => ({ item, version: item.timestamp })));
    const prices = await reader.pricesOfTurned(items);
    yield reader.batch({ items, prices }, { cursors: walk.advance('items', batch), followUps: reader.itemFollowUps(items) });
  }
}

async function* readPriceStream(context: FlowContext, walk: StreamWalk): Batches {
  for await (const batch of walk.together(context.exact.pages(SYNC_ITEM_PRICES, { filter: newerThan(walk.after('prices')) }))) {
    const rows = newestOfEach(batch, (row) => row.id);
    const reader = await walk.reader();
    const prices = await reader.pricesOfBatch(rows);
    yield reader.batch({ prices }, { cursors: walk.advance('prices', batch), followUps: reader.priceFollowUps(rows) });
  }
}

async function* readDeletedStream(context: FlowContext, walk: StreamWalk): Batches {
  for await (const page of context.exact.pages(DELETED, { filter: newerThan(walk.after('deleted')) })) {
    if (page.length === 0) continue;
    const items = keysOf(page, DELETED_ENTITY_TYPES.items);
    const prices = keysOf(page, DELETED_ENTITY_TYPES.itemPrices);
    const reader = await walk.reader();
    const deleted = await reader.deletedItems(items);
    const gone = await reader.pricesOfGone(items);
    const left = await reader.pricesOfDeletedRows(prices);
    yield reader.batch({ deleted, prices: [...gone, ...left] }, { cursors: walk.advance('deleted', page) });
  }
}

/** Products of this walk without an entry: on a walk over changes only, their prices are looked up before it is told. */
async function* readWithoutPrice(reader: Reader, walk: StreamWalk): Batches {
  for await (const rows of reader.productsWithoutEntry(walk.isFromStart ? undefined : walk.touchedSince)) {
    // A product that shows another problem has been told already.
    const page = rows.filter(showsNothingElse);
    const prices = walk.isFromStart ? [] : await reader.pricesOfProducts(page);
    const priced = new Set(prices.map(({ itemId }) => itemId));
    yield reader.batch(
      { prices, withoutPrice: page.filter(({ Exact_Id__c }) => !priced.has(Exact_Id__c ?? '')) },
      { cursors: {} },
    );
  }
  yield reader.batch({}, { cursors: walk.finished() });
}

/** Salesforce keeps times to the second: what this walk writes in its first second must not seem older than the walk. */
function wholeSecond(moment: Date): string {
  return new Date(Math.floor(moment.getTime() / 1_000) * 1_000).toISOString();
}

function showsNothingElse(product: ProductRow): boolean {
  const problem = product['Exact_Sync_Problem__c'];
  return problem === null || problem === undefined || isMissingPriceText(problem, product.ProductCode ?? product.Id);
}

function keysOf(page: readonly ExactDeletion[], entityType: number): string[] {
  return [...new Set(page.filter((row) => row.entityType === entityType).map((row) => row.entityKey.toLowerCase()))];
}

/** Pages together until they have that many rows; no batch is empty. What was read before an error is handed on before it. */
async function* inBatches<Row>(pages: AsyncIterable<readonly Row[]>, rowsABatch: number): AsyncGenerator<readonly Row[]> {
  let batch: Row[] = [];
  try {
    for await (const page of pages) {
      batch.push(...page);
      if (batch.length < rowsABatch) continue;
      yield batch;
      batch = [];
    }
  } catch (error) {
    if (batch.length > 0) yield batch;
    throw error;
  }
  if (batch.length > 0) yield batch;
}

/** A row that changed while the pages were read stands in them twice; the later row is the truth. */
function newestOfEach<Row extends ExactSyncedItem | ExactSyncedItemPrice>(
  page: readonly Row[],
  keyOf: (row: Row) => string,
): Row[] {
  return [...new Map(page.map((row) => [keyOf(row), row])).values()];
}

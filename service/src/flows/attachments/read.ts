import { isSalesforceId } from '../../salesforce/index.ts';
import type { FlowBatch, FlowContext, ReadRequest } from '../flow.ts';
import { AttachmentReader } from './reader.ts';
import type { AttachmentsInput, OrderInput, OrderRow } from './types.ts';
import { latestInExact, ordersInExact, ordersNamed, watchedSince } from './watched-orders.ts';

type Batches = AsyncGenerator<FlowBatch<AttachmentsInput>>;
type ChangesRequest = Extract<ReadRequest, { kind: 'changes' }>;

/** ISO instant: how far a look came that was cut; empty once it is through. */
const POSITION = 'looked';
/** Orders whose files are asked for at once. */
const ORDERS_TOGETHER = 200;
/** Orders a batch: each of its files is two calls of Exact, and a slice ends between batches. */
const ORDERS_A_BATCH = 10;

/**
 * Reads files of orders that are in Exact: of those that changed within the days of the settings, since no query tells of a file that is
 * hung on an older order; or of the orders that are named. Without a condition no file goes, and nothing is asked.
 */
export async function* readAttachments(context: FlowContext, request: ReadRequest): Batches {
  const reader = new AttachmentReader(context);
  if (request.kind === 'records') yield* readNamed(reader, request.ids, request.explicit);
  else if (reader.settings.when === undefined) return;
  else if (request.kind === 'sample') yield* readSample(reader, request.count);
  else yield* readWatched(reader, request);
}

async function* readNamed(reader: AttachmentReader, ids: readonly string[], isExplicit: boolean): Batches {
  const isAnyChosen = isExplicit || reader.settings.when !== undefined;
  const orderIds = isAnyChosen ? ids.filter(isSalesforceId) : [];
  for (let start = 0; start < orderIds.length; start += ORDERS_TOGETHER) {
    const orders = await ordersNamed(reader.context, orderIds.slice(start, start + ORDERS_TOGETHER));
    yield* batches(await reader.inputsOf(orders, isExplicit), {});
  }
  yield { ...batch([], {}), recordIds: ids };
}

/** The first orders, of those that changed last, of which something would go. */
async function* readSample(reader: AttachmentReader, count: number): Batches {
  const orders = await latestInExact(reader.context, ORDERS_TOGETHER);
  yield* batches((await reader.inputsOf(orders, false)).slice(0, count), {});
}

async function* readWatched(reader: AttachmentReader, { full, since, cursors }: ChangesRequest): Batches {
  const { context, settings } = reader;
  const position = cursors[POSITION] ?? '';
  const usual = since === undefined ? watchedSince(settings, context.now()) : new Date(since);
  const from = position === '' ? (full ? undefined : usual) : new Date(position);
  let hasPosition = position !== '';
  for await (const page of ordersInExact(context, from)) {
    for (let start = 0; start < page.length; start += ORDERS_TOGETHER) {
      const together = page.slice(start, start + ORDERS_TOGETHER);
      const inputs = await reader.inputsOf(together, false);
      if (inputs.length === 0) continue;
      hasPosition = true;
      yield* batches(inputs, positionAfter(together));
    }
  }
  if (hasPosition) yield batch([], { [POSITION]: '' });
}

function positionAfter(orders: readonly OrderRow[]): Readonly<Record<string, string>> {
  return { [POSITION]: orders.at(-1)?.SystemModstamp ?? '' };
}

/** Positions may be stored once all of them are dealt with. */
function* batches(
  inputs: readonly OrderInput[],
  cursors: Readonly<Record<string, string>>,
): Generator<FlowBatch<AttachmentsInput>> {
  for (let start = 0; start < inputs.length; start += ORDERS_A_BATCH) {
    const isLast = start + ORDERS_A_BATCH >= inputs.length;
    yield batch(inputs.slice(start, start + ORDERS_A_BATCH), isLast ? cursors : {});
  }
}

function batch(orders: readonly OrderInput[], cursors: Readonly<Record<string, string>>): FlowBatch<AttachmentsInput> {
  return { input: { orders }, cursors, followUps: [], recordIds: orders.map(({ order }) => order.Id) };
}

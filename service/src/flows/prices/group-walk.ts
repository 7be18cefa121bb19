import { SYNC_GROUPED_ITEMS, syncStream, type SyncStream } from '../../exact/index.ts';
import type { FlowBatch } from '../flow.ts';
import type { PricesPart, PricesReader } from './reader.ts';
import type { PricesInput } from './types.ts';

/** Name of the stream of items that tells who is in which group. */
export const GROUPED = 'items';

/** The stream of items, which is read where a list is of item groups. Read whole, it tells nothing: the items of all groups are due. */
export function groupedStream({ groups }: PricesReader, isWhole: () => boolean): SyncStream<PricesPart> {
  const stream = syncStream({
    name: GROUPED,
    resource: SYNC_GROUPED_ITEMS,
    keyOf: ({ ID: id }) => id,
    read: async (rows): Promise<PricesPart> => (isWhole() ? {} : groups.changedItems(rows)),
  });
  return {
    name: GROUPED,
    async *batches(...from) {
      if (await groups.areAny()) yield* stream.batches(...from);
    },
  };
}

/** The items of the groups that are due, a page a batch. */
export async function* readDueGroups(reader: PricesReader): AsyncGenerator<FlowBatch<PricesInput>> {
  for await (const part of reader.groups.dueItems()) yield reader.batch([part], reader.groups.positions);
}

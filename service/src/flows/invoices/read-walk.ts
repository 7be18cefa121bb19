import type { SyncWalk } from '../../exact/index.ts';
import type { FlowBatch } from '../flow.ts';
import { Look } from './look.ts';
import type { InvoiceReader } from './reader.ts';
import type { InvoicesInput } from './types.ts';

/** What a page of a stream adds to a look. */
export type Addition = (look: Look) => void;

/** Rows that are looked at together: small changes of several streams share their calls. */
const ROWS_A_BATCH = 2_000;
/** So many pages of which nothing is looked at are a batch too: where a walk may be cut. */
const PAGES_A_BATCH = 5;

/** A walk in batches of some size; what was read before an error is handed on before it. */
export async function* readWalk(reader: InvoiceReader, walk: SyncWalk<Addition>): AsyncGenerator<FlowBatch<InvoicesInput>> {
  let look = new Look();
  let pages = 0;
  let cursors: Readonly<Record<string, string>> = {};
  try {
    for await (const { parts, positions } of walk.batches()) {
      for (const add of parts) add(look);
      cursors = { ...cursors, ...positions };
      pages += parts.length;
      if (look.size < ROWS_A_BATCH && pages < PAGES_A_BATCH) continue;
      yield await reader.batch(look, { cursors });
      look = new Look();
      pages = 0;
      cursors = {};
    }
  } catch (error) {
    if (!look.isEmpty) yield await reader.batch(look, { cursors });
    throw error;
  }
  if (!look.isEmpty || Object.keys(cursors).length > 0) yield await reader.batch(look, { cursors });
}

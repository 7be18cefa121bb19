import { SYNC_PAYMENT_TERMS, SYNC_SALES_INVOICES, syncStream, SyncWalk } from '../../exact/index.ts';
import type { FlowBatch, FlowContext } from '../flow.ts';
import { isInWindow, type HistoryWindow } from '../history.ts';
import { countWithin } from './history.ts';
import type { Look } from './look.ts';
import { InvoiceReader } from './reader.ts';
import { readWalk, type Addition } from './read-walk.ts';
import type { InvoicesInput } from './types.ts';

/**
 * Invoices of a part of the past. Their terms come first: an invoice without them would be open until they come. Deletions, balances and
 * what is open are the everyday walk's.
 */
export async function* readHistory(
  context: FlowContext,
  window: HistoryWindow,
  cursors: Readonly<Record<string, string>>,
): AsyncGenerator<FlowBatch<InvoicesInput>> {
  const { exact, now, timeScale } = context;
  const reader = await InvoiceReader.open(context, window.from);
  if (Object.keys(cursors).length === 0) yield { ...reader.batchOf({}), total: await countWithin(context, window) };
  const walk = new SyncWalk<Addition>({
    ...{ exact, now, timeScale, positions: cursors },
    streams: [
      syncStream({
        name: 'terms',
        resource: SYNC_PAYMENT_TERMS,
        keyOf: ({ ID: id }) => id,
        read: (rows) => {
          // Money that is matched says nothing of an invoice.
          const within = rows.filter(({ InvoiceDate: day, InvoiceNumber: number }) => number !== null && isInWindow(day, window));
          return Promise.resolve((look: Look) => look.addTerms(within));
        },
      }),
      syncStream({
        name: 'invoices',
        resource: SYNC_SALES_INVOICES,
        keyOf: ({ InvoiceID: invoiceId, LineNumber: line, ID: id }) => (line === 0 ? invoiceId : id),
        read: (rows) => {
          const within = rows.filter(({ InvoiceDate: day }) => isInWindow(day, window));
          return Promise.resolve((look: Look) => look.addRows(within));
        },
      }),
    ],
  });
  yield* readWalk(reader, walk);
}

import {
  DELETED_ENTITY_TYPES,
  isGuid,
  SYNC_DEBTOR_CREDITS,
  SYNC_ORDER_AMOUNTS,
  SYNC_ORDER_LINE_AMOUNTS,
  syncStream,
  SyncWalk,
} from '../../exact/index.ts';
import { isSalesforceId } from '../../salesforce/index.ts';
import { debtorIdOf } from '../customers/index.ts';
import { firstPage } from '../first-page.ts';
import type { FlowBatch, FlowContext, ReadRequest } from '../flow.ts';
import { Look } from './look.ts';
import { CreditReader } from './reader.ts';
import { CREDIT_SETTINGS, fingerprintOf } from './settings.ts';
import type { CreditsInput } from './types.ts';

type Batches = AsyncGenerator<FlowBatch<CreditsInput>>;
type Cursors = Readonly<Record<string, string>>;
/** What a page of a stream adds to a look. */
type Addition = (look: Look) => void;

/** Position of the settings under which everything was read: under others it is read again. */
const SETTINGS = 'settings';
/** Name of the stream that is read last: what was ordered is known by then. */
const DEBTORS = 'debtors';
/** Until when changes of what accounts owe were seen: ISO instant. */
const BALANCES = 'balances';
/** Another instance wrote what an account owes with a clock of its own. */
const CLOCKS_MS = 600_000;
/** Rows that are looked at together: small changes of several streams share their calls. */
const ROWS_A_BATCH = 2_000;
const IDS_A_BATCH = 50;
const DEBTORS_A_BATCH = 200;

/** Reads credit lines and open orders of Exact Online, and what accounts owe in Salesforce. */
export async function* readCredit(context: FlowContext, request: ReadRequest): Batches {
  const reader = await CreditReader.open(context);
  if (request.kind === 'sample') yield* readSample(reader, request.count);
  else if (request.kind === 'records') yield* readNamed(reader, request.ids);
  else yield* readStreams(reader, request.since === undefined ? request.cursors : {});
}

async function* readSample(reader: CreditReader, count: number): Batches {
  const accounts = (await firstPage(reader.accounts.pages((path) => `${path}Name != null`))).slice(0, count);
  if (accounts.length === 0) return;
  const look = new Look();
  await reader.addWhole(look, accounts.map(debtorIdOf));
  yield await reader.batch(look);
}

/** Debtors by their ids or by those of their accounts. */
async function* readNamed(reader: CreditReader, ids: readonly string[]): Batches {
  for (let start = 0; start < ids.length; start += IDS_A_BATCH) {
    const asked = ids.slice(start, start + IDS_A_BATCH);
    const guids = asked.filter(isGuid).map((id) => id.toLowerCase());
    const look = new Look();
    const ofAccounts = await reader.accounts.debtorsOf(asked.filter(isSalesforceId));
    await reader.addWhole(look, [...new Set([...guids, ...ofAccounts])]);
    yield await reader.batch(look, { recordIds: asked });
  }
}

async function* readStreams(reader: CreditReader, cursors: Cursors): Batches {
  const { exact, now, timeScale, log, division, configuration, openOrders } = reader.context;
  const settings = fingerprintOf(CREDIT_SETTINGS.of(configuration));
  const positions: Cursors = { ...(cursors[SETTINGS] === settings ? cursors : {}), [SETTINGS]: settings };
  // All debtors come at the end of a first walk: until then nobody has to hear of an order.
  const isQuiet = (positions[DEBTORS] ?? '') === '';
  const quietly = (look: Look, rows: readonly { readonly OrderID: string }[]): void => {
    if (isQuiet) for (const { OrderID: id } of rows) look.quiet.add(id.toLowerCase());
  };
  const walk: SyncWalk<Addition> = new SyncWalk({
    ...{ exact, now, timeScale, positions },
    streams: [
      syncStream({
        name: 'orders',
        resource: SYNC_ORDER_AMOUNTS,
        keyOf: ({ OrderID: id }) => id.toLowerCase(),
        read: (rows) =>
          Promise.resolve((look: Look) => {
            look.addOrders(rows);
            quietly(look, rows);
          }),
      }),
      syncStream({
        name: 'lines',
        resource: SYNC_ORDER_LINE_AMOUNTS,
        keyOf: ({ ID: id }) => id.toLowerCase(),
        read: (rows) =>
          Promise.resolve((look: Look) => {
            look.addLines(rows);
            quietly(look, rows);
          }),
      }),
      syncStream({
        name: DEBTORS,
        resource: SYNC_DEBTOR_CREDITS,
        keyOf: ({ ID: id }) => id.toLowerCase(),
        read: (rows) => Promise.resolve((look: Look) => look.addDebtors(rows)),
      }),
    ],
    deletions: [
      {
        entityType: DELETED_ENTITY_TYPES.salesOrderHeaders,
        read: (keys) => Promise.resolve((look: Look) => keys.forEach((key) => look.goneOrders.add(key))),
      },
      {
        entityType: DELETED_ENTITY_TYPES.salesOrderLines,
        read: (keys) => Promise.resolve((look: Look) => keys.forEach((key) => look.goneLines.add(key))),
      },
    ],
    atEnd: async function* () {
      if (!walk.isWhole('orders')) return;
      // Whatever is not in the whole stream is gone from Exact.
      const debtorIds = await openOrders.closeUnread(new Date(walk.beganAt), now());
      yield (look: Look) => debtorIds.forEach((debtorId) => look.asked.add(debtorId));
    },
  });
  if (walk.deletionsMayBeMissed)
    log.warn({ division }, 'deletions in Exact may have been missed: all sales orders are read again');
  yield* readWalk(reader, walk);
  yield* readOwed(reader, cursors[BALANCES], walk.beganAt);
}

/** A walk in batches of some size; what was read before an error is handed on before it. */
async function* readWalk(reader: CreditReader, walk: SyncWalk<Addition>): Batches {
  let look = new Look();
  let cursors: Cursors = {};
  try {
    for await (const { parts, positions } of walk.batches()) {
      for (const add of parts) add(look);
      cursors = { ...cursors, ...positions };
      if (look.size < ROWS_A_BATCH) continue;
      yield await reader.batch(look, { cursors });
      look = new Look();
      cursors = {};
    }
  } catch (error) {
    if (look.size > 0) yield await reader.batch(look, { cursors });
    throw error;
  }
  if (look.size > 0 || Object.keys(cursors).length > 0) yield await reader.batch(look, { cursors });
}

/** Accounts that owe something else since the last look, and those that were linked since; but for those that this walk has looked at. */
async function* readOwed(reader: CreditReader, seenUntil: string | undefined, beganAt: string): Batches {
  const { now, timeScale } = reader.context;
  if (seenUntil === undefined) {
    yield await reader.batch(new Look(), { cursors: { [BALANCES]: beganAt } });
    return;
  }
  const startedAt = now();
  const since = new Date(Date.parse(seenUntil) - CLOCKS_MS / timeScale);
  const pages = reader.accounts.pages(
    (path) =>
      `${reader.accounts.ownOnly(path)}(${path}Exact_Credit_Synced_At__c = null OR (${path}Exact_Credit_Line__c != null AND ${path}Exact_Balance_Synced_At__c >= ${toSecond(since)}))`,
  );
  for await (const accounts of pages) {
    const debtorIds = accounts.map(debtorIdOf).filter((debtorId) => !reader.looked.has(debtorId));
    for (let start = 0; start < debtorIds.length; start += DEBTORS_A_BATCH) {
      const look = new Look();
      for (const debtorId of debtorIds.slice(start, start + DEBTORS_A_BATCH)) look.owing.add(debtorId);
      yield await reader.batch(look);
    }
  }
  if (startedAt.getTime() - Date.parse(seenUntil) >= CLOCKS_MS / timeScale)
    yield await reader.batch(new Look(), { cursors: { [BALANCES]: toSecond(startedAt) } });
}

function toSecond(moment: Date): string {
  return new Date(Math.floor(moment.getTime() / 1_000) * 1_000).toISOString();
}

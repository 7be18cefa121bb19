import {
  BULK_RECEIVABLES,
  BULK_SALES_INVOICES,
  DELETED_ENTITY_TYPES,
  isGuid,
  newerThan,
  SYNC_PAYMENT_TERMS,
  SYNC_SALES_INVOICES,
  syncStream,
  SyncWalk,
} from '../../exact/index.ts';
import { parseLinkKey } from '../../links/index.ts';
import { isSalesforceId, type SalesforceRow } from '../../salesforce/index.ts';
import { firstPage } from '../first-page.ts';
import type { FlowBatch, FlowContext, ReadRequest } from '../flow.ts';
import { ReceivablesAudit } from './audit.ts';
import { addDebtors, addInvoicesWithTerms } from './exact-reads.ts';
import { Look } from './look.ts';
import { readHistory } from './read-history.ts';
import { readWalk, type Addition } from './read-walk.ts';
import { InvoiceReader } from './reader.ts';
import { fingerprintOf, INVOICE_SETTINGS } from './settings.ts';
import type { InvoicesInput } from './types.ts';

type Batches = AsyncGenerator<FlowBatch<InvoicesInput>>;
type Cursors = Readonly<Record<string, string>>;

/** Position of the settings under which everything was read: under others it is read again. */
const SETTINGS = 'settings';
/** The day for which balances were worked out: what is overdue changes with it, and nothing in Exact says so. */
const DAY = 'day';
/** The day for which what is open was compared with Exact's own list. */
const AUDITED = 'audited';
/** Up to when products that were written were looked at: ISO instant. */
const PRODUCTS = 'products';
/** What the clocks of two systems may differ, and a product may take from its writing to its being seen. */
const CLOCKS_MS = 5 * 60_000;
const IDS_A_BATCH = 50;
/** Newly linked debtors whose invoices one walk fetches, and one batch of it. */
const MOST_LOOKED_UP = 50;
const LOOKED_UP_A_BATCH = 10;
const DEBTORS_A_BATCH = 200;

/** Reads invoices and receivables of Exact Online: what changed by their streams, named ones by themselves. */
export async function* readInvoices(context: FlowContext, request: ReadRequest): Batches {
  if (request.kind === 'changes' && request.history !== undefined) {
    yield* readHistory(context, request.history, request.cursors);
    return;
  }
  const reader = await InvoiceReader.open(context);
  if (request.kind === 'sample') yield* readSample(reader, request.count);
  else if (request.kind === 'records') yield* readNamed(reader, request.ids);
  else yield* readStreams(reader, request.since === undefined ? request.cursors : {});
}

/** The first invoices of the stream; one page tells which they are. */
async function* readSample(reader: InvoiceReader, count: number): Batches {
  const { exact } = reader.context;
  for await (const page of exact.pages(SYNC_SALES_INVOICES, { filter: newerThan('1') })) {
    const ids = [...new Set(page.map(({ InvoiceID: id }) => id.toLowerCase()))].slice(0, count);
    const look = new Look();
    await addInvoicesWithTerms(exact, look, ids);
    // An example is one, however old.
    for (const invoiceId of ids) look.named.add(invoiceId);
    if (!look.isEmpty) yield await reader.batch(look);
    return;
  }
}

/** Invoices by their ids, debtors by theirs or by those of their accounts. */
async function* readNamed(reader: InvoiceReader, ids: readonly string[]): Batches {
  const { exact } = reader.context;
  for (let start = 0; start < ids.length; start += IDS_A_BATCH) {
    const asked = ids.slice(start, start + IDS_A_BATCH);
    const guids = asked.filter(isGuid).map((id) => id.toLowerCase());
    const look = new Look();
    const found = await addInvoicesWithTerms(exact, look, guids);
    for (const invoiceId of found) look.named.add(invoiceId);
    const others = guids.filter((id) => !found.has(id));
    const gone = await reader.standingInvoices(others);
    for (const invoiceId of gone) look.goneDocuments.add(invoiceId);
    const debtors = [...others.filter((id) => !gone.has(id)), ...(await reader.accounts.debtorsOf(asked.filter(isSalesforceId)))];
    await addDebtors(exact, look, [...new Set(debtors)]);
    yield await reader.batch(look, { recordIds: asked });
  }
}

async function* readStreams(reader: InvoiceReader, cursors: Cursors): Batches {
  const { exact, now, timeScale, log, division, configuration } = reader.context;
  const settings = fingerprintOf(INVOICE_SETTINGS.of(configuration));
  const startsOver = cursors[SETTINGS] !== settings;
  const audit = await beginAudit(reader, cursors, startsOver);
  const unseen = (await firstPage(reader.unseen())).slice(0, MOST_LOOKED_UP);
  const walk: SyncWalk<Addition> = new SyncWalk({
    ...{ exact, now, timeScale },
    positions: { ...(startsOver ? {} : cursors), [SETTINGS]: settings },
    streams: [
      syncStream({
        name: 'invoices',
        resource: SYNC_SALES_INVOICES,
        keyOf: ({ InvoiceID: invoiceId, LineNumber: line, ID: id }) => (line === 0 ? invoiceId : id),
        read: (rows) => Promise.resolve((look: Look) => look.addRows(rows)),
      }),
      syncStream({
        name: 'terms',
        resource: SYNC_PAYMENT_TERMS,
        keyOf: ({ ID: id }) => id,
        read: (rows) => Promise.resolve((look: Look) => look.addTerms(rows)),
      }),
    ],
    deletions: [
      { entityType: DELETED_ENTITY_TYPES.salesInvoices, read: (keys) => Promise.resolve(goneIn('goneDocuments', keys)) },
      { entityType: DELETED_ENTITY_TYPES.paymentTerms, read: (keys) => Promise.resolve(goneIn('goneTerms', keys)) },
    ],
    atEnd: async function* () {
      if (walk.deletionsMayBeMissed) yield* untold(reader);
    },
  });
  if (walk.deletionsMayBeMissed)
    log.warn({ division }, 'deletions in Exact may have been missed: all open invoices are compared');
  yield* readWalk(reader, walk);
  if (walk.isWhole('invoices') && walk.isWhole('terms')) {
    // Of these accounts the streams said nothing: they owe nothing, which is news to whoever reckons with it.
    for await (const debtorIds of reader.unseen(walk.beganAt)) yield* readBalances(reader, debtorIds, { isNews: true });
  } else {
    yield* readLinked(reader, unseen);
  }
  yield* readLateLines(reader, cursors[PRODUCTS], walk.beganAt);
  yield* readTurnedDay(reader, cursors[DAY]);
  if (audit !== undefined) yield reader.batchOf({ audited: await audit.compare() }, { [AUDITED]: reader.today });
  else if (cursors[AUDITED] === undefined) yield reader.batchOf({}, { [AUDITED]: reader.today });
}

/** Once a day of the division, but not while everything is read anew. */
async function beginAudit(reader: InvoiceReader, cursors: Cursors, startsOver: boolean): Promise<ReceivablesAudit | undefined> {
  const { nightlyAudit } = INVOICE_SETTINGS.of(reader.context.configuration);
  const isDue = cursors[AUDITED] !== undefined && cursors[AUDITED] !== reader.today && !startsOver;
  return nightlyAudit && isDue ? ReceivablesAudit.begin(reader) : undefined;
}

/** All invoices of debtors whose accounts were linked since the last walk. */
async function* readLinked(reader: InvoiceReader, debtorIds: readonly string[]): Batches {
  for (let start = 0; start < debtorIds.length; start += LOOKED_UP_A_BATCH) {
    const look = new Look();
    await addDebtors(reader.context.exact, look, debtorIds.slice(start, start + LOOKED_UP_A_BATCH));
    yield await reader.batch(look);
  }
}

/** Lines that were read before their items became products. Salesforce alone is asked, and not before there was such a line. */
async function* readLateLines(reader: InvoiceReader, seenUntil: string | undefined, beganAt: string): Batches {
  let isAny = seenUntil === undefined && reader.hasLinesWithoutProduct;
  if (seenUntil !== undefined) {
    const since = new Date(Date.parse(seenUntil) - CLOCKS_MS / reader.context.timeScale);
    for await (const lateLines of reader.lateLines(since)) {
      isAny = true;
      if (lateLines.length > 0) yield reader.batchOf({ lateLines });
    }
  }
  if (isAny) yield reader.batchOf({}, { [PRODUCTS]: beganAt });
}

/** Once a day the balances of those debtors who owe something else now although nothing was booked. */
async function* readTurnedDay(reader: InvoiceReader, day: string | undefined): Batches {
  const { today } = reader;
  if (day === today) return;
  if (day !== undefined) {
    const debtorIds = new Set<string>();
    for (const query of reader.rows.turnedSince(day))
      for await (const rows of reader.context.salesforce.pages<SalesforceRow>(query))
        for (const row of rows) if (typeof row['Exact_Account_Id__c'] === 'string') debtorIds.add(row['Exact_Account_Id__c']);
    yield* readBalances(reader, [...debtorIds]);
  }
  yield await reader.batch(new Look(), { cursors: { [DAY]: today } });
}

async function* readBalances(reader: InvoiceReader, debtorIds: readonly string[], { isNews = false } = {}): Batches {
  for (let start = 0; start < debtorIds.length; start += DEBTORS_A_BATCH) {
    const look = new Look();
    for (const debtorId of debtorIds.slice(start, start + DEBTORS_A_BATCH)) (isNews ? look.asked : look.balances).add(debtorId);
    yield await reader.batch(look);
  }
}

/** What is gone without Exact telling it any more: it is asked for each invoice and each term that can go. */
async function* untold(reader: InvoiceReader): AsyncGenerator<Addition> {
  const { exact, salesforce } = reader.context;
  for await (const rows of salesforce.pages(reader.rows.where('invoices', "Invoice_Status__c = 'Not processed'"))) {
    const ids = idsOf(rows);
    const there = new Set((await exact.findAny(BULK_SALES_INVOICES, 'InvoiceID', 'guid', ids)).map(({ InvoiceID: id }) => id));
    yield goneIn('goneDocuments', lacking(ids, there));
  }
  for await (const rows of salesforce.pages(reader.rows.where('receivables', 'Is_Open__c = true'))) {
    const ids = idsOf(rows);
    const there = new Set((await exact.findAny(BULK_RECEIVABLES, 'ID', 'guid', ids)).map(({ ID: id }) => id));
    yield goneIn('goneTerms', lacking(ids, there));
  }
}

function goneIn(kind: 'goneDocuments' | 'goneTerms', ids: readonly string[]): Addition {
  return (look) => {
    for (const id of ids) look[kind].add(id);
  };
}

function lacking(ids: readonly string[], there: ReadonlySet<string>): string[] {
  const known = new Set([...there].map((id) => id.toLowerCase()));
  return ids.filter((id) => !known.has(id));
}

function idsOf(rows: readonly SalesforceRow[]): string[] {
  return rows.flatMap((row) => parseLinkKey(String(row['Key__c']))?.exactId ?? []);
}

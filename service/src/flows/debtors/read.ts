import { isSalesforceId, SalesforceChanges, type SalesforceRow } from '../../salesforce/index.ts';
import { isLinked } from '../customers/index.ts';
import type { FlowBatch, FlowContext, ReadRequest } from '../flow.ts';
import { accountsOfContacts } from './hints.ts';
import { DebtorReader } from './reader.ts';
import { DEBTOR_SETTINGS } from './settings.ts';
import type { DebtorsInput } from './types.ts';

/** Position of what was deleted, and may have been merged. */
const MERGED = 'merged';

/** As many as one filter of Exact names. */
const ACCOUNTS_A_BATCH = 50;
/** Accounts of changed contacts, and of merges, that are remembered: of more some are looked at twice. */
const MOST_REMEMBERED = 10_000;

type Batches = AsyncGenerator<FlowBatch<DebtorsInput>>;
type ChangesRequest = Extract<ReadRequest, { kind: 'changes' }>;

interface ChangedRow extends SalesforceRow {
  readonly Id: string;
  readonly SystemModstamp: string;
}

/**
 * Reads accounts of Salesforce with their contacts, and whom they are in Exact: those of the request, or those that changed, themselves or
 * one of their contacts, since the positions `accounts` and `contacts`. A first look begins with what changes from then on.
 */
export async function* readDebtors(context: FlowContext, request: ReadRequest): Batches {
  const reader = new DebtorReader(context);
  if (request.kind === 'changes') yield* readChanges(reader, request);
  else if (request.kind === 'sample') {
    const all = { ...request, kind: 'changes', cursors: {}, full: true } as const;
    const rows = await changesOf(reader, 'Account', all, context.now()).first(request.count);
    yield await reader.batch(rows.map(({ Id: id }) => id));
  } else
    for (const ids of slices(request.ids.filter(isSalesforceId)))
      yield await reader.batch(ids, { isExplicit: request.explicit, recordIds: ids });
}

async function* readChanges(reader: DebtorReader, request: ChangesRequest): Batches {
  const now = reader.context.now();
  // Changes until one moment are read of both: an account that was read for its contact was read as it was then, or later. A second
  // look at once would take back what the first one told a person.
  const looked = new Set<string>();
  const remember = (ids: readonly string[]): void => {
    for (const id of ids) if (looked.size < MOST_REMEMBERED) looked.add(id);
  };
  // Of an account that had no debtor nothing else tells that it has one now.
  for await (const { rows, positions } of changesOf(reader, 'Account', request, now).deleted(MERGED, ['MasterRecordId'])) {
    const left = slices([...new Set(rows.flatMap((row) => (row['MasterRecordId'] as string | null) ?? []))]);
    for (const ids of left) {
      remember(ids);
      yield await reader.batch(ids);
    }
    yield await reader.batch([], { cursors: positions });
  }
  // Contacts first: where all accounts are read, what changes of contacts meanwhile is read after that.
  for await (const { rows, positions } of changesOf(reader, 'Contact', request, now).batches(ACCOUNTS_A_BATCH)) {
    const ids = await accountsOfContacts(
      reader.context,
      rows.map(({ Id: id }) => id),
    );
    remember(ids);
    yield await reader.batch(ids, { cursors: positions });
  }
  const isAgain = (id: string): boolean => looked.has(id) && !isOfPast(request);
  for await (const { rows, positions } of changesOf(reader, 'Account', request, now).batches(ACCOUNTS_A_BATCH)) {
    const ids = rows.map(({ Id: id }) => id).filter((id) => !isAgain(id));
    yield await reader.batch(ids, { cursors: positions });
  }
}

/** True where not only what changed since is read of accounts. */
function isOfPast({ since, full }: ChangesRequest): boolean {
  return since !== undefined || full;
}

/** Everything is compared only where a person asks for it, or from the moment that they name. */
function changesOf(
  { context }: DebtorReader,
  object: 'Account' | 'Contact',
  request: ChangesRequest,
  now: Date,
): SalesforceChanges<ChangedRow> {
  const { salesforce, configuration, timeScale } = context;
  const { cursors, since } = request;
  const makes = DEBTOR_SETTINGS.of(configuration).creates !== undefined;
  const isAccount = object === 'Account';
  return new SalesforceChanges<ChangedRow>({
    org: salesforce,
    object,
    fields: [],
    selections: [
      {
        name: isAccount ? 'accounts' : 'contacts',
        where: makes
          ? 'Id != null'
          : isLinked(context, isAccount ? { path: '', id: 'Id' } : { path: 'Account.', id: 'AccountId' }),
        reading: since !== undefined || (isAccount && isOfPast(request)) ? 'overlapping' : 'settled',
      },
    ],
    positions: cursors,
    since: since === undefined ? undefined : new Date(since),
    now,
    timeScale,
  });
}

function slices<Value>(values: readonly Value[]): Value[][] {
  return Array.from({ length: Math.ceil(values.length / ACCOUNTS_A_BATCH) }, (_, index) =>
    values.slice(index * ACCOUNTS_A_BATCH, (index + 1) * ACCOUNTS_A_BATCH),
  );
}

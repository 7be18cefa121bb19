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
    const rows = await changesOf(reader, 'Account', { ...request, kind: 'changes', cursors: {}, full: true }).first(
      request.count,
    );
    yield await reader.batch(rows.map(({ Id: id }) => id));
  } else
    for (const ids of slices(request.ids.filter(isSalesforceId)))
      yield await reader.batch(ids, { isExplicit: request.explicit, recordIds: ids });
}

async function* readChanges(reader: DebtorReader, request: ChangesRequest): Batches {
  // Of an account that had no debtor nothing else tells that it has one now.
  for await (const { rows, positions } of changesOf(reader, 'Account', request).deleted(MERGED, ['MasterRecordId'])) {
    const left = slices([...new Set(rows.flatMap((row) => (row['MasterRecordId'] as string | null) ?? []))]);
    for (const ids of left) yield await reader.batch(ids);
    yield await reader.batch([], { cursors: positions });
  }
  // Contacts first: where all accounts are read, what changes of contacts meanwhile is read after that.
  for (const object of ['Contact', 'Account'] as const)
    for await (const { rows, positions } of changesOf(reader, object, request).batches(ACCOUNTS_A_BATCH)) {
      const changed = rows.map(({ Id: id }) => id);
      const ids = object === 'Account' ? changed : await accountsOfContacts(reader.context, changed);
      yield await reader.batch(ids, { cursors: positions });
    }
}

/** Everything is compared only where a person asks for it, or from the moment that they name. */
function changesOf(
  { context }: DebtorReader,
  object: 'Account' | 'Contact',
  { cursors, full, since }: ChangesRequest,
): SalesforceChanges<ChangedRow> {
  const { salesforce, configuration, now, timeScale } = context;
  const makes = DEBTOR_SETTINGS.of(configuration).creates !== undefined;
  const isAccount = object === 'Account';
  const isOfPast = since !== undefined || (full && isAccount);
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
        reading: isOfPast ? 'overlapping' : 'settled',
      },
    ],
    positions: cursors,
    since: since === undefined ? undefined : new Date(since),
    now: now(),
    timeScale,
  });
}

function slices<Value>(values: readonly Value[]): Value[][] {
  return Array.from({ length: Math.ceil(values.length / ACCOUNTS_A_BATCH) }, (_, index) =>
    values.slice(index * ACCOUNTS_A_BATCH, (index + 1) * ACCOUNTS_A_BATCH),
  );
}

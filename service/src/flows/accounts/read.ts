import {
  DELETED_ENTITY_TYPES,
  isGuid,
  SYNC_ACCOUNTS,
  SYNC_CONTACTS,
  syncStream,
  SyncWalk,
  type ExactAccount,
  type ExactContact,
} from '../../exact/index.ts';
import { isSalesforceId } from '../../salesforce/index.ts';
import { debtorIdOf } from '../customers/index.ts';
import { firstPage } from '../first-page.ts';
import type { FlowBatch, FlowContext, ReadRequest } from '../flow.ts';
import { contactsBrought } from './contacts/read.ts';
import { AccountReader, NO_LOOK, type Look } from './reader.ts';
import { ACCOUNT_SETTINGS, fingerprintOf } from './settings.ts';
import type { AccountsInput } from './types.ts';

type Batches = AsyncGenerator<FlowBatch<AccountsInput>>;
type Cursors = Readonly<Record<string, string>>;

type SyncedAccount = ExactAccount & { readonly Timestamp: string };
type SyncedContact = ExactContact & { readonly Timestamp: string };

/** Position of the settings under which everything was read: under others it is read again. */
const SETTINGS = 'settings';
const IDS_A_BATCH = 50;
const ROWS_A_BATCH = 500;

/** Reads accounts of Exact Online that changed, and those that were deleted, with the accounts of Salesforce that are linked to them. */
export async function* readAccounts(context: FlowContext, request: ReadRequest): Batches {
  const reader = await AccountReader.open(context);
  if (request.kind === 'sample') {
    const accounts = (await firstPage(reader.accounts.pages((path) => `${path}Name != null`))).slice(0, request.count);
    yield await reader.batch(await reader.debtors(accounts.map(debtorIdOf)));
  } else if (request.kind === 'records') yield* readNamed(reader, request.ids);
  else yield* readStreams(reader, request.since === undefined ? request.cursors : {});
}

/** Debtors by their ids or by those of their accounts. */
async function* readNamed(reader: AccountReader, ids: readonly string[]): Batches {
  for (let start = 0; start < ids.length; start += IDS_A_BATCH) {
    const asked = ids.slice(start, start + IDS_A_BATCH);
    const guids = asked.filter(isGuid).map((id) => id.toLowerCase());
    const ofAccounts = await reader.accounts.debtorsOf(asked.filter(isSalesforceId));
    yield await reader.batch(await reader.debtors([...new Set([...guids, ...ofAccounts])]), { recordIds: asked });
  }
}

async function* readStreams(reader: AccountReader, cursors: Cursors): Batches {
  const { exact, now, timeScale, configuration } = reader.context;
  const settings = fingerprintOf(ACCOUNT_SETTINGS.of(configuration));
  const positions: Cursors = { ...(cursors[SETTINGS] === settings ? cursors : {}), [SETTINGS]: settings };
  const brought = contactsBrought(reader.context);
  const walk: SyncWalk<Look> = new SyncWalk({
    ...{ exact, now, timeScale, positions },
    streams: [
      syncStream<SyncedAccount, Look>({
        name: 'debtors',
        resource: SYNC_ACCOUNTS,
        keyOf: ({ ID: id }) => id.toLowerCase(),
        rowsABatch: ROWS_A_BATCH,
        read: (rows) => Promise.resolve({ ...NO_LOOK, debtors: rows }),
      }),
      // Under another setting all of them are read again.
      ...(brought === 'none' ? [] : [contactStream(brought)]),
    ],
    deletions: [
      { entityType: DELETED_ENTITY_TYPES.accounts, read: (keys) => Promise.resolve({ ...NO_LOOK, gone: keys }) },
      ...(brought === 'none' ? [] : [{ entityType: DELETED_ENTITY_TYPES.contacts, read: goneContacts }]),
    ],
  });
  for await (const { parts, positions: read } of walk.batches())
    yield await reader.batch(
      {
        debtors: parts.flatMap(({ debtors }) => debtors),
        gone: parts.flatMap(({ gone }) => gone),
        contacts: parts.flatMap(({ contacts }) => contacts),
        goneContacts: parts.flatMap((part) => part.goneContacts),
      },
      { cursors: read },
    );
}

function contactStream(brought: string) {
  return syncStream<SyncedContact, Look>({
    name: `contacts-${brought}`,
    resource: SYNC_CONTACTS,
    keyOf: ({ ID: id }) => id.toLowerCase(),
    rowsABatch: ROWS_A_BATCH,
    read: (rows) => Promise.resolve({ ...NO_LOOK, contacts: rows }),
  });
}

function goneContacts(keys: readonly string[]): Promise<Look> {
  return Promise.resolve({ ...NO_LOOK, goneContacts: keys });
}

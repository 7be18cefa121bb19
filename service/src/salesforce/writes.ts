import { phrase, TandemError } from '../errors/index.ts';
import { writeBulk } from './bulk.ts';
import type { SalesforceCaller } from './caller.ts';
import { writeCollections } from './collections.ts';
import { writeFiles } from './files.ts';
import type { Names } from './names.ts';
import { writeNoted } from './noted-creates.ts';
import type { SalesforceWrite, SalesforceWriteResult } from './types.ts';
import type { PlacedWrite } from './write-batches.ts';

/** Above that many records of one kind a job is cheaper than calls, and is what Salesforce asks for. */
const LARGEST_FOR_COLLECTIONS = 2_000;

/**
 * Writes records by the way that fits their number, results in the order given. Never throws for a record. After an error that
 * stops or holds back the org, nothing more is sent and the rest carries that error.
 */
export async function writeRecords(
  caller: SalesforceCaller,
  names: Names,
  writes: readonly SalesforceWrite[],
  signal?: AbortSignal,
): Promise<SalesforceWriteResult[]> {
  const placed = writes.map((write, place): PlacedWrite => ({ place, write }));
  const results = new Map<number, SalesforceWriteResult>();
  const plain = placed.filter(({ write }) => write.blob === undefined && write.notedOn === undefined);
  let halt: TandemError | undefined;
  for (const group of Map.groupBy(plain, ({ write }) => kindOf(write)).values())
    if (group.length > LARGEST_FOR_COLLECTIONS && group[0]?.write.action !== 'delete')
      halt ??= await writeBulk(caller, names, group, results, signal);
  const rest = plain.filter(({ place }) => !results.has(place));
  if (halt === undefined) halt = await writeCollections(caller, names, rest, results);
  const noted = placed.filter(({ write }) => write.notedOn !== undefined);
  if (halt === undefined) halt = await writeNoted(caller, names, noted, results);
  const withFiles = placed.filter(({ write }) => write.blob !== undefined);
  if (halt === undefined) await writeFiles(caller, names, withFiles, results);
  return placed.map(({ place }) => results.get(place) ?? { ok: false, error: halt ?? noResult() });
}

function kindOf({ action, object, externalIdField }: SalesforceWrite): string {
  return `${action}/${object}/${externalIdField ?? ''}`;
}

function noResult(): TandemError {
  return new TandemError('salesforce_unreadable_answer', { text: phrase('answer_without_result') });
}

import { isTandemError, toTandemError, type TandemError } from '../errors/index.ts';
import { toCells, writeCsv } from './bulk-csv.ts';
import { IngestJob, type IngestLoad } from './bulk-job.ts';
import { matchResults, type CsvWrite, type RecordKey } from './bulk-results.ts';
import type { SalesforceCaller } from './caller.ts';
import type { Names } from './names.ts';
import type { SalesforceWrite, SalesforceWriteResult } from './types.ts';
import { parentsTogether, type PlacedWrite } from './write-batches.ts';

/** Bytes of one upload. Salesforce takes 100 MB; the results echo it and must fit into one answer. */
const UPLOAD_BYTES = 16 * 1024 * 1024;

/** One upload before it is CSV. */
interface Part {
  readonly operation: IngestLoad['operation'];
  readonly key: RecordKey;
  readonly writes: readonly CsvWrite[];
}

/**
 * Writes records of one object and action through ingest jobs of Bulk API 2.0. Writes without a result are left to collections:
 * what CSV cannot say, rows that were locked, what a duplicate rule held up (jobs cannot let its alerts pass), and everything when
 * Salesforce refuses the job itself. Answers the error that holds back everything after it, or undefined.
 */
export async function writeBulk(
  caller: SalesforceCaller,
  names: Names,
  writes: readonly PlacedWrite[],
  results: Map<number, SalesforceWriteResult>,
  signal: AbortSignal | undefined,
): Promise<TandemError | undefined> {
  for (const part of toParts(names, writes)) {
    const halt = await writePart(caller, names, part, results, signal);
    if (halt !== undefined) return halt;
  }
  return undefined;
}

async function writePart(
  caller: SalesforceCaller,
  names: Names,
  { operation, key, writes }: Part,
  results: Map<number, SalesforceWriteResult>,
  signal: AbortSignal | undefined,
): Promise<TandemError | undefined> {
  const columns = [...new Set(writes.flatMap(({ cells }) => Object.keys(cells)))];
  const object = names.toOrg(writes[0]?.placed.write.object ?? '');
  let job: IngestJob;
  try {
    const csv = writeCsv(
      columns,
      writes.map(({ cells }) => cells),
    );
    const externalIdField = operation === 'upsert' ? key : undefined;
    job = await IngestJob.open(caller, { object, operation, externalIdField, csv, rowCount: writes.length }, signal);
  } catch (thrown) {
    const error = toTandemError(thrown);
    return error.handling === 'person' ? undefined : error;
  }
  try {
    const { scale } = caller.clock;
    const matched = matchResults(writes, await job.run(), { key, columns, names, scale });
    let halt: TandemError | undefined;
    for (const [place, result] of matched) {
      if (!result.ok && isForCollections(result.error)) continue;
      results.set(place, result);
      if (!result.ok && (result.error.handling === 'stop' || result.error.handling === 'wait')) halt ??= result.error;
    }
    return halt;
  } catch (thrown) {
    return toTandemError(thrown);
  }
}

/** Rows by how their record is found, in uploads of a bounded size, children of a parent next to each other. */
function toParts(names: Names, writes: readonly PlacedWrite[]): Part[] {
  const rows = parentsTogether(writes).flatMap((placed) => {
    const cells = toCells(fieldsOf(names, placed.write));
    return cells === undefined ? [] : [{ placed, cells }];
  });
  return [...Map.groupBy(rows, ({ placed }) => keyOf(placed.write) ?? '').values()].flatMap((group) => {
    const write = group[0]?.placed.write;
    const key = write === undefined ? undefined : keyOf(write);
    const operation = key === undefined ? 'insert' : key === 'Id' ? 'update' : 'upsert';
    return uploadsOf(group).map((part) => ({ operation, key: key === undefined ? undefined : names.toOrg(key), writes: part }));
  });
}

function fieldsOf(names: Names, { action, id, fields }: SalesforceWrite): Record<string, unknown> {
  return { ...(action === 'update' ? { Id: id } : {}), ...names.fieldsToOrg(fields) };
}

/**
 * The field by which Salesforce finds the record; undefined where it is certainly new. A new record that carries a unique key is sent
 * as an upsert: whatever becomes of a job, and of the process that began it, there is one record of each.
 */
function keyOf({ action, externalIdField, fields }: SalesforceWrite): string | undefined {
  if (action === 'update') return 'Id';
  if (action === 'upsert') return externalIdField;
  const value = externalIdField === undefined ? undefined : fields[externalIdField];
  return typeof value === 'string' && value.trim() !== '' ? externalIdField : undefined;
}

function uploadsOf(rows: readonly CsvWrite[]): CsvWrite[][] {
  const uploads: CsvWrite[][] = [];
  let room = 0;
  for (const row of rows) {
    // Quotes and separators beside the text itself.
    const bytes = Object.values(row.cells).reduce((sum, cell) => sum + Buffer.byteLength(cell) + 3, 0);
    if (bytes > room || uploads.length === 0) {
      uploads.push([]);
      room = UPLOAD_BYTES;
    }
    uploads.at(-1)?.push(row);
    room -= bytes;
  }
  return uploads;
}

function isForCollections(error: TandemError): boolean {
  return isTandemError(error, 'salesforce_row_locked') || isTandemError(error, 'salesforce_duplicate');
}

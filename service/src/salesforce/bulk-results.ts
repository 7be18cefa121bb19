import { phrase, TandemError, type ParamValue } from '../errors/index.ts';
import type { CsvRow } from './bulk-csv.ts';
import type { IngestResults } from './bulk-job.ts';
import { classifyFault, type SalesforceFault } from './classify.ts';
import type { Names } from './names.ts';
import type { SalesforceWrite, SalesforceWriteResult } from './types.ts';
import type { PlacedWrite } from './write-batches.ts';

/** A write with its cells, under the names of the org. */
export interface CsvWrite {
  readonly placed: PlacedWrite;
  readonly cells: CsvRow;
}

/** The field by which a job finds the record of a row: `Id` or an external id; undefined for an insert. */
export type RecordKey = string | undefined;

/**
 * Gives each row of the results to the write it came from. Results come in no order: a row is found by its record's key, and a
 * new record by all its cells; of several equal rows each takes one.
 */
export function matchResults(
  writes: readonly CsvWrite[],
  results: IngestResults,
  about: { readonly key: RecordKey; readonly columns: readonly string[]; readonly names: Names; readonly scale: number },
): Map<number, SalesforceWriteResult> {
  const { key, columns, names, scale } = about;
  const nameOf = (row: CsvRow): string => {
    if (key === undefined) return wholeRow(row, columns);
    // External ids of the package are case-insensitive, record ids are not.
    return key === 'Id' ? plain(row[key]) : plain(row[key]).toLowerCase();
  };
  const waiting = Map.groupBy(writes, ({ cells }) => nameOf(cells));
  const matched = new Map<number, SalesforceWriteResult>();
  const settle = (rows: readonly CsvRow[], toResult: (row: CsvRow, write: SalesforceWrite) => SalesforceWriteResult): void => {
    for (const row of rows) {
      const found = waiting.get(nameOf(row))?.shift();
      if (found !== undefined) matched.set(found.placed.place, toResult(row, found.placed.write));
    }
  };
  settle(results.succeeded, (row) => ({ ok: true, id: row['sf__Id'] ?? '', created: row['sf__Created'] === 'true' }));
  settle(results.failed, (row, { object, id }) => ({
    ok: false,
    error: classifyFault(readJobFault(row['sf__Error'] ?? ''), { object, names, recordId: id, scale }),
  }));
  settle(results.unprocessed, (_, { object }) => ({
    ok: false,
    error: endedEarly(object, results.endedEarly ?? phrase('job_without_time'), names),
  }));
  for (const { placed } of [...waiting.values()].flat()) {
    const { object } = placed.write;
    const error =
      results.endedEarly === undefined
        ? new TandemError('salesforce_outcome_unknown', { object, text: phrase('job_without_result') }, { outcomeUnknown: true })
        : endedEarly(object, results.endedEarly, names);
    matched.set(placed.place, { ok: false, error });
  }
  return matched;
}

/** `CODE:message:fields --`, as the column sf__Error words it. The message may hold colons and line ends. */
export function readJobFault(text: string): SalesforceFault {
  const [, code, message, fields = ''] = /^([A-Z][A-Z0-9_]*):([\s\S]*):([^:]*)$/.exec(text) ?? [];
  if (code === undefined) return { code: 'UNKNOWN', message: text, fields: [] };
  return { code, message: message ?? text, fields: fields.split(/[\s,]+/).filter((field) => /^\w/.test(field)) };
}

function endedEarly(object: string, text: ParamValue, names: Names): TandemError {
  const field = typeof text === 'string' ? /Field name not found\s*:\s*(\w+)/.exec(text)?.[1] : undefined;
  if (field === undefined) return new TandemError('salesforce_bulk_failed', { object, text });
  const name = names.toLogical(field);
  return new TandemError('salesforce_field_missing', { field: name, text }, { field: name });
}

/** Line ends and blanks at the ends may come back otherwise, and nothing that is stored differs by them. */
function plain(cell: string | undefined): string {
  return (cell ?? '').replace(/\r\n?/g, '\n').trim();
}

function wholeRow(row: CsvRow, columns: readonly string[]): string {
  return JSON.stringify(columns.map((column) => plain(row[column])));
}

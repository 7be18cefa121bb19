import { parse } from 'csv-parse/sync';
import { stringify } from 'csv-stringify/sync';

/** One record as Bulk API 2.0 takes and echoes it: text by column. */
export type CsvRow = Readonly<Record<string, string>>;

/** An empty cell leaves a field alone; this one empties it (Bulk API 2.0 Developer Guide, "Prepare CSV Files"). */
const EMPTIED = '#N/A';

/** Characters a cell and a record may have (Bulk API 2.0 limits). */
const LONGEST_CELL = 32_000;
const LONGEST_RECORD = 400_000;

/** The line ending of every job of Tandem. */
export const LINE_ENDING = 'LF';

/**
 * The cells of one record. Undefined where CSV cannot say what JSON can: a nested record, a text beyond the limits, or a text
 * that would read as an order to empty the field.
 */
export function toCells(fields: Readonly<Record<string, unknown>>): CsvRow | undefined {
  const cells: Record<string, string> = {};
  let length = 0;
  for (const [field, value] of Object.entries(fields)) {
    if (value === undefined) continue;
    const cell = toCell(value);
    if (cell === undefined) return undefined;
    cells[field] = cell;
    length += cell.length;
  }
  return length > LONGEST_RECORD ? undefined : cells;
}

/** Every text stands in quotes, so that line ends, separators and quotes in a text mean nothing. */
export function writeCsv(columns: readonly string[], rows: readonly CsvRow[]): string {
  return stringify([columns, ...rows.map((row) => columns.map((column) => row[column] ?? ''))], {
    quoted: true,
    record_delimiter: '\n',
  });
}

/** Rows of a list of results; none for an empty answer. Throws for text that is no CSV. */
export function readCsv(text: string): CsvRow[] {
  return parse<CsvRow>(text, { columns: true, bom: true, skip_empty_lines: true });
}

function toCell(value: unknown): string | undefined {
  if (value === null) return EMPTIED;
  if (typeof value === 'string') return toTextCell(value);
  if (typeof value === 'boolean' || typeof value === 'number') return String(value);
  if (value instanceof Date) return value.toISOString();
  return isRawNumber(value) ? JSON.stringify(value) : undefined;
}

function toTextCell(value: string): string | undefined {
  // Salesforce stores no blank text: it is the same as none, which an empty cell would not say.
  if (value.trim() === '') return EMPTIED;
  const isOutOfBounds = value.length > LONGEST_CELL || value.trim() === EMPTIED;
  // UTF-8 has no half characters: what is sent must be what comes back.
  return isOutOfBounds ? undefined : value.toWellFormed();
}

/** A decimal that `salesforceNumber` made: an object whose JSON is its digits. */
function isRawNumber(value: unknown): value is object {
  return typeof value === 'object' && value !== null && 'rawJSON' in value;
}

import { createReadStream } from 'node:fs';
import { parse } from 'csv-parse';

/** One row of the file, as text. */
export interface RetailRow {
  /** Line of the file, the header being 1. */
  readonly fileLine: number;
  readonly InvoiceNo: string;
  readonly StockCode: string;
  readonly Description: string;
  readonly Quantity: string;
  readonly InvoiceDate: string;
  readonly UnitPrice: string;
  readonly CustomerID: string;
  readonly Country: string;
}

const COLUMNS = [
  'InvoiceNo',
  'StockCode',
  'Description',
  'Quantity',
  'InvoiceDate',
  'UnitPrice',
  'CustomerID',
  'Country',
] as const;

/**
 * Streams the rows of a comma-separated file with the columns InvoiceNo, StockCode, Description, Quantity,
 * InvoiceDate, UnitPrice, CustomerID and Country, in any order. Throws when a column is missing, because then every row would
 * be wrong; a short or long row is handed on with empty texts, to be refused by what is missing in it.
 */
export async function* readRetailRows(file: string): AsyncGenerator<RetailRow> {
  const parser = createReadStream(file).pipe(
    parse({ bom: true, columns: checkedColumns, info: true, relax_column_count: true, skip_empty_lines: true, trim: true }),
  );
  for await (const entry of parser as AsyncIterable<{ info: { lines: number }; record: Record<string, string | undefined> }>) {
    const { record } = entry;
    yield {
      fileLine: entry.info.lines,
      InvoiceNo: record['InvoiceNo'] ?? '',
      StockCode: record['StockCode'] ?? '',
      Description: record['Description'] ?? '',
      Quantity: record['Quantity'] ?? '',
      InvoiceDate: record['InvoiceDate'] ?? '',
      UnitPrice: record['UnitPrice'] ?? '',
      CustomerID: record['CustomerID'] ?? '',
      Country: record['Country'] ?? '',
    };
  }
}

function checkedColumns(header: string[]): string[] {
  const missing = COLUMNS.filter((column) => !header.includes(column));
  if (missing.length > 0) throw new Error(`the file lacks the column ${missing.join(', ')}; it has ${header.join(', ')}`);
  return header;
}

import { phrase, type Phrase } from '../errors/index.ts';

/** Value tables of a configuration: what a value of Salesforce is called in Exact Online. */
export const TABLE_NAMES = ['vat', 'vatOfSales', 'paymentConditions', 'shippingMethods', 'countries'] as const;

export type TableName = (typeof TABLE_NAMES)[number];

/** What pages show of a table: what it is called, what stands in it, and the list of codes its right side is chosen from. */
interface ShownTable {
  readonly list: string;
  readonly title: Phrase;
  readonly explanation: Phrase;
}

/** The tables in the order in which pages show them; problems call them by their titles too. */
export const TABLES: Readonly<Record<TableName, ShownTable>> = {
  vat: { list: 'vatCodes', title: phrase('table_vat'), explanation: phrase('table_vat_help') },
  vatOfSales: { list: 'vatCodes', title: phrase('table_vat_of_sales'), explanation: phrase('table_vat_of_sales_help') },
  paymentConditions: {
    list: 'paymentConditions',
    title: phrase('table_payment_conditions'),
    explanation: phrase('table_payment_conditions_help'),
  },
  shippingMethods: {
    list: 'shippingMethods',
    title: phrase('table_shipping_methods'),
    explanation: phrase('table_shipping_methods_help'),
  },
  countries: { list: 'countries', title: phrase('table_countries'), explanation: phrase('table_countries_help') },
};

export interface TableRow {
  readonly salesforce: string;
  readonly exact: string;
}

export type ValueTables = Readonly<Record<TableName, readonly TableRow[]>>;

/** Rows by what they stand for; a table may have thousands, and each record looks several up. */
const indexes = new WeakMap<readonly TableRow[], ReadonlyMap<string, string>>();
const backIndexes = new WeakMap<readonly TableRow[], ReadonlyMap<string, string>>();

/** The Exact value for a Salesforce value, compared without case and outer spaces; undefined when no row says it. */
export function lookUp(tables: ValueTables, table: TableName, value: string): string | undefined {
  const rows = tables[table];
  const index = indexes.get(rows) ?? indexed(rows);
  indexes.set(rows, index);
  return index.get(tableKey(value));
}

/** The Salesforce value that stands for an Exact value, that of the first row for it; undefined when no row has it. */
export function lookUpBack(tables: ValueTables, table: TableName, code: string): string | undefined {
  const rows = tables[table];
  const index = backIndexes.get(rows) ?? new Map(rows.toReversed().map((row) => [tableKey(row.exact), row.salesforce]));
  backIndexes.set(rows, index);
  return index.get(tableKey(code));
}

/** Of several rows for one value the first counts. */
function indexed(rows: readonly TableRow[]): ReadonlyMap<string, string> {
  return new Map(rows.toReversed().map(({ salesforce, exact }) => [tableKey(salesforce), exact]));
}

/** Two values of Salesforce with the same key are the same row. */
export function tableKey(value: string): string {
  return value.trim().toLowerCase();
}

export function isTableName(name: string): name is TableName {
  return (TABLE_NAMES as readonly string[]).includes(name);
}

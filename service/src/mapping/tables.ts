/** Value tables of a configuration: what a value of Salesforce is called in Exact Online. */
export const TABLE_NAMES = ['vat', 'paymentConditions', 'shippingMethods', 'countries'] as const;

export type TableName = (typeof TABLE_NAMES)[number];

/** The tables as people call them. */
export const TABLE_TITLES: Readonly<Record<TableName, string>> = {
  vat: 'VAT codes',
  paymentConditions: 'Payment conditions',
  shippingMethods: 'Shipping methods',
  countries: 'Countries',
};

export interface TableRow {
  readonly salesforce: string;
  readonly exact: string;
}

export type ValueTables = Readonly<Record<TableName, readonly TableRow[]>>;

/** Rows by what they stand for; a table may have thousands, and each record looks several up. */
const indexes = new WeakMap<readonly TableRow[], ReadonlyMap<string, string>>();

/** The Exact value for a Salesforce value, compared without case and outer spaces; undefined when no row says it. */
export function lookUp(tables: ValueTables, table: TableName, value: string): string | undefined {
  const rows = tables[table];
  const index = indexes.get(rows) ?? indexed(rows);
  indexes.set(rows, index);
  return index.get(tableKey(value));
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

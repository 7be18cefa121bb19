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

/** The Exact value for a Salesforce value, compared without case and outer spaces; undefined when no row says it. */
export function lookUp(tables: ValueTables, table: TableName, value: string): string | undefined {
  const wanted = tableKey(value);
  return tables[table].find((row) => tableKey(row.salesforce) === wanted)?.exact;
}

/** Two values of Salesforce with the same key are the same row. */
export function tableKey(value: string): string {
  return value.trim().toLowerCase();
}

export function isTableName(name: string): name is TableName {
  return (TABLE_NAMES as readonly string[]).includes(name);
}

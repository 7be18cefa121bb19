import type { ConfigurationDocument, FieldProblem } from 'tandem/middleware';

type Tables = NonNullable<ConfigurationDocument['tables']>;

/** A value table of the settings: what a value of Salesforce is called in Exact Online. */
export type TableName = keyof Tables;
export type TableRow = NonNullable<Tables['vat']>[number];

/** Settings outside of tables, as the page calls them. */
const SETTING_NAMES: Readonly<Record<string, string>> = {
  '/divisions': 'Division in Exact Online',
  '/flows/products/enabled': 'Products switched on or off',
  '/flows/orders/enabled': 'Orders switched on or off',
  '/flows/products/prices/vat': 'Prices in Salesforce',
  '/flows/products/prices/tooPrecise': 'Prices with more decimals than Salesforce keeps',
  '/flows/products/family': 'Product family',
  '/flows/orders/statuses': 'Send orders with status',
  '/flows/orders/sendFrom': 'Start point of orders',
  '/flows/orders/debtor': 'Debtor of an order',
};

interface Choice {
  label: string;
  value: string;
}

/** What can be chosen for a setting, the default first. */
export const CHOICES: Readonly<Record<'priceVat' | 'tooPrecise' | 'family' | 'debtorUse', Choice[]>> = {
  priceVat: [
    { label: 'As in Exact Online', value: 'asInExact' },
    { label: 'Excluding VAT', value: 'excluding' },
    { label: 'Including VAT', value: 'including' },
  ],
  tooPrecise: [
    { label: 'Round them', value: 'round' },
    { label: 'Do not take them over', value: 'block' },
  ],
  family: [
    { label: 'Item group of Exact Online', value: 'fromItemGroup' },
    { label: 'Leave as it is in Salesforce', value: 'none' },
  ],
  debtorUse: [
    { label: "The order's account", value: 'account' },
    { label: 'One debtor for private buyers, else the account', value: 'defaultForPrivate' },
    { label: 'One debtor for all orders', value: 'default' },
  ],
};

type Container = Record<string, unknown> | unknown[];

/** The value at a JSON pointer (RFC 6901), or undefined. */
export function valueAt(document: unknown, pointer: string): unknown {
  return steps(pointer).reduce<unknown>(
    (value, step) => (isContainer(value) ? (value as Record<string, unknown>)[step] : undefined),
    document,
  );
}

/** A copy of the document with the value at the pointer; `undefined` takes the value away. Missing objects on the way are made. */
export function withValueAt<Document>(document: Document, pointer: string, value: unknown): Document {
  const copy = JSON.parse(JSON.stringify(document ?? {})) as Document;
  const path = steps(pointer);
  const last = path.pop() ?? '';
  let place = copy as unknown as Record<string, unknown>;
  for (const step of path) {
    if (!isContainer(place[step])) {
      place[step] = {};
    }
    place = place[step] as Record<string, unknown>;
  }
  if (value === undefined) {
    delete place[last];
  } else {
    place[last] = value;
  }
  return copy;
}

/** The problems of the value at a pointer and of everything inside it. */
export function problemsAt(problems: readonly FieldProblem[], pointer: string): FieldProblem[] {
  return problems.filter((problem) => problem.pointer === pointer || problem.pointer.startsWith(`${pointer}/`));
}

/**
 * One person's unsaved edits over what another has saved meanwhile: tables are merged row by row; of any other setting that both
 * changed mine stands. Answers the edits and a text for each of the other's changes.
 */
export function layOver(
  edits: Readonly<Record<string, unknown>>,
  former: ConfigurationDocument,
  next: ConfigurationDocument,
  tables: readonly { readonly name: TableName; readonly heading: string }[],
): { edits: Record<string, unknown>; othersChanges: string[] } {
  const rowsIn = (document: ConfigurationDocument, name: TableName): readonly TableRow[] => document.tables?.[name] ?? [];
  const merged = tables.flatMap(({ name }) => {
    const mine = edits[`/tables/${name}`] as readonly TableRow[] | undefined;
    return mine ? [[`/tables/${name}`, mergeRows(rowsIn(former, name), mine, rowsIn(next, name))]] : [];
  });
  const ofTables = tables.flatMap(({ name, heading }) =>
    describeRows(rowsIn(former, name), rowsIn(next, name)).map((text) => `${heading}: ${text}.`),
  );
  const ofOthers = Object.entries(SETTING_NAMES)
    .filter(([pointer]) => JSON.stringify(valueAt(former, pointer)) !== JSON.stringify(valueAt(next, pointer)))
    .map(([pointer, name]) => (pointer in edits ? `${name}: you changed it too; yours will be saved.` : `${name}.`));
  return { edits: { ...edits, ...Object.fromEntries(merged) }, othersChanges: [...ofTables, ...ofOthers] };
}

/** Two administrators' rows over what both began with: each keeps what they changed; where both changed one row, mine stands. */
function mergeRows(base: readonly TableRow[], mine: readonly TableRow[], theirs: readonly TableRow[]): TableRow[] {
  const [before, own, other] = [byKey(base), byKey(mine), byKey(theirs)];
  const isMine = (key: string): boolean => own.get(key)?.exact !== before.get(key)?.exact;
  const kept = theirs.flatMap((row) => {
    const key = keyOf(row);
    return isMine(key) ? (own.get(key) ?? []) : row;
  });
  // Rows that are still being filled in have no key to be merged by.
  const added = mine.filter((row) => keyOf(row) === '' || (!other.has(keyOf(row)) && isMine(keyOf(row))));
  return [...kept, ...added];
}

/** What became of the rows of a table, one text a row. */
function describeRows(before: readonly TableRow[], after: readonly TableRow[]): string[] {
  const [old, now] = [byKey(before), byKey(after)];
  const removed = before.filter((row) => !now.has(keyOf(row))).map(({ salesforce }) => `“${salesforce}” was removed`);
  const others = after.flatMap((row) => {
    const former = old.get(keyOf(row));
    if (former?.exact === row.exact) {
      return [];
    }
    return former
      ? `“${row.salesforce}” is ${row.exact} now, it was ${former.exact}`
      : `“${row.salesforce}” is new: ${row.exact}`;
  });
  return [...removed, ...others];
}

function byKey(rows: readonly TableRow[]): Map<string, TableRow> {
  return new Map(rows.map((row) => [keyOf(row), row]));
}

/** Rows are the same when the service reads them as the same. */
function keyOf({ salesforce }: TableRow): string {
  return salesforce.trim().toLowerCase();
}

function steps(pointer: string): string[] {
  return pointer
    .split('/')
    .slice(1)
    .map((step) => step.replace(/~1/g, '/').replace(/~0/g, '~'));
}

function isContainer(value: unknown): value is Container {
  return typeof value === 'object' && value !== null;
}

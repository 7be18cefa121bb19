import { fill } from 'c/labelText';
import bothChanged from '@salesforce/label/c.SettingsUtils_BothChanged';
import rowChanged from '@salesforce/label/c.SettingsUtils_RowChanged';
import rowNew from '@salesforce/label/c.SettingsUtils_RowNew';
import rowRemoved from '@salesforce/label/c.SettingsUtils_RowRemoved';
import type { ConfigurationDocument, FieldProblem } from 'tandem/middleware';

const labels = {
  bothChanged,
  rowChanged,
  rowNew,
  rowRemoved,
};

/** What a value of Salesforce is called in Exact Online. */
export interface TableRow {
  salesforce: string;
  exact: string;
}

/** Something of the document that a person knows by a name. */
export interface NamedPlace {
  pointer: string;
  name: string;
}

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
 * @param edits new values by JSON pointer
 * @param places the tables, and the settings outside of them; a setting inside another one comes before it
 */
export function layOver(
  edits: Readonly<Record<string, unknown>>,
  former: ConfigurationDocument,
  next: ConfigurationDocument,
  places: { readonly tables: readonly NamedPlace[]; readonly settings: readonly NamedPlace[] },
): { edits: Record<string, unknown>; othersChanges: string[] } {
  const rowsIn = (document: ConfigurationDocument, pointer: string): readonly TableRow[] =>
    (valueAt(document, pointer) ?? []) as readonly TableRow[];
  const merged = places.tables.flatMap(({ pointer }) => {
    const mine = edits[pointer] as readonly TableRow[] | undefined;
    return mine ? [[pointer, mergeRows(rowsIn(former, pointer), mine, rowsIn(next, pointer))] as const] : [];
  });
  const ofTables = places.tables.flatMap(({ pointer, name }) =>
    describeRows(name, rowsIn(former, pointer), rowsIn(next, pointer)),
  );
  const ofSettings = changedPlaces(places.settings, former, next).map(({ pointer, name }) => {
    return pointer in edits ? fill(labels.bothChanged, { setting: name }) : `${name}.`;
  });
  return { edits: { ...edits, ...Object.fromEntries(merged) }, othersChanges: [...ofTables, ...new Set(ofSettings)] };
}

/** Which places differ in two documents; what was found inside a place is not what makes the place differ. */
function changedPlaces(
  places: readonly NamedPlace[],
  former: ConfigurationDocument,
  next: ConfigurationDocument,
): readonly NamedPlace[] {
  let [before, after] = [former, next];
  return places.filter(({ pointer }) => {
    const isChanged = JSON.stringify(valueAt(before, pointer)) !== JSON.stringify(valueAt(after, pointer));
    [before, after] = [withValueAt(before, pointer, undefined), withValueAt(after, pointer, undefined)];
    return isChanged;
  });
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
function describeRows(table: string, before: readonly TableRow[], after: readonly TableRow[]): string[] {
  const [old, now] = [byKey(before), byKey(after)];
  const removed = before
    .filter((row) => !now.has(keyOf(row)))
    .map(({ salesforce }) => fill(labels.rowRemoved, { table, value: salesforce }));
  const others = after.flatMap((row) => {
    const former = old.get(keyOf(row));
    if (former?.exact === row.exact) {
      return [];
    }
    const slots = { table, value: row.salesforce, exact: row.exact };
    return former ? fill(labels.rowChanged, { ...slots, former: former.exact }) : fill(labels.rowNew, slots);
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

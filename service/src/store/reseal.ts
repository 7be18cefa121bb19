import { sql, type RawBuilder, type Transaction } from 'kysely';
import { resealCanary } from './key-canary.ts';
import { OrgScope, type StoreBase } from './org-scope.ts';
import type { Database } from './schema.ts';

const PAGE_ROWS = 200;

/** A column that holds sealed values: its table, what names a row within its org, and what the seal was made for. */
interface SealedColumn {
  readonly table: string;
  readonly column: string;
  readonly key: readonly { readonly name: string; readonly type: 'text' | 'int' | 'bigint' }[];
  readonly purposeOf: (row: SealedRow) => string;
  /** The column that names the org; `id` of the table of orgs, which no tenant reads. */
  readonly org?: 'id';
}

interface SealedRow {
  readonly sealed: string;
  readonly [key: string]: string | number;
}

/** Every sealed column but that of logins which have begun: those are over after ten minutes. */
const SEALED_COLUMNS: readonly SealedColumn[] = [
  {
    table: 'connection',
    column: 'credentials',
    key: [{ name: 'system', type: 'text' }],
    purposeOf: (row) => `connection.${row['system']}`,
  },
  { table: 'connection', column: 'names', key: [{ name: 'system', type: 'text' }], purposeOf: () => 'connection.names' },
  { table: 'org', column: 'paused_by', key: [{ name: 'id', type: 'text' }], purposeOf: () => 'author', org: 'id' },
  {
    table: 'lane',
    column: 'stopped_problem',
    key: [
      { name: 'division', type: 'int' },
      { name: 'flow', type: 'text' },
    ],
    purposeOf: () => 'lane',
  },
  { table: 'issue', column: 'payload', key: [{ name: 'id', type: 'text' }], purposeOf: () => 'issue' },
  { table: 'alert', column: 'payload', key: [{ name: 'id', type: 'bigint' }], purposeOf: () => 'alert' },
  { table: 'run', column: 'problem', key: [{ name: 'id', type: 'text' }], purposeOf: () => 'run' },
  { table: 'run', column: 'waiting_problem', key: [{ name: 'id', type: 'text' }], purposeOf: () => 'run' },
  {
    table: 'operation',
    column: 'payload',
    key: [
      { name: 'run_id', type: 'text' },
      { name: 'seq', type: 'int' },
    ],
    purposeOf: () => 'operation',
  },
  { table: 'config_version', column: 'author', key: [{ name: 'version', type: 'int' }], purposeOf: () => 'author' },
  { table: 'approval', column: 'payload', key: [{ name: 'id', type: 'text' }], purposeOf: () => 'approval' },
  { table: 'approval', column: 'decision', key: [{ name: 'id', type: 'text' }], purposeOf: () => 'approval' },
  { table: 'activity', column: 'payload', key: [{ name: 'id', type: 'bigint' }], purposeOf: () => 'activity' },
];

/** What became of the values of one table that another key than the first had sealed. */
export interface ResealCount {
  readonly table: string;
  readonly resealed: number;
  /** Somebody stored a newer value in between, with the first key. */
  readonly overtaken: number;
  /** Their key is not in the ring, or they were altered: left as they are. */
  readonly unreadable: number;
}

/**
 * Seals with the first key what another one sealed, org by org and page by page, next to running instances: a value is
 * replaced only if it is still the one that was read, so a token that was renewed meanwhile stays. `onOrg` is told of each org
 * that is done. Answers the sums by table.
 */
export async function reseal(
  base: StoreBase,
  onOrg: (done: number, total: number) => void = () => undefined,
): Promise<readonly ResealCount[]> {
  const orgs = await base.db.selectFrom('org').select('id').orderBy('id').execute();
  const sums = new Map(
    SEALED_COLUMNS.map(({ table }): [string, ResealCount] => [table, { table, resealed: 0, overtaken: 0, unreadable: 0 }]),
  );
  for (const [index, { id }] of orgs.entries()) {
    const scope = new OrgScope(base, id);
    for (const place of SEALED_COLUMNS) {
      const before = sums.get(place.table);
      const count = await resealColumn(scope, place);
      if (before !== undefined) sums.set(place.table, added(before, count));
    }
    onOrg(index + 1, orgs.length);
  }
  await resealCanary(base);
  return [...sums.values()];
}

async function resealColumn(scope: OrgScope, place: SealedColumn): Promise<ResealCount> {
  let sum: ResealCount = { table: place.table, resealed: 0, overtaken: 0, unreadable: 0 };
  let after: SealedRow | undefined;
  do {
    const rows = await readPage(scope, place, after);
    const renewed = rows.flatMap((row) => {
      const next = sealedAnew(scope, place, row);
      return next === undefined ? [] : [{ ...row, next }];
    });
    const resealed = renewed.length === 0 ? 0 : await replace(scope, place, renewed);
    sum = added(sum, {
      table: place.table,
      resealed,
      overtaken: renewed.length - resealed,
      unreadable: rows.length - renewed.length,
    });
    after = rows.length < PAGE_ROWS ? undefined : rows.at(-1);
  } while (after !== undefined);
  return sum;
}

/** The rows behind `after` whose value another key sealed, in the order of their keys. */
async function readPage(scope: OrgScope, place: SealedColumn, after: SealedRow | undefined): Promise<SealedRow[]> {
  const keys = sql.join(place.key.map(({ name }) => sql.ref(name)));
  const column = sql.ref(place.column);
  const beyond =
    after === undefined
      ? sql`true`
      : sql`(${keys}) > (${sql.join(place.key.map(({ name, type }) => sql`${after[name]}::${sql.raw(type)}`))})`;
  const { rows } = await inPlace(scope, place, (tx) =>
    sql<SealedRow>`
      select ${keys}, ${column} as sealed from ${sql.table(place.table)}
      where ${orgOf(place)} = ${scope.orgId} and ${column} like '1.%' and split_part(${column}, '.', 2) <> ${scope.base.keyRing.sealingId} and ${beyond}
      order by ${keys} limit ${PAGE_ROWS}::int`.execute(tx.withoutPlugins()),
  );
  return rows;
}

function inPlace<T>(scope: OrgScope, place: SealedColumn, work: (tx: Transaction<Database>) => Promise<T>): Promise<T> {
  return place.org === undefined ? scope.run(work) : scope.base.db.transaction().execute(work);
}

function orgOf(place: SealedColumn): RawBuilder<unknown> {
  return sql.ref(place.org ?? 'org_id');
}

function sealedAnew(scope: OrgScope, place: SealedColumn, row: SealedRow): string | undefined {
  const { keyRing } = scope.base;
  const purpose = place.purposeOf(row);
  try {
    return keyRing.seal(scope.orgId, purpose, keyRing.open(scope.orgId, purpose, row.sealed));
  } catch {
    return undefined;
  }
}

/** Answers how many still held what was read. */
async function replace(
  scope: OrgScope,
  place: SealedColumn,
  rows: readonly (SealedRow & { readonly next: string })[],
): Promise<number> {
  const column = sql.ref(place.column);
  const columns = sql.join([
    ...place.key.map(({ name, type }) => sql`${sql.ref(name)} ${sql.raw(type)}`),
    sql`sealed text`,
    sql`next text`,
  ]);
  const isSameRow = sql.join(
    place.key.map(({ name }) => sql`t.${sql.ref(name)} = d.${sql.ref(name)}`),
    sql` and `,
  );
  const result = await inPlace(scope, place, (tx) =>
    sql`
      update ${sql.table(place.table)} t set ${column} = d.next
      from jsonb_to_recordset(${JSON.stringify(rows)}::text::jsonb) as d(${columns})
      where t.${orgOf(place)} = ${scope.orgId} and ${isSameRow} and t.${column} = d.sealed`.execute(tx.withoutPlugins()),
  );
  return Number(result.numAffectedRows ?? 0n);
}

function added(a: ResealCount, b: ResealCount): ResealCount {
  return {
    table: a.table,
    resealed: a.resealed + b.resealed,
    overtaken: a.overtaken + b.overtaken,
    unreadable: a.unreadable + b.unreadable,
  };
}

import { sql, type Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';
import type { Database } from '../schema.ts';

/**
 * The known migrations, and those of a newer version that the database carries already. Migrations only add what the version
 * before can live without, so an older instance may start beside a newer one: in a rolling deploy, and after a rollback. One that
 * does more says so in the changelog. Kysely would refuse a database with names it does not know.
 */
export async function withNewer(
  db: Kysely<Database>,
  schema: string,
  known: Readonly<Record<string, Migration>>,
): Promise<Record<string, Migration>> {
  const table = sql.table(`${schema}.kysely_migration`);
  const { rows: tables } = await sql<{ exists: boolean }>`
    select to_regclass(${`"${schema}".kysely_migration`}) is not null as exists`.execute(db);
  if (tables[0]?.exists !== true) return { ...known };
  const { rows } = await sql<{ name: string }>`select name from ${table} order by name`.execute(db);
  const newest = Object.keys(known).sort().at(-1) ?? '';
  const newer = rows.map(({ name }) => name).filter((name) => name > newest);
  return { ...known, ...Object.fromEntries(newer.map((name) => [name, ALREADY_APPLIED])) };
}

const ALREADY_APPLIED: Migration = { up: async () => undefined };

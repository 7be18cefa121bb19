import { sql, type Kysely } from 'kysely';

/** The days of the activity log that were made before each got row-level security of its own. */
export async function up(db: Kysely<unknown>): Promise<void> {
  const { rows } = await sql<{ name: string }>`
    select c.relname as name from pg_inherits i join pg_class c on c.oid = i.inhrelid
    where i.inhparent = to_regclass('activity')`.execute(db);
  for (const { name } of rows) await sql`alter table ${sql.table(name)} enable row level security`.execute(db);
}

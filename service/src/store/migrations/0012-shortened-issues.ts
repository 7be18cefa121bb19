import { sql, type Kysely } from 'kysely';

/** When an issue that has waited for very long lost its words. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table issue add column shortened_at timestamptz`.execute(db);
}

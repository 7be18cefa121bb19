import { sql, type Kysely } from 'kysely';

/** Who signed in stands sealed beside what is no secret; retention moves the names that stand in the clear. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table connection add column names text`.execute(db);
}

import { sql, type Kysely } from 'kysely';

/** A hash of what was posted: tells our own document from another one with its reference, and a record that changed since. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table claim add column content text`.execute(db);
}

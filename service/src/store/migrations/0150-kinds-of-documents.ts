import { sql, type Kysely } from 'kysely';

/** A record may become one of several kinds of documents, and stays what it was begun as; null for what was sent before. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table claim add column kind text`.execute(db);
}

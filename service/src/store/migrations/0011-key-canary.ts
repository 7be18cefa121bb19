import { sql, type Kysely } from 'kysely';

/** One sealed word, by which a start with the wrong master keys is noticed before anything is sealed with them. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create table key_canary (
    is_single boolean primary key default true check (is_single),
    sealed text not null
  )`.execute(db);
}

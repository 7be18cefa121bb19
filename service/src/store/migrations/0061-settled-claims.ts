import { sql, type Kysely } from 'kysely';

/** Since when a document is known to be in Exact, also one that Tandem took over and never posted: its claim ends with time too. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table claim add column settled_at timestamptz`.execute(db);
  await sql`update claim set settled_at = coalesce(posted_at, now()) where exact_id is not null`.execute(db);
}

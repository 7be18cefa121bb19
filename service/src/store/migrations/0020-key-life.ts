import { sql, type Kysely } from 'kysely';

/** Keys show when they were last used, and remember when they were last exchanged for a new one. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table api_key add column last_used_at timestamptz, add column rotated_at timestamptz`.execute(db);
  await sql`create index api_key_org on api_key (org_id)`.execute(db);
}

import { sql, type Kysely } from 'kysely';

/**
 * Since when an org is paused, and by whom: what somebody whose button is refused wants to know. Kept only while it is paused.
 * The orgs that are paused already were so from this moment at the latest.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table org add column paused_at timestamptz, add column paused_by text`.execute(db);
  await sql`update org set paused_at = now(), paused_by = '' where state = 'paused'`.execute(db);
}

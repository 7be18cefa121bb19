import { sql, type Kysely } from 'kysely';

/**
 * When a link was last in step, so that no page has to ask the activity log, which is dropped; and links by the id of either side,
 * whatever they are and in whatever division. Instances of the version before write rows without the moment.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table link add column in_step_at timestamptz`.execute(db);
  await sql`create index link_salesforce on link (org_id, salesforce_id)`.execute(db);
  await sql`drop index link_exact`.execute(db);
  await sql`create index link_exact on link (org_id, lower(exact_id))`.execute(db);
}

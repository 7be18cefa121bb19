import { sql, type Kysely } from 'kysely';

/**
 * What every slice asks first and last, however many items wait: which were left behind in the middle of their work, and
 * when the next one is due.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create index work_item_working on work_item (org_id, flow, division) where state = 'working'`.execute(db);
  await sql`create index work_item_next on work_item (org_id, flow, division, next_attempt_at) where state = 'waiting'`.execute(
    db,
  );
}

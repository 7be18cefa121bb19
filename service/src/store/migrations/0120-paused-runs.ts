import { sql, type Kysely } from 'kysely';

/** A person may have a long run rest, and go on with it later. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table run drop constraint run_state_check`.execute(db);
  await sql`alter table run add constraint run_state_check
    check (state in ('queued', 'running', 'paused', 'planned', 'succeeded', 'failed', 'cancelled'))`.execute(db);
}

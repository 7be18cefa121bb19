import { sql, type Kysely } from 'kysely';

/**
 * Records of a run that is not over: each counts once, however often it is looked at, and one that waits for a limit, a lock or its
 * next attempt belongs to the run until it is through. Gone when the run is over.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create table run_record (
    org_id text not null references org(id) on delete cascade,
    run_id text not null references run(id) on delete cascade,
    record_id text not null,
    state text not null check (state in ('done', 'waiting')),
    status text check (status in ('created', 'updated', 'unchanged', 'skipped', 'blocked', 'failed')),
    attempts integer not null default 0,
    until timestamptz,
    primary key (run_id, record_id)
  )`.execute(db);
  await sql`create index run_record_waiting on run_record (run_id, until) where state = 'waiting'`.execute(db);
  await sql`create index run_record_of on run_record (org_id, record_id) where state = 'waiting'`.execute(db);
  await sql`alter table run_record enable row level security`.execute(db);
  await sql`create policy tenant on run_record
    using (org_id = current_setting('tandem.org_id', true))
    with check (org_id = current_setting('tandem.org_id', true))`.execute(db);
  await sql`alter table run
    add column is_read boolean not null default false,
    add column waiting_count integer,
    add column waiting_until timestamptz,
    add column waiting_problem text,
    add column dropped integer not null default 0`.execute(db);
}

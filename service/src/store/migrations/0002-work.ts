import { sql, type Kysely } from 'kysely';

/** Lanes, cursors, work items, claims, issues, runs and the operations of plans. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create table lane (
    org_id text not null references org(id) on delete cascade,
    division integer not null,
    flow text not null,
    state text not null default 'idle' check (state in ('idle', 'stopped')),
    stopped_code text,
    stopped_problem text,
    due_at timestamptz not null,
    epoch integer not null default 0,
    holder text,
    lease_until timestamptz,
    last_run_at timestamptz,
    primary key (org_id, division, flow)
  )`.execute(db);
  await sql`create index lane_due on lane (due_at)`.execute(db);
  await sql`create table cursor (
    org_id text not null references org(id) on delete cascade,
    division integer not null,
    flow text not null,
    name text not null,
    value text not null,
    saved_at timestamptz not null default now(),
    primary key (org_id, division, flow, name)
  )`.execute(db);
  await sql`create table work_item (
    id bigint generated always as identity primary key,
    org_id text not null references org(id) on delete cascade,
    flow text not null,
    division integer not null,
    record_id text not null,
    priority smallint not null,
    attempts integer not null default 0,
    next_attempt_at timestamptz not null,
    state text not null default 'waiting' check (state in ('waiting', 'working', 'issue')),
    last_code text,
    is_explicit boolean not null default false,
    generation integer not null default 1,
    unique (org_id, flow, record_id)
  )`.execute(db);
  await sql`create index work_item_due on work_item (org_id, flow, division, priority desc, next_attempt_at, id) where state = 'waiting'`.execute(
    db,
  );
  await sql`create table claim (
    org_id text not null references org(id) on delete cascade,
    flow text not null,
    record_id text not null,
    holder text,
    epoch integer not null,
    lease_until timestamptz,
    reference text,
    posted_at timestamptz,
    exact_id text,
    exact_number text,
    is_write_back_pending boolean not null default false,
    primary key (org_id, flow, record_id)
  )`.execute(db);
  await sql`create index claim_write_back on claim (org_id, flow) where is_write_back_pending`.execute(db);
  await sql`create table issue (
    id text primary key,
    seq bigint generated always as identity unique,
    org_id text not null references org(id) on delete cascade,
    flow text not null,
    division integer not null,
    record_id text not null,
    code text not null,
    payload text not null,
    state text not null default 'open' check (state in ('open', 'retrying', 'resolved', 'ignored')),
    attempts integer not null default 1,
    first_at timestamptz not null,
    last_at timestamptz not null
  )`.execute(db);
  await sql`create unique index issue_open on issue (org_id, flow, record_id, code) where state in ('open', 'retrying')`.execute(
    db,
  );
  await sql`create index issue_list on issue (org_id, seq desc)`.execute(db);
  await sql`create table run (
    id text primary key,
    seq bigint generated always as identity unique,
    org_id text not null references org(id) on delete cascade,
    flow text not null,
    division integer not null,
    mode text not null check (mode in ('plan', 'apply')),
    state text not null check (state in ('queued', 'running', 'planned', 'succeeded', 'failed', 'cancelled')),
    request jsonb not null,
    cursors jsonb not null default '{}',
    config_version integer not null,
    progress_done integer not null default 0,
    progress_total integer,
    created integer not null default 0,
    updated integer not null default 0,
    unchanged integer not null default 0,
    skipped integer not null default 0,
    blocked integer not null default 0,
    failed integer not null default 0,
    calls_exact integer not null default 0,
    calls_salesforce integer not null default 0,
    problem text,
    created_at timestamptz not null default now(),
    started_at timestamptz,
    finished_at timestamptz
  )`.execute(db);
  await sql`create index run_list on run (org_id, flow, seq desc)`.execute(db);
  await sql`create table operation (
    org_id text not null references org(id) on delete cascade,
    run_id text not null references run(id) on delete cascade,
    seq integer not null,
    record_id text not null,
    key text not null,
    digest text not null,
    payload text not null,
    outcome text,
    primary key (run_id, seq)
  )`.execute(db);
  await sql`create index operation_record on operation (run_id, record_id)`.execute(db);
  await sql`create table link (
    org_id text not null references org(id) on delete cascade,
    entity text not null,
    division integer not null,
    salesforce_id text not null,
    exact_id text not null,
    fingerprint text not null,
    primary key (org_id, entity, division, salesforce_id)
  )`.execute(db);
}

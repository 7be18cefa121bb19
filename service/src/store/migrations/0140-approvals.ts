import { sql, type Kysely } from 'kysely';

/** What waits for a second person, and what he decided: one that is open for a record and an error at a time. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create table approval (
    id text primary key,
    seq bigint not null generated always as identity,
    org_id text not null references org(id) on delete cascade,
    flow text not null,
    division integer not null,
    record_id text not null,
    code text not null,
    digest text not null,
    state text not null check (state in ('asked', 'approved', 'refused', 'replaced')),
    asked_by text not null,
    asked_at timestamptz not null,
    expires_at timestamptz not null,
    decided_by text,
    decided_at timestamptz,
    used_at timestamptz,
    payload text not null,
    decision text,
    check (decided_by is null or decided_by <> asked_by),
    check (used_at is null or state = 'approved')
  )`.execute(db);
  await sql`create unique index approval_open on approval (org_id, flow, record_id, code)
    where state in ('asked', 'approved') and used_at is null`.execute(db);
  await sql`create index approval_newest on approval (org_id, seq)`.execute(db);
  await sql`alter table approval enable row level security`.execute(db);
  await sql`create policy tenant on approval
    using (org_id = current_setting('tandem.org_id', true))
    with check (org_id = current_setting('tandem.org_id', true))`.execute(db);
}

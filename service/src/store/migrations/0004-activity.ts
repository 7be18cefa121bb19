import { sql, type Kysely } from 'kysely';

/** The activity log: one partition a day, so that retention is a DROP and leaves nothing behind. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create table activity (
    id bigint generated always as identity,
    at timestamptz not null,
    org_id text not null,
    flow text not null,
    record_id text not null,
    salesforce_id text,
    run_id text,
    status text not null,
    direction text not null check (direction in ('toSalesforce', 'toExact')),
    code text,
    duration_ms integer,
    payload text not null
  ) partition by range (at)`.execute(db);
  await sql`create index activity_list on activity (org_id, id desc)`.execute(db);
  await sql`create index activity_record on activity (org_id, record_id, id desc)`.execute(db);
  await sql`create index activity_salesforce on activity (org_id, salesforce_id, id desc)`.execute(db);
}

import { sql, type Kysely } from 'kysely';

/** What Exact allows an app in a division: shared by all orgs of that division, so it carries no org. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create table budget (
    key text primary key,
    window_start bigint not null,
    touched_at bigint not null,
    minute_used integer not null,
    minute_limit integer not null default 60,
    day text not null,
    day_used integer not null,
    day_limit integer not null default 5000,
    blocked_until bigint not null default 0
  )`.execute(db);
  await sql`create table budget_error (key text not null, endpoint text not null, at bigint not null)`.execute(db);
  await sql`create index budget_error_recent on budget_error (key, endpoint, at)`.execute(db);
  await sql`create table division_trait (key text primary key, accepts_or boolean not null)`.execute(db);
}

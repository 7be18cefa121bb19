import { sql, type Kysely } from 'kysely';

/**
 * Whether an alert was told is kept for each channel. What was told, or is still to be told, by the notification in Salesforce goes on
 * there. Instances of the version before read the columns of `alert` on: during a rolling deploy they leave an hour to those of this
 * one, and after a way back they tell what is still open.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create table alert_delivery (
    alert_id bigint not null references alert(id) on delete cascade,
    channel text not null,
    org_id text not null references org(id) on delete cascade,
    attempts integer not null default 0,
    next_attempt_at timestamptz not null,
    delivered_at timestamptz,
    refused_at timestamptz,
    last_problem text,
    primary key (alert_id, channel)
  )`.execute(db);
  await sql`alter table alert_delivery enable row level security`.execute(db);
  await sql`create policy tenant on alert_delivery
    using (org_id = current_setting('tandem.org_id', true))
    with check (org_id = current_setting('tandem.org_id', true))`.execute(db);
  await sql`insert into alert_delivery (alert_id, channel, org_id, attempts, next_attempt_at, delivered_at)
    select id, 'salesforce', org_id, attempts, next_attempt_at, delivered_at from alert where cause is not null`.execute(db);
  await sql`update alert set next_attempt_at = greatest(next_attempt_at, now() + interval '1 hour')
    where solved_at is null and delivered_at is null`.execute(db);
}

import { sql, type Kysely } from 'kysely';

/**
 * Alerts reach a person: one open alert an org and cause, the lanes it is about, and when to try to deliver it. What was raised
 * before has no cause and is settled: lanes that are still stopped raise it again within minutes.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table alert
    add column cause text,
    add column lanes jsonb not null default '[]',
    add column attempts integer not null default 0,
    add column next_attempt_at timestamptz not null default now(),
    add column solved_at timestamptz`.execute(db);
  await sql`update alert set solved_at = now()`.execute(db);
  await sql`create unique index alert_open on alert (org_id, cause) where solved_at is null`.execute(db);
  await sql`create index alert_due on alert (next_attempt_at) where solved_at is null and delivered_at is null`.execute(db);
}

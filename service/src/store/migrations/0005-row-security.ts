import { sql, type Kysely } from 'kysely';

const TENANT_TABLES = [
  'connection',
  'config_version',
  'salesforce_usage',
  'alert',
  'lane',
  'cursor',
  'work_item',
  'claim',
  'issue',
  'run',
  'operation',
  'link',
  'activity',
];

/** The second wall: a role that owns nothing sees the rows of one org only. The owner is not bound by it. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const table of TENANT_TABLES) {
    await sql`alter table ${sql.table(table)} enable row level security`.execute(db);
    await sql`create policy tenant on ${sql.table(table)}
      using (org_id = current_setting('tandem.org_id', true))
      with check (org_id = current_setting('tandem.org_id', true))`.execute(db);
  }
}

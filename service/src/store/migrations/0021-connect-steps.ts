import { sql, type Kysely } from 'kysely';

/** Steps of a login at Salesforce that lie between two visits of a browser. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table oauth_state drop constraint oauth_state_kind_check`.execute(db);
  await sql`alter table oauth_state add constraint oauth_state_kind_check check (
    kind in ('exact', 'exactTicket', 'salesforce', 'salesforceTicket', 'salesforceProof', 'salesforceUser'))`.execute(db);
}

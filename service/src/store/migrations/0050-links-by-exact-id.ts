import { sql, type Kysely } from 'kysely';

/** A debtor is looked up by its id in Exact, to see which account is linked to it already. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create index link_exact on link (org_id, entity, division, lower(exact_id))`.execute(db);
}

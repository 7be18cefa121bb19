import { sql, type Kysely } from 'kysely';

/** Whether an order of Exact was sent from Salesforce is asked by the id it has there. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create index claim_exact_id on claim (org_id, lower(exact_id))`.execute(db);
  await sql`create index claim_on_its_way on claim (org_id, reference) where exact_id is null and posted_at is not null`.execute(
    db,
  );
}

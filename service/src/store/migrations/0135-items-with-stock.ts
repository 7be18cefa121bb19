import { sql, type Kysely } from 'kysely';

/** Whether an item has stock tells goods from services. Empty where it was read by an earlier version: such an item is read again. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table item_fact add column is_stock_item boolean`.execute(db);
}

import { sql, type Kysely } from 'kysely';

/** What both sides agreed on, field by field as hashes, and what an amendment that has begun makes of it. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table claim add column agreement text, add column amendment text, add column amended_at timestamptz`.execute(
    db,
  );
}

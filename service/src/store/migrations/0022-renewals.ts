import { sql, type Kysely } from 'kysely';

/** A renewal that has begun, an access token that is known to be refused, and why a person has to sign in. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table connection
    add column renewal_begun_at timestamptz,
    add column refused_version integer,
    add column reason text`.execute(db);
}

import { sql, type Kysely } from 'kysely';

/** Settings of orders that had one possible value are no settings any more; a saved document that names them stays readable. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`update config_version
    set document = (
      document::jsonb #- '{flows,orders,target}' #- '{flows,orders,missingProduct}' #- '{flows,orders,totals,onDifference}'
    )::json
    where document::jsonb #> '{flows,orders}' ?| array['target', 'missingProduct']
      or document::jsonb #> '{flows,orders,totals}' ? 'onDifference'`.execute(db);
}

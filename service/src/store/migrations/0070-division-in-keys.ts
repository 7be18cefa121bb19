import { sql, type Kysely } from 'kysely';

/**
 * A record is waited for, claimed and complained of in each division by itself. An older instance, whose statements name the keys of
 * before, can take no work on these tables any more.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table work_item drop constraint work_item_org_id_flow_record_id_key,
    add constraint work_item_record unique (org_id, flow, record_id, division)`.execute(db);
  await sql`drop index issue_open`.execute(db);
  await sql`create unique index issue_open on issue (org_id, flow, record_id, division, code) where state in ('open', 'retrying')`.execute(
    db,
  );
  await sql`alter table claim add column division integer`.execute(db);
  // The division that the settings of the time gave the flow. 0, which is none, counts as one that the flow has left.
  await sql`update claim c set division = coalesce((
    select code::int from (
      select coalesce(
        (v.document -> 'flows' -> c.flow ->> 'division')::numeric,
        (jsonb_path_query_first(v.document, '$.divisions[*] ? (@.default == true).code') #>> '{}')::numeric,
        case when jsonb_array_length(jsonb_path_query_array(v.document, '$.divisions[*].code')) = 1
             then (jsonb_path_query_first(v.document, '$.divisions[*].code') #>> '{}')::numeric end) as code
      from (select version, saved_at, document::jsonb as document from config_version where org_id = c.org_id) v
      order by v.saved_at <= coalesce(c.posted_at, c.settled_at, now()) desc, v.version desc limit 1) configured
    where code <= 2147483647), 0)`.execute(db);
  await sql`alter table claim alter column division set not null, drop constraint claim_pkey,
    add primary key (org_id, flow, record_id, division)`.execute(db);
}

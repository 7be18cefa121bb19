import { sql, type Kysely } from 'kysely';

/** What Exact's items allow on a sales order, by division: known before an order is posted, without a call for each of them. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create table item_fact (
    org_id text not null references org(id) on delete cascade,
    item_id text not null,
    division integer not null,
    is_sales_item boolean not null,
    is_fraction_allowed boolean not null,
    unit text,
    vat_code text,
    start_date text,
    end_date text,
    read_at timestamptz not null,
    primary key (org_id, item_id, division)
  )`.execute(db);
  await sql`alter table item_fact enable row level security`.execute(db);
  await sql`create policy tenant on item_fact
    using (org_id = current_setting('tandem.org_id', true))
    with check (org_id = current_setting('tandem.org_id', true))`.execute(db);
}

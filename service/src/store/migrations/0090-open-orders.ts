import { sql, type Kysely } from 'kysely';

/** Sales orders of Exact as far as they are not invoiced, by division: what a customer has ordered is known without reading all of it. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create table open_order (
    org_id text not null references org(id) on delete cascade,
    division integer not null,
    order_id text not null,
    debtor_id text not null,
    is_open boolean not null,
    content jsonb not null,
    read_at timestamptz not null,
    primary key (org_id, division, order_id)
  )`.execute(db);
  await sql`create index open_order_debtor on open_order (org_id, division, debtor_id) where is_open`.execute(db);
  await sql`alter table open_order enable row level security`.execute(db);
  await sql`create policy tenant on open_order
    using (org_id = current_setting('tandem.org_id', true))
    with check (org_id = current_setting('tandem.org_id', true))`.execute(db);
}

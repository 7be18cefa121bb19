import { sql, type Kysely } from 'kysely';
import type { Database } from './schema.ts';

export const TENANT_ROLE = 'tandem_tenant';

/** Whose rows a table holds: a tenant's, who may read them, or what only the owner reads: the door, and what several orgs share. */
const READERS: Readonly<Record<keyof Database, 'tenant' | 'owner'>> = {
  org: 'owner',
  connection: 'tenant',
  apiKey: 'owner',
  pairingCode: 'owner',
  oauthState: 'owner',
  configVersion: 'tenant',
  cursor: 'tenant',
  workItem: 'tenant',
  issue: 'tenant',
  run: 'tenant',
  runRecord: 'tenant',
  operation: 'tenant',
  budget: 'owner',
  budgetError: 'owner',
  divisionTrait: 'owner',
  salesforceUsage: 'tenant',
  link: 'tenant',
  itemFact: 'tenant',
  openOrder: 'tenant',
  claim: 'tenant',
  lane: 'tenant',
  activity: 'tenant',
  alert: 'tenant',
  alertDelivery: 'tenant',
  approval: 'tenant',
  keyCanary: 'owner',
};

/** Names of the tables of which the tenant role reads the rows of one org. Each is under row-level security. */
export const TENANT_TABLES: readonly string[] = Object.entries(READERS)
  .filter(([, reader]) => reader === 'tenant')
  .map(([name]) => name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`))
  .sort();

/**
 * Makes the role under which tenants' rows are read, where the database user may make roles, and gives it the listed tables and
 * nothing else: what an older version gave beyond that is taken back. Run after migrations.
 * A user without that right works on; the condition on org_id in every query is then the only wall.
 */
export async function grantTenantRole(db: Kysely<Database>): Promise<void> {
  const listed = sql.join(TENANT_TABLES.map((name) => sql.lit(name)));
  await db.transaction().execute(async (tx) => {
    // Roles belong to the cluster: two schemas that migrate at once would grant the same membership at once.
    await sql`select pg_advisory_xact_lock(hashtextextended('tandem.tenant_role', 0))`.execute(tx);
    await sql`do $$
      declare relation text;
      begin
        if not exists (select from pg_roles where rolname = ${sql.lit(TENANT_ROLE)}) then
          create role ${sql.ref(TENANT_ROLE)} nologin;
        end if;
        if not pg_has_role(current_user, ${sql.lit(TENANT_ROLE)}, 'MEMBER') then
          execute format('grant %I to %I', ${sql.lit(TENANT_ROLE)}, current_user);
        end if;
        execute format('grant usage on schema %I to %I', current_schema, ${sql.lit(TENANT_ROLE)});
        foreach relation in array array[${listed}] loop
          execute format('grant select, insert, update, delete on %I to %I', relation, ${sql.lit(TENANT_ROLE)});
        end loop;
        for relation in
          select distinct c.relname from pg_class c cross join lateral aclexplode(c.relacl) a join pg_roles r on r.oid = a.grantee
          where c.relnamespace = current_schema::regnamespace and r.rolname = ${sql.lit(TENANT_ROLE)} and c.relname not in (${listed})
        loop
          execute format('revoke all on %I from %I', relation, ${sql.lit(TENANT_ROLE)});
        end loop;
      exception
        when insufficient_privilege or duplicate_object or unique_violation then null;
      end
    $$`.execute(tx);
  });
}

/** The role's name when this user may take it and it may read this schema's tables. */
export async function findTenantRole(db: Kysely<Database>): Promise<string | undefined> {
  const { rows } = await sql<{ usable: boolean | null }>`
    select pg_has_role(current_user, r.oid, 'MEMBER')
       and has_schema_privilege(r.oid, current_schema, 'USAGE')
       and has_table_privilege(r.oid, to_regclass('work_item')::oid, 'SELECT') as usable
    from pg_roles r where r.rolname = ${TENANT_ROLE}`.execute(db);
  return rows[0]?.usable === true ? TENANT_ROLE : undefined;
}

import { sql, type Kysely } from 'kysely';
import type { Database } from './schema.ts';

export const TENANT_ROLE = 'tandem_tenant';

/**
 * Makes the role under which tenants' rows are read, where the database user may make roles. Run after migrations.
 * A user without that right works on; the condition on org_id in every query is then the only wall.
 */
export async function grantTenantRole(db: Kysely<Database>): Promise<void> {
  await db.transaction().execute(async (tx) => {
    // Roles belong to the cluster: two schemas that migrate at once would grant the same membership at once.
    await sql`select pg_advisory_xact_lock(hashtextextended('tandem.tenant_role', 0))`.execute(tx);
    await sql`do $$
      begin
        if not exists (select from pg_roles where rolname = ${sql.lit(TENANT_ROLE)}) then
          create role ${sql.ref(TENANT_ROLE)} nologin;
        end if;
        if not pg_has_role(current_user, ${sql.lit(TENANT_ROLE)}, 'MEMBER') then
          execute format('grant %I to %I', ${sql.lit(TENANT_ROLE)}, current_user);
        end if;
        execute format('grant usage on schema %I to %I', current_schema, ${sql.lit(TENANT_ROLE)});
        execute format('grant select, insert, update, delete on all tables in schema %I to %I', current_schema, ${sql.lit(TENANT_ROLE)});
        execute format('revoke all on org, api_key, pairing_code, oauth_state, budget, budget_error, division_trait from %I', ${sql.lit(TENANT_ROLE)});
        execute format('grant usage on all sequences in schema %I to %I', current_schema, ${sql.lit(TENANT_ROLE)});
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

import { sql, type Kysely } from 'kysely';

/** Orgs, how they are reached and who may speak for them. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create table org (
    id text primary key,
    name text not null,
    state text not null default 'active' check (state in ('active', 'paused')),
    trial_ends_at timestamptz,
    features jsonb not null default '{}',
    webhook_token text not null unique,
    created_at timestamptz not null default now()
  )`.execute(db);
  await sql`create table connection (
    org_id text not null references org(id) on delete cascade,
    system text not null check (system in ('exact', 'salesforce')),
    state text not null check (state in ('connected', 'reconnect')),
    detail text,
    credentials text not null,
    issued_at timestamptz,
    meta jsonb not null default '{}',
    version integer not null default 1,
    lease_holder text,
    lease_until timestamptz,
    checked_at timestamptz,
    primary key (org_id, system)
  )`.execute(db);
  await sql`create table api_key (
    id text primary key,
    org_id text not null references org(id) on delete cascade,
    hash text not null,
    created_at timestamptz not null default now()
  )`.execute(db);
  await sql`create table pairing_code (
    hash text primary key,
    org_id text not null references org(id) on delete cascade,
    expires_at timestamptz not null
  )`.execute(db);
  await sql`create table oauth_state (
    hash text primary key,
    kind text not null check (kind in ('exact', 'exactTicket', 'salesforce')),
    org_id text references org(id) on delete cascade,
    secret text not null,
    expires_at timestamptz not null
  )`.execute(db);
  await sql`create table config_version (
    org_id text not null references org(id) on delete cascade,
    version integer not null,
    document json not null,
    author text not null,
    saved_at timestamptz not null default now(),
    primary key (org_id, version)
  )`.execute(db);
  await sql`create table salesforce_usage (
    org_id text primary key references org(id) on delete cascade,
    used integer not null,
    "limit" integer not null,
    measured_at timestamptz not null
  )`.execute(db);
  await sql`create table alert (
    id bigint generated always as identity primary key,
    org_id text not null references org(id) on delete cascade,
    code text not null,
    payload text not null,
    created_at timestamptz not null default now(),
    delivered_at timestamptz
  )`.execute(db);
}

import pg from 'pg';

interface DatabaseServer {
  /** For people, such as `PostgreSQL 17.2 with fsync off`. */
  readonly version: string;
  stop(): Promise<void>;
}

interface Cluster {
  readonly url: string;
  stop(): Promise<void>;
}

interface PostgresScript {
  findPostgres(): string | undefined;
  startPostgres(binaries: string): Promise<Cluster>;
}

/** Sees to it that DATABASE_URL names a PostgreSQL server: the one that is given, or one for this run only. */
export async function ensureDatabase(): Promise<DatabaseServer> {
  const cluster = process.env['DATABASE_URL'] === undefined ? await startCluster() : undefined;
  if (cluster !== undefined) process.env['DATABASE_URL'] = cluster.url;
  const client = new pg.Client({ connectionString: process.env['DATABASE_URL'] });
  await client.connect();
  const { rows } = await client.query<{ version: string; fsync: string }>(
    "select current_setting('server_version') as version, current_setting('fsync') as fsync",
  );
  await client.end();
  return {
    version: `PostgreSQL ${rows[0]?.version ?? ''} with fsync ${rows[0]?.fsync ?? ''}`,
    stop: async () => cluster?.stop(),
  };
}

async function startCluster(): Promise<Cluster> {
  const script: string = '../../scripts/start-postgres.mjs';
  const { findPostgres, startPostgres } = (await import(script)) as PostgresScript;
  const binaries = findPostgres();
  if (binaries === undefined) throw new Error('no PostgreSQL found: install it, or name a server in DATABASE_URL');
  return startPostgres(binaries);
}

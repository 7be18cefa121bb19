import pg from 'pg';

// Migrating reads the tables of every schema of its database, and fails where another process drops one meanwhile: each worker of
// Jest has a database of its own on the server of DATABASE_URL. They stay for the next run.

const DUPLICATE_DATABASE = '42P04';
/** Two that are made at once both read the template. */
const TEMPLATE_IN_USE = '55006';

const server = process.env['DATABASE_URL'];
if (server !== undefined && server !== '') {
  const name = `tandem_tests_${process.env['JEST_WORKER_ID'] ?? '1'}`;
  const admin = new pg.Client({ connectionString: server });
  await admin.connect();
  await make(admin, name);
  await admin.end();
  const own = new URL(server);
  own.pathname = `/${name}`;
  process.env['DATABASE_URL'] = own.href;
}

async function make(admin: pg.Client, name: string): Promise<void> {
  for (;;) {
    const { rows } = await admin.query('select 1 from pg_database where datname = $1', [name]);
    if (rows.length > 0) return;
    try {
      await admin.query(`create database ${name}`);
    } catch (error) {
      const { code } = error as { readonly code?: string };
      if (code !== DUPLICATE_DATABASE && code !== TEMPLATE_IN_USE) throw error;
    }
  }
}

// Three instances on one PostgreSQL under random faults and kill -9; at the end both systems are compared record by record.
//   npm run soak -- --minutes 10 [--seed N]     uses DATABASE_URL, or a temporary cluster of the local PostgreSQL
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { ensureInstalled, pinnedNode, root } from './setup.mjs';
import { findPostgres, startPostgres } from './start-postgres.mjs';

ensureInstalled();
const cluster = process.env.DATABASE_URL ? undefined : await startCluster();
try {
  const soak = spawn(pinnedNode, ['--no-warnings', path.join(root, 'service/tests/soak/main.ts'), ...process.argv.slice(2)], {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, ...(cluster === undefined ? {} : { DATABASE_URL: cluster.url }) },
  });
  const [code] = await once(soak, 'exit');
  process.exitCode = code ?? 1;
} finally {
  await cluster?.stop();
}

async function startCluster() {
  const binaries = findPostgres();
  if (binaries !== undefined) return startPostgres(binaries);
  console.error('no PostgreSQL found; install it (Debian: apt-get install postgresql) or set DATABASE_URL');
  process.exit(1);
}

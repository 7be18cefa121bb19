// Starts a PostgreSQL cluster of its own for one test run: a new data folder, a free port, gone afterwards.
import { spawn, spawnSync } from 'node:child_process';
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** Folder of `initdb` and `postgres`, also where Debian keeps them out of the PATH; undefined when there is none. */
export function findPostgres() {
  const debian = '/usr/lib/postgresql';
  const versions = existsSync(debian) ? readdirSync(debian).sort((a, b) => Number(b) - Number(a)) : [];
  const folders = [
    ...versions.map((version) => path.join(debian, version, 'bin')),
    ...(process.env.PATH ?? '').split(path.delimiter),
  ];
  return folders.find((folder) => existsSync(path.join(folder, 'initdb')) && existsSync(path.join(folder, 'postgres')));
}

/** Starts a cluster and answers `{ url, stop }`. PostgreSQL refuses to run as root: then it runs as a user who owns nothing. */
export async function startPostgres(binaries) {
  const folder = mkdtempSync(path.join(tmpdir(), 'tandem-postgres-'));
  const user = process.getuid?.() === 0 ? ordinaryUser() : {};
  if (user.uid !== undefined) chownSync(folder, user.uid, user.gid);
  const options = { ...user, cwd: folder, env: { ...process.env, HOME: folder, LC_ALL: 'C.UTF-8' } };
  const data = path.join(folder, 'data');
  const made = spawnSync(path.join(binaries, 'initdb'), ['-D', data, '-U', 'tandem', '-A', 'trust', '-E', 'UTF8', '--no-sync'], {
    ...options,
    encoding: 'utf8',
  });
  if (made.status !== 0) throw new Error(`initdb failed: ${made.stderr}`);
  const port = await freePort();
  // Durable against power loss is not what a test run needs.
  const settings = ['fsync=off', `unix_socket_directories=${folder}`, 'max_connections=200'].flatMap((setting) => [
    '-c',
    setting,
  ]);
  const server = spawn(path.join(binaries, 'postgres'), ['-D', data, '-p', String(port), '-h', '127.0.0.1', ...settings], {
    ...options,
    stdio: ['ignore', 'ignore', 'pipe'],
    // Away from the terminal: its Ctrl-C would make the server tidy up at length; here it just ends.
    detached: true,
  });
  // A test run that is ended early leaves neither a server nor a folder behind.
  const onExit = () => {
    server.kill('SIGQUIT');
    rmSync(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
  };
  process.once('exit', onExit);
  const stop = async () => {
    process.removeListener('exit', onExit);
    await stopServer(server, folder);
  };
  try {
    await untilReady(server);
  } catch (error) {
    await stop();
    throw error;
  }
  return { url: `postgres://tandem@127.0.0.1:${port}/postgres`, stop };
}

function ordinaryUser() {
  for (const name of ['postgres', 'nobody']) {
    const uid = spawnSync('id', ['-u', name], { encoding: 'utf8' });
    const gid = spawnSync('id', ['-g', name], { encoding: 'utf8' });
    if (uid.status === 0 && gid.status === 0) return { uid: Number(uid.stdout), gid: Number(gid.stdout) };
  }
  throw new Error('PostgreSQL does not run as root, and there is no user postgres or nobody to run it as');
}

/** A port nobody listens on at this moment. */
export function freePort() {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });
}

function untilReady(server) {
  return new Promise((resolve, reject) => {
    let log = '';
    server.stderr.on('data', (part) => {
      log += part;
      if (log.includes('ready to accept connections')) resolve();
    });
    server.once('error', reject);
    server.once('exit', () => reject(new Error(`PostgreSQL did not start: ${log}`)));
  });
}

async function stopServer(server, folder) {
  if (server.exitCode === null && server.pid !== undefined) {
    const ended = new Promise((resolve) => server.once('exit', resolve));
    server.kill('SIGINT');
    await ended;
  }
  rmSync(folder, { recursive: true, force: true });
}

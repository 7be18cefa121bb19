// Makes this folder ready to run: npm packages as locked, and the Node they bring. Runs on any Node from 18 on.
//   npm run setup                   everything, for development and tests
//   npm run setup -- --omit=dev     what the demo needs
import { spawnSync } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

export const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
/** The Node that all parts run on, whatever Node the machine has: it comes with the packages. */
export const pinnedNode = path.join(root, 'node_modules/.bin/node');

/** Installs the packages when they are missing or older than package-lock.json. Ends the process with what to do when it cannot. */
export function ensureInstalled({ omitDev = false } = {}) {
  const major = Number(process.versions.node.split('.')[0]);
  if (major < 18)
    stop(
      `Node ${process.versions.node} is too old to start with.`,
      "Install Node 18 or newer: https://nodejs.org or your system's packages.",
    );
  if (!isInstalled(omitDev)) {
    const npm = spawnSync('npm', ['--version'], { encoding: 'utf8' });
    if (npm.status !== 0) stop('npm is missing.', 'It comes with Node; on Debian: apt-get install npm.');
    // Its warnings are about the Node it runs on, which is not the one the parts run on.
    const args = ['ci', '--loglevel=error', ...(omitDev ? ['--omit=dev'] : [])];
    console.log(`setup: npm ${args.join(' ')} (npm ${npm.stdout.trim()}), about half a minute`);
    const startedAt = Date.now();
    const installed = spawnSync('npm', args, { cwd: root, stdio: 'inherit', env: { ...process.env, NODE_ENV: '' } });
    if (installed.status !== 0)
      stop('npm could not install the packages.', 'Look at its message above; it needs the npm registry.');
    console.log(`setup: packages installed in ${Math.round((Date.now() - startedAt) / 1000)} s`);
  }
  const node = spawnSync(pinnedNode, ['--version'], { encoding: 'utf8' });
  if (node.status !== 0)
    stop(
      'The Node that comes with the packages does not run.',
      'npm must be allowed to run install scripts: npm config set ignore-scripts false, then remove node_modules.',
    );
  return node.stdout.trim();
}

function isInstalled(omitDev) {
  const installedLock = path.join(root, 'node_modules/.package-lock.json');
  const lock = path.join(root, 'package-lock.json');
  if (!existsSync(installedLock) || statSync(installedLock).mtimeMs < statSync(lock).mtimeMs) return false;
  return omitDev || existsSync(path.join(root, 'node_modules/eslint'));
}

function stop(problem, action) {
  console.error(`setup: ${problem}\n       ${action}`);
  process.exit(1);
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  const version = ensureInstalled({ omitDev: process.argv.includes('--omit=dev') });
  console.log(`setup: ready, on Node ${version}`);
}

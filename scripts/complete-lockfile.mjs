// Adds the platform packages that `npm install` left out of package-lock.json because the registry at hand did
// not list them. Without them `npm ci` refuses the lock file on every machine, also where they are not needed.
// Run it after every change of dependencies: node scripts/complete-lockfile.mjs
import { readFileSync, writeFileSync } from 'node:fs';

const lockFile = new URL('../package-lock.json', import.meta.url);
const lock = JSON.parse(readFileSync(lockFile, 'utf8'));

const OPERATING_SYSTEMS = ['android', 'darwin', 'freebsd', 'linux', 'openbsd', 'openharmony', 'win32', 'wasm32'];

/** Guesses os and cpu from a platform package's name, such as `@rollup/rollup-linux-arm64-musl`. */
function platformOf(name) {
  const words = name.split('/').pop().split('-');
  const os = OPERATING_SYSTEMS.find((system) => words.includes(system)) ?? 'linux';
  const cpu = words[words.indexOf(os) + 1] ?? 'x64';
  return { os: [os], cpu: [cpu] };
}

let added = 0;
for (const entry of Object.values(lock.packages)) {
  for (const [name, version] of Object.entries(entry.optionalDependencies ?? {})) {
    const isLocked = Object.keys(lock.packages).some((path) => path.endsWith(`node_modules/${name}`));
    if (isLocked) continue;
    lock.packages[`node_modules/${name}`] = { version, ...platformOf(name), optional: true };
    added += 1;
  }
}

if (added > 0) {
  const [root, ...rest] = Object.keys(lock.packages).sort();
  lock.packages = Object.fromEntries([root, ...rest].map((path) => [path, lock.packages[path]]));
  writeFileSync(lockFile, `${JSON.stringify(lock, null, 2)}\n`);
}
console.log(added === 0 ? 'package-lock.json is complete' : `added ${added} platform packages to package-lock.json`);

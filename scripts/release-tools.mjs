// The heavy tools of release/: Salesforce Code Analyzer, apex-node and the Salesforce CLI. Installed when something first needs them.
import { spawnSync } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { childEnvironment } from './run-command.mjs';
import { root } from './setup.mjs';

export const TOOLS = path.join(root, 'release');
export const CLI = path.join(TOOLS, 'node_modules/.bin/sf');
/** The CLI asks nobody for news of itself and tells nobody what it is used for. */
const QUIET = { SF_AUTOUPDATE_DISABLE: 'true', SF_DISABLE_TELEMETRY: 'true', SF_SKIP_NEW_VERSION_CHECK: 'true' };

/** Installs what release/package-lock.json names; false, with npm's own message before it, when it cannot. */
export function ensureReleaseTools() {
  const installed = path.join(TOOLS, 'node_modules/.package-lock.json');
  const isFresh = existsSync(installed) && statSync(installed).mtimeMs >= statSync(path.join(TOOLS, 'package-lock.json')).mtimeMs;
  if (isFresh) return true;
  console.log('release: installing the tools of release/ (once, 350 MB)');
  const { status } = spawnSync('npm', ['ci', '--loglevel=error'], {
    cwd: TOOLS,
    stdio: 'inherit',
    env: { ...process.env, NODE_ENV: '' },
  });
  return status === 0;
}

/** A package of release/, as code. */
export const requireReleaseTool = createRequire(path.join(TOOLS, 'package.json'));

/** Why the Salesforce CLI cannot be used here; undefined when it can. It is optional: a registry may not have all of it. */
export function reasonWithoutCli() {
  if (!existsSync(CLI)) return 'the Salesforce CLI could not be installed in release/ (npm install --prefix release says why)';
  const { status, stderr } = spawnSync(CLI, ['--version'], { encoding: 'utf8', env: childEnvironment(QUIET) });
  return status === 0 ? undefined : `the Salesforce CLI does not run here: ${stderr.trim()}`;
}

/** Runs `sf` to its end with its output on the terminal; answers its exit code. */
export function runCli(args, { env = {} } = {}) {
  console.log(`release: sf ${args.join(' ')}`);
  return spawnSync(CLI, args, { cwd: root, stdio: 'inherit', env: childEnvironment({ ...QUIET, ...env }) }).status ?? 1;
}

/** Runs `sf --json` and answers `{ code, result, message }`. */
export function askCli(args, { env = {}, cwd = root } = {}) {
  const { status, stdout, stderr } = spawnSync(CLI, [...args, '--json'], {
    cwd,
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
    env: childEnvironment({ ...QUIET, ...env }),
  });
  try {
    const { result, message } = JSON.parse(stdout);
    return { code: status ?? 1, result, message };
  } catch {
    return { code: status || 1, result: undefined, message: stderr.trim() || stdout.trim() };
  }
}

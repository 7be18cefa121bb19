// Finds a Python and makes the environment in which the fuzzer runs, with the exact packages of service/tests/fuzz/requirements.txt.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { root } from './setup.mjs';

const requirements = path.join(root, 'service/tests/fuzz/requirements.txt');
const OLDEST = '(3, 10)';

/** The command of a Python that is new enough and can make environments; undefined when there is none. */
export function findPython() {
  const probe = `import sys, venv, ensurepip; sys.exit(sys.version_info < ${OLDEST})`;
  return ['python3', 'python'].find((command) => spawnSync(command, ['-c', probe]).status === 0);
}

/** The path of `schemathesis`; installs it where it is not yet, or not in this version. */
export function ensureSchemathesis(python) {
  const version = spawnSync(python, ['-V'], { encoding: 'utf8' }).stdout;
  const name = createHash('sha256').update(version).update(readFileSync(requirements)).digest('hex').slice(0, 16);
  const folder = path.join(root, 'node_modules/.cache/fuzz', name);
  const program = path.join(folder, 'bin/schemathesis');
  if (existsSync(program)) return program;
  try {
    run(python, ['-m', 'venv', folder]);
    run(path.join(folder, 'bin/python'), ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', '-r', requirements]);
  } catch (error) {
    rmSync(folder, { recursive: true, force: true });
    throw error;
  }
  return program;
}

function run(command, args) {
  const { status, stdout, stderr } = spawnSync(command, args, { encoding: 'utf8' });
  if (status !== 0) throw new Error(`${path.basename(command)} ${args.slice(0, 3).join(' ')} failed:\n${stdout}${stderr}`);
}

// Finds a Python and makes environments with exact packages: for the fuzzer, and for a client of Salesforce that is not ours.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { root } from './setup.mjs';

const OLDEST = '(3, 10)';

/** The command of a Python that is new enough and can make environments; undefined when there is none. */
export function findPython() {
  const probe = `import sys, venv, ensurepip; sys.exit(sys.version_info < ${OLDEST})`;
  return ['python3', 'python'].find((command) => spawnSync(command, ['-c', probe]).status === 0);
}

/**
 * A program (`python`, or what a package brings) of the environment with the packages of a requirements file; makes it where it is not
 * yet, or not with these.
 */
export function ensureEnvironment(python, requirements, program) {
  const file = path.join(root, requirements);
  const version = spawnSync(python, ['-V'], { encoding: 'utf8' }).stdout;
  const name = createHash('sha256').update(version).update(readFileSync(file)).digest('hex').slice(0, 16);
  const folder = path.join(root, 'node_modules/.cache/python', name);
  const wanted = path.join(folder, 'bin', program);
  if (existsSync(wanted)) return wanted;
  try {
    run(python, ['-m', 'venv', folder]);
    run(path.join(folder, 'bin/python'), ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', '-r', file]);
  } catch (error) {
    rmSync(folder, { recursive: true, force: true });
    throw error;
  }
  return wanted;
}

function run(command, args) {
  const { status, stdout, stderr } = spawnSync(command, args, { encoding: 'utf8' });
  if (status !== 0) throw new Error(`${path.basename(command)} ${args.slice(0, 3).join(' ')} failed:\n${stdout}${stderr}`);
}

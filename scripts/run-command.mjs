// Runs a command of this project on the Node that comes with the packages.
import { spawn } from 'node:child_process';
import path from 'node:path';
import { root } from './setup.mjs';

/** The environment of every child: programs of the packages first, and plain output. */
export function childEnvironment(extra = {}) {
  const bin = path.join(root, 'node_modules/.bin');
  return { ...process.env, PATH: `${bin}${path.delimiter}${process.env.PATH ?? ''}`, ...extra };
}

/**
 * Runs a command to its end and answers `{ code, output, seconds }`. With `show` its output goes to the terminal as it comes,
 * without it the output is kept for whoever reports a failure.
 */
export function runCommand(command, args, { env = {}, show = false, cwd = root, signal } = {}) {
  const startedAt = Date.now();
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      cwd,
      env: childEnvironment(env),
      stdio: show ? ['ignore', 'inherit', 'inherit'] : ['ignore', 'pipe', 'pipe'],
      signal,
    });
    const parts = [];
    child.stdout?.on('data', (part) => parts.push(part));
    child.stderr?.on('data', (part) => parts.push(part));
    const end = (code, text = '') =>
      resolve({
        code,
        output: Buffer.concat(parts).toString('utf8') + text,
        seconds: Math.round((Date.now() - startedAt) / 100) / 10,
      });
    child.on('error', (error) => end(127, error.message));
    child.on('close', (code, signal) => end(code ?? 128, signal === null ? '' : `ended by ${signal}`));
  });
}

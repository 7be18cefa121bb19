import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { createInterface } from 'node:readline';

const ROOT = path.resolve(import.meta.dirname, '../../..');
const START_PATIENCE_MS = 60_000;
/** Compiled modules of an earlier start: reading them takes half as long as compiling them. */
const COMPILED = 'NODE_COMPILE_CACHE';
/** What moves the clock of a process: the service lives on the day and in the zone that its test lives in. */
const CLOCK_VARIABLES = ['LD_PRELOAD', 'FAKETIME', 'DONT_FAKE_MONOTONIC', 'NO_FAKE_STAT', 'TZ'];

/** The service as its own process, as an operator runs it. */
export interface ServiceProcess {
  readonly url: string;
  readonly pid: number;
  /** Everything it printed so far. */
  output(): string;
  /** Resolves when it is over, whoever ended it, with what it printed last. */
  readonly ended: Promise<string>;
  /** SIGTERM, and waits for its end; answers the exit code. */
  stop(): Promise<number | null>;
  /** kill -9: no chance to tidy up. */
  kill(): Promise<void>;
}

/** Starts what `npm run serve` starts, with these environment variables and nothing else of the caller's but PATH, compiled modules and its clock. */
export async function startService(environment: Readonly<Record<string, string>>): Promise<ServiceProcess> {
  const child = spawn(process.execPath, await serveArguments(), {
    cwd: ROOT,
    env: {
      ...inherited(['PATH', COMPILED, ...CLOCK_VARIABLES]),
      PORT: '0',
      HOST: '127.0.0.1',
      LOG_LEVEL: 'warn',
      ...environment,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const printed: string[] = [];
  child.stderr.on('data', (chunk: Buffer) => printed.push(chunk.toString()));
  const url = await new Promise<string>((resolve, reject) => {
    const timer = setTimeout(() => {
      // Nobody could end it later.
      child.kill('SIGKILL');
      reject(new Error(`the service did not start:\n${printed.join('')}`));
    }, START_PATIENCE_MS);
    createInterface({ input: child.stdout }).on('line', (line) => {
      printed.push(`${line}\n`);
      const match = /listening on (http:\/\/\S+)/.exec(line);
      if (match?.[1] === undefined) return;
      clearTimeout(timer);
      resolve(match[1].replace(/[",}].*$/, ''));
    });
    child.once('exit', (code) => {
      clearTimeout(timer);
      reject(new Error(`the service ended with ${code}:\n${printed.join('')}`));
    });
  });
  return {
    url,
    ended: new Promise((resolve) => {
      child.once('exit', (code, signal) => resolve(`the service ended with ${code ?? signal}:\n${printed.slice(-20).join('')}`));
    }),
    pid: child.pid ?? 0,
    output: () => printed.join(''),
    stop: () => end(child, 'SIGTERM'),
    kill: async () => {
      await end(child, 'SIGKILL');
    },
  };
}

function inherited(names: readonly string[]): Record<string, string> {
  return Object.fromEntries(names.flatMap((name) => (process.env[name] === undefined ? [] : [[name, process.env[name]]])));
}

/** The arguments of the `serve` script, without a process of npm in between that would swallow signals. */
async function serveArguments(): Promise<string[]> {
  const { scripts } = JSON.parse(await readFile(path.join(ROOT, 'package.json'), 'utf8')) as { scripts: { serve: string } };
  const [, ...flags] = scripts.serve.split(' ');
  return ['--no-warnings', ...flags];
}

async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<number | null> {
  if (child.exitCode !== null || child.signalCode !== null) return child.exitCode;
  const exit = once(child, 'exit');
  child.kill(signal);
  await exit;
  return child.exitCode;
}

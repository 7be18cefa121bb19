import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';

const SIMULATORS = path.resolve(import.meta.dirname, '../../simulators');
/** A million products and prices live in the memory of the simulated org. */
const HEAP_MB = 12_000;

export interface SimulatorProcess {
  readonly url: string;
  readonly pid: number;
  close(): Promise<void>;
}

/** Starts a simulator as a process of its own, so that its CPU and memory are not taken for the service's. */
export async function startSimulatorProcess(system: 'exact' | 'salesforce', options: object): Promise<SimulatorProcess> {
  const directory = await mkdtemp(path.join(tmpdir(), 'tandem-bench-'));
  const config = path.join(directory, 'options.json');
  await writeFile(config, JSON.stringify(options));
  const main = path.join(SIMULATORS, system, 'main.ts');
  const child = spawn(
    process.execPath,
    ['--no-warnings', `--max-old-space-size=${HEAP_MB}`, main, '--port', '0', '--config', config],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  const exit = once(child, 'exit');
  const url = await Promise.race([
    firstUrl(createInterface({ input: child.stdout })),
    exit.then(([code]) => {
      throw new Error(`the simulated ${system} ended with ${String(code)} before it listened`);
    }),
  ]);
  return {
    url,
    pid: child.pid ?? 0,
    close: async () => {
      child.kill('SIGKILL');
      await exit;
      await rm(directory, { recursive: true, force: true });
    },
  };
}

async function firstUrl(lines: AsyncIterable<string>): Promise<string> {
  for await (const line of lines) {
    const match = /listening on (http:\S+)/.exec(line);
    if (match?.[1] !== undefined) return match[1];
  }
  throw new Error('no address was printed');
}

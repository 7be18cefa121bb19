import { setTimeout as delay } from 'node:timers/promises';
import { startWorld, type World, type WorldOptions } from '../../service/tests/support/world.ts';
import { cpuMsOf } from './process-figures.ts';
import { startSimulatorProcess } from './simulator-process.ts';
import { startStopwatch, type Span, type Stopwatch } from './stopwatch.ts';

const IDLE_MS = 1_000;
/** Out of reach, and said in the headers: without headers the service keeps to Exact's usual 60 a minute. */
const NO_LIMITS = { perMinute: 1_000_000, perDay: 10_000_000 };

/** Two simulators and the service, each a process of its own, and one org connected. */
export interface Scene extends World {
  /** Spans of all calls since it was last asked; empty without `hasStopwatches`. */
  takeSpans(): Span[];
}

/** Builds a scene; Exact's limits are out of reach unless the options set them. */
export async function startScene(options: WorldOptions = {}, { hasStopwatches = false } = {}): Promise<Scene> {
  const stopwatches: Stopwatch[] = [];
  const started: { close(): Promise<void> }[] = [];
  const start = async (system: 'exact' | 'salesforce', systemOptions: object) => {
    const simulator = await startSimulatorProcess(system, systemOptions);
    started.push(simulator);
    if (!hasStopwatches) return simulator;
    const stopwatch = await startStopwatch(simulator.url);
    stopwatches.push(stopwatch);
    started.push(stopwatch);
    return {
      url: stopwatch.url,
      close: async () => {
        await Promise.all([stopwatch.close(), simulator.close()]);
      },
    };
  };
  try {
    const world = await startWorld({
      limits: NO_LIMITS,
      ...options,
      startSystems: async (systems) => ({
        exact: await start('exact', systems.exact),
        salesforce: await start('salesforce', systems.salesforce),
      }),
    });
    return Object.assign(world, { takeSpans: () => stopwatches.flatMap((stopwatch) => stopwatch.take()) });
  } catch (error) {
    await Promise.all(started.map((system) => system.close()));
    throw error;
  }
}

/** What one piece of work took of the service process. */
export interface Effort {
  readonly wallMs: number;
  readonly cpuMs: number;
}

/** Does the work and says what it took, less what the idle process would have used in the same time. */
export async function effortOf(pids: readonly number[], work: () => Promise<unknown>): Promise<Effort> {
  const idleFrom = await cpuOfAll(pids);
  await delay(IDLE_MS);
  const from = await cpuOfAll(pids);
  const idleShare = (from - idleFrom) / IDLE_MS;
  const begunAt = performance.now();
  await work();
  const wallMs = performance.now() - begunAt;
  return { wallMs, cpuMs: Math.max(0, (await cpuOfAll(pids)) - from - idleShare * wallMs) };
}

async function cpuOfAll(pids: readonly number[]): Promise<number> {
  const each = await Promise.all(pids.map(cpuMsOf));
  return each.reduce((sum, cpuMs) => sum + cpuMs, 0);
}

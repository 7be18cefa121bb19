import { eventually } from './eventually.ts';
import type { World } from './world.ts';

/** Waits until a flow that was just switched on has looked once: its first poll would race with what a test does by hand. */
export async function firstPoll(world: World, flow: string): Promise<void> {
  await eventually(
    async () => (await world.api('GET', '/v1/org')).body['flows'] as readonly { name: string; lastRunAt: string | null }[],
    (flows) => flows.some(({ name, lastRunAt }) => name === flow && lastRunAt !== null),
    `the first poll of ${flow}`,
  );
}

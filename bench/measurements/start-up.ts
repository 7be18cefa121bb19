import { openDatabase } from '../../service/tests/support/world.ts';
import { startService } from '../../service/tests/support/service-process.ts';
import { figure, percentile, type Figure, type Sizes } from '../measurement.ts';

/** From the start of the process until it listens: on an empty database, which it migrates first, and on one it knows. */
export async function startUp({ starts }: Sizes): Promise<Figure[]> {
  const first: number[] = [];
  const again: number[] = [];
  for (let round = 0; round < starts; round += 1) {
    const database = await openDatabase();
    try {
      first.push(await startMs(database.environment));
      again.push(await startMs(database.environment));
    } finally {
      await database.drop();
    }
  }
  return [
    figure('start-up on an empty database, median', percentile(first, 0.5), 'ms'),
    figure('start-up, median', percentile(again, 0.5), 'ms'),
  ];
}

async function startMs(environment: Readonly<Record<string, string>>): Promise<number> {
  const from = performance.now();
  const service = await startService(environment);
  const tookMs = performance.now() - from;
  await service.stop();
  return tookMs;
}

import { describe, expect, it } from '@jest/globals';
import { readFile } from 'node:fs/promises';
import { DIVISION, seedCatalogue, startWorld } from '../support/world.ts';

// The embedded database lives inside the process and grows with its rows, so flatness is promised for PostgreSQL only.
const onPostgres = process.env['DATABASE_URL'] === undefined ? describe.skip : describe;
if (process.env['DATABASE_URL'] === undefined) console.warn('DATABASE_URL is not set: the memory test is skipped.');

onPostgres('the memory of the service', () => {
  it('stays flat however large the catalogue: 50,000 items within 1.3 times of 10,000', async () => {
    const small = await peakMemoryOfFirstLoad(10_000);
    const large = await peakMemoryOfFirstLoad(50_000);

    console.log(`peak memory of a first load: ${small.peakMb} MB with 10,000 items, ${large.peakMb} MB with 50,000`);
    expect(small.created).toBe(10_000);
    expect(large.created).toBe(50_000);
    expect(large.peakMb / small.peakMb).toBeLessThanOrEqual(1.3);
  }, 900_000);
});

async function peakMemoryOfFirstLoad(items: number): Promise<{ readonly created: number; readonly peakMb: number }> {
  const world = await startWorld({ limits: null });
  try {
    await seedCatalogue(world, items);
    await world.saveConfiguration({
      version: 1,
      divisions: [{ code: DIVISION, default: true }],
      flows: { products: { enabled: false, division: DIVISION, prices: { currency: 'EUR' } } },
    });
    const run = await world.run({ flow: 'products', mode: 'apply', full: true });
    const status = await readFile(`/proc/${world.service.pid}/status`, 'utf8');
    const peakKb = Number(/VmHWM:\s+(\d+)/.exec(status)?.[1]);
    return { created: (run['counts'] as { created: number }).created, peakMb: Math.round(peakKb / 1024) };
  } finally {
    await world.close();
  }
}

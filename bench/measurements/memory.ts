import { seedCatalogue } from '../../service/tests/support/world.ts';
import { atMost, figure, rounded, type Figure, type Sizes } from '../measurement.ts';
import { effortOf, peakMemoryMbOf, settings, startScene } from '../scene/index.ts';

const ALLOWED_GROWTH = 1.3;

/** Peak memory and CPU a record of a first load, by the size of the catalogue: both must stay flat. */
export async function memory({ memoryItems }: Sizes): Promise<Figure[]> {
  const loads = [];
  for (const items of memoryItems) loads.push({ items, ...(await firstLoad(items)) });
  const [smallest] = loads;
  const base = loads.find((load) => load.items === 10_000) ?? smallest;
  const largest = loads.at(-1);
  return [
    ...loads.map(({ items, peakMb, cpuMs }) => ({
      what: `first load of ${items.toLocaleString('en-GB')} items: peak memory, CPU a record`,
      value: `${rounded(peakMb)} MB, ${rounded(cpuMs / items)} ms`,
    })),
    ...(base === undefined || largest === undefined
      ? []
      : [
          atMost(
            `peak memory, ${largest.items} items against ${base.items}`,
            largest.peakMb / base.peakMb,
            ALLOWED_GROWTH,
            'times',
          ),
          figure(
            `CPU a record, ${largest.items} items against ${base.items}`,
            largest.cpuMs / largest.items / (base.cpuMs / base.items),
            'times',
          ),
        ]),
  ];
}

async function firstLoad(items: number): Promise<{ readonly peakMb: number; readonly cpuMs: number }> {
  const scene = await startScene();
  try {
    await seedCatalogue(scene, items);
    await scene.saveConfiguration(settings());
    let created = 0;
    const { cpuMs } = await effortOf([scene.service.pid], async () => {
      const run = await scene.run({ flow: 'products', mode: 'apply', full: true });
      created = (run['counts'] as { readonly created: number }).created;
    });
    if (created !== items) throw new Error(`${created} of ${items} products were created`);
    return { peakMb: await peakMemoryMbOf(scene.service.pid), cpuMs };
  } finally {
    await scene.close();
  }
}

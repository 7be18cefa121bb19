import { seedCatalogue } from '../../service/tests/support/world.ts';
import { flowSettings } from '../../service/tests/support/flow-settings.ts';
import { atMost, figure, rounded, type Figure, type Sizes } from '../measurement.ts';
import { effortOf, peakMemoryMbOf, startScene } from '../scene/index.ts';

const ALLOWED_GROWTH = 1.3;

/** Peak memory and CPU a record of a first load, by the size of the catalogue: both must stay flat. */
export async function memory({ memoryItems }: Sizes): Promise<Figure[]> {
  const loads: Load[] = [];
  const missing: Figure[] = [];
  for (const items of memoryItems) {
    try {
      loads.push({ items, ...(await firstLoad(items)) });
    } catch (error) {
      // A simulated org keeps every row in memory: what it cannot hold must not take the smaller catalogues along.
      process.stderr.write(` ${items} items failed: ${String(error)}`);
      missing.push({ what: `first load of ${items.toLocaleString('en-GB')} items`, value: 'not measured', isKept: false });
    }
  }
  const [smallest] = loads;
  const base = loads.find((load) => load.items === 10_000) ?? smallest;
  const largest = loads.at(-1);
  return [
    ...loads.map(({ items, peakMb, cpuMs }) => ({
      what: `first load of ${items.toLocaleString('en-GB')} items: peak memory, CPU a record`,
      value: `${rounded(peakMb)} MB, ${rounded(cpuMs / items)} ms`,
    })),
    ...missing,
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

interface Load {
  readonly items: number;
  readonly peakMb: number;
  readonly cpuMs: number;
}

async function firstLoad(items: number): Promise<Omit<Load, 'items'>> {
  const scene = await startScene();
  try {
    await seedCatalogue(scene, items);
    await scene.saveConfiguration(flowSettings());
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

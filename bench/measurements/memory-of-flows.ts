import { DIVISION, seedCatalogue } from '../../service/tests/support/world.ts';
import { atMost, figure, type Figure, type Sizes } from '../measurement.ts';
import { peakMemoryMbOf, startScene } from '../scene/index.ts';

const ALLOWED_GROWTH = 1.3;
const FLOWS = ['products', 'prices', 'stock', 'pictures'] as const;
/** What has to be made, or nothing was measured: every item is a product, nine of ten are in stock. */
const CREATED: Readonly<Record<string, (items: number) => number>> = {
  products: (items) => items,
  stock: (items) => items - Math.ceil(items / 10),
};

/** Peak memory of one process that brings items with their prices, stock and the names of their pictures over, by the size of the catalogue. */
export async function memoryOfFlows({ catalogues: [small, large] }: Sizes): Promise<Figure[]> {
  const [before, after] = [await peakMb(small), await peakMb(large)];
  const of = (items: number): string => `${items.toLocaleString('en-GB')} items with prices, stock and names of pictures`;
  return [
    figure(`${of(small)}: peak memory`, before, 'MB'),
    figure(`${of(large)}: peak memory`, after, 'MB'),
    atMost('one against the other', after / before, ALLOWED_GROWTH, 'times'),
  ];
}

async function peakMb(items: number): Promise<number> {
  const scene = await startScene();
  try {
    await seedCatalogue(scene, items, DIVISION, { withStock: true, withPictureNames: true });
    const off = { enabled: false, division: DIVISION };
    await scene.saveConfiguration({
      version: 1,
      divisions: [{ code: DIVISION, default: true }],
      // Names are read of every item; its file is fetched of none.
      flows: { ...Object.fromEntries(FLOWS.map((name) => [name, off])), pictures: { ...off, when: 'item.Code == ""' } },
    });
    for (const flow of FLOWS) {
      const run = await scene.run({ flow, mode: 'apply', full: true });
      const { created } = run['counts'] as { readonly created: number };
      if (run['state'] !== 'succeeded' || created < (CREATED[flow]?.(items) ?? 0))
        throw new Error(`${flow}: ${JSON.stringify(run)}`);
    }
    return await peakMemoryMbOf(scene.service.pid);
  } finally {
    await scene.close();
  }
}

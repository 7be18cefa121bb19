import { seedCatalogue } from '../../service/tests/support/world.ts';
import { flowSettings } from '../../service/tests/support/flow-settings.ts';
import { figure, type Figure, type Sizes } from '../measurement.ts';
import { startScene } from '../scene/index.ts';

/** Calls a record of the product flow: the first load (cold), the same again in full, and a poll when nothing changed. */
export async function productCalls({ items }: Sizes): Promise<Figure[]> {
  const scene = await startScene();
  try {
    await seedCatalogue(scene, items);
    await scene.saveConfiguration(flowSettings());
    const spent = async (title: string, request: object, records: number): Promise<Figure[]> => {
      await scene.clearCounts();
      await scene.run({ flow: 'products', mode: 'apply', ...request });
      const { exact, salesforce } = await scene.counts();
      return [
        figure(`products, ${title}: Exact calls`, exact.counted / records, records === 1 ? 'a poll' : 'a record'),
        figure(`products, ${title}: Salesforce calls`, salesforce.counted / records, records === 1 ? 'a poll' : 'a record'),
      ];
    };
    return [
      ...(await spent('first load', { full: true }, items)),
      ...(await spent('full run, nothing new', { full: true }, items)),
      ...(await spent('poll, nothing new', {}, 1)),
    ];
  } finally {
    await scene.close();
  }
}

import { seedCatalogue } from '../../service/tests/support/world.ts';
import { flowSettings } from '../../service/tests/support/flow-settings.ts';
import { atMost, figure, type Figure, type Sizes } from '../measurement.ts';
import { addOrders, allSent, effortOf, prepareOrders, startScene } from '../scene/index.ts';

const PRODUCT_CPU_MS = 1;

/** Records a second and CPU of the service a record, with simulators that set no limits. */
export async function speed(sizes: Sizes): Promise<Figure[]> {
  return [...(await productSpeed(sizes)), ...(await orderSpeed(sizes))];
}

async function productSpeed({ items }: Sizes): Promise<Figure[]> {
  const scene = await startScene();
  try {
    await seedCatalogue(scene, items);
    await scene.saveConfiguration(flowSettings());
    const full = () => scene.run({ flow: 'products', mode: 'apply', full: true });
    const first = await effortOf([scene.service.pid], full);
    const again = await effortOf([scene.service.pid], full);
    return [
      figure(`products, first load of ${items}: speed`, (items / first.wallMs) * 1000, 'records a second'),
      atMost(`products, first load of ${items}: service CPU`, first.cpuMs / items, PRODUCT_CPU_MS, 'ms a record'),
      figure('products, full run, nothing new: speed', (items / again.wallMs) * 1000, 'records a second'),
      atMost('products, full run, nothing new: service CPU', again.cpuMs / items, PRODUCT_CPU_MS, 'ms a record'),
    ];
  } finally {
    await scene.close();
  }
}

async function orderSpeed({ orders }: Sizes): Promise<Figure[]> {
  const scene = await startScene();
  try {
    await prepareOrders(scene);
    await addOrders(scene, 1_000, orders);
    const batch = await effortOf([scene.service.pid], async () => {
      await scene.run({ flow: 'orders', mode: 'apply' });
      await allSent(scene);
    });
    return [
      figure(`orders, batch of ${orders}: speed`, (orders / batch.wallMs) * 1000, 'orders a second'),
      figure(`orders, batch of ${orders}: service CPU`, batch.cpuMs / orders, 'ms an order'),
    ];
  } finally {
    await scene.close();
  }
}

import { figure, type Figure, type Sizes } from '../measurement.ts';
import { addOrders, allSent, prepareOrders, startScene } from '../scene/index.ts';

/** Calls an order of the order flow: one by the button (warm), a batch of known customers, a poll when nothing changed. */
export async function orderCalls({ orders }: Sizes): Promise<Figure[]> {
  const scene = await startScene();
  try {
    await prepareOrders(scene);
    const [pushed] = await addOrders(scene, 1_000, 1);
    await scene.clearCounts();
    await scene.api('POST', `/v1/orders/${pushed ?? ''}/push?waitMs=20000`);
    const button = await scene.counts();

    await addOrders(scene, 2_000, orders);
    await scene.clearCounts();
    await scene.run({ flow: 'orders', mode: 'apply' });
    await allSent(scene);
    const batch = await scene.counts();

    await scene.clearCounts();
    await scene.run({ flow: 'orders', mode: 'apply' });
    const idle = await scene.counts();
    return [
      figure('orders, one by the button: Exact calls', button.exact.counted, 'an order'),
      figure('orders, one by the button: Salesforce calls', button.salesforce.counted, 'an order'),
      figure(`orders, batch of ${orders}: Exact calls`, batch.exact.counted / orders, 'an order'),
      figure(`orders, batch of ${orders}: Salesforce calls`, batch.salesforce.counted / orders, 'an order'),
      figure('orders, poll, nothing new: Exact calls', idle.exact.counted, 'a poll'),
      figure('orders, poll, nothing new: Salesforce calls', idle.salesforce.counted, 'a poll'),
    ];
  } finally {
    await scene.close();
  }
}

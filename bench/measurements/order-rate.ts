import { atLeast, figure, type Figure, type Sizes } from '../measurement.ts';
import { addOrders, allSent, prepareOrders, startScene } from '../scene/index.ts';

const ORDERS_A_MINUTE = 44;
const LIMITS = { perMinute: 60, perDay: 5_000 };
const MINUTE_MS = 60_000;

/** A batch of orders of known customers with Exact's limit in force: orders a minute of Exact's clock. */
export async function orderRate({ limitedOrders, limitedTimeScale }: Sizes): Promise<Figure[]> {
  const scene = await startScene({ limits: LIMITS, timeScale: limitedTimeScale });
  try {
    await prepareOrders(scene);
    await addOrders(scene, 1_000, limitedOrders);
    await nextMinute(limitedTimeScale);
    await scene.clearCounts();
    const from = Date.now();
    await scene.run({ flow: 'orders', mode: 'apply' });
    await allSent(scene);
    // Whole minutes: the first calls of a minute go out at once, and the rest of the last one would flatter.
    const minutes = Math.ceil(((Date.now() - from) * limitedTimeScale) / MINUTE_MS);
    const { exact } = await scene.counts();
    return [
      atLeast(`${limitedOrders} orders with Exact's limit in force`, limitedOrders / minutes, ORDERS_A_MINUTE, 'orders a minute'),
      figure('of that, Exact calls', exact.counted / limitedOrders, 'an order'),
    ];
  } finally {
    await scene.close();
  }
}

async function nextMinute(timeScale: number): Promise<void> {
  const windowMs = MINUTE_MS / timeScale;
  await new Promise((resolve) => setTimeout(resolve, windowMs - (Date.now() % windowMs)));
}

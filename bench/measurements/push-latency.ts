import { atMost, figure, percentile, type Figure, type Sizes } from '../measurement.ts';
import { addOrders, prepareOrders, startScene, timeOutside } from '../scene/index.ts';

const P95_MS = 50;
const WARM_UP = 10;

/** Buttons pressed one after the other: the time of the answer in which no call was with either system. */
export async function pushLatency({ orders }: Sizes): Promise<Figure[]> {
  const scene = await startScene({}, { hasStopwatches: true });
  try {
    await prepareOrders(scene);
    const ids = await addOrders(scene, 1_000, orders + WARM_UP);
    const own: number[] = [];
    const whole: number[] = [];
    for (const id of ids) {
      scene.takeSpans();
      const from = performance.now();
      const answer = await scene.api('POST', `/v1/orders/${id}/push?waitMs=20000`);
      const to = performance.now();
      if (answer.body['status'] !== 'sent') throw new Error(`order ${id} was not sent: ${JSON.stringify(answer.body)}`);
      own.push(timeOutside(scene.takeSpans(), { from, to }));
      whole.push(to - from);
    }
    const warm = own.slice(WARM_UP);
    return [
      figure('order push, whole answer with simulated systems, p50', percentile(whole.slice(WARM_UP), 0.5), 'ms'),
      figure('order push beyond both systems, p50', percentile(warm, 0.5), 'ms'),
      atMost('order push beyond both systems, p95', percentile(warm, 0.95), P95_MS, 'ms'),
      figure('order push beyond both systems, p99', percentile(warm, 0.99), 'ms'),
    ];
  } finally {
    await scene.close();
  }
}

import { percentile, rounded, type Figure, type Sizes } from '../measurement.ts';
import { addOrders, effortOf, prepareOrders, startScene } from '../scene/index.ts';

const IN_FLIGHT = 8;

/** Buttons of many people at once, spread over 1, 2 and 4 instances on one database. */
export async function instances({ instances: counts, orders }: Sizes): Promise<Figure[]> {
  const figures: Figure[] = [];
  for (const count of counts) figures.push(await pushesWith(count, orders));
  return figures;
}

async function pushesWith(count: number, orders: number): Promise<Figure> {
  const scene = await startScene();
  const services = [scene.service];
  try {
    await prepareOrders(scene);
    for (let started = 1; started < count; started += 1) services.push(await scene.startInstance());
    const ids = await addOrders(scene, 1_000, orders);
    const answers: number[] = [];
    const { wallMs, cpuMs } = await effortOf(
      services.map((service) => service.pid),
      async () => {
        await inFlight(ids, async (id, index) => {
          const from = performance.now();
          // The scene asks the instance that is named at the moment of the call.
          scene.service = services[index % services.length] ?? scene.service;
          const answer = await scene.api('POST', `/v1/orders/${id}/push?waitMs=20000`);
          if (answer.body['status'] !== 'sent') throw new Error(`order ${id} was not sent: ${JSON.stringify(answer.body)}`);
          answers.push(performance.now() - from);
        });
      },
    );
    return {
      what: `${count} instance${count === 1 ? '' : 's'}, ${IN_FLIGHT} buttons at a time: speed, answer p95, service CPU an order`,
      value: [
        `${rounded((orders / wallMs) * 1000)} a second`,
        `${rounded(percentile(answers, 0.95))} ms`,
        `${rounded(cpuMs / orders)} ms`,
      ].join(', '),
    };
  } finally {
    await Promise.all(services.map((service) => service.kill()));
    await scene.close();
  }
}

async function inFlight<Value>(values: readonly Value[], work: (value: Value, index: number) => Promise<void>): Promise<void> {
  const waiting = [...values.entries()];
  const worker = async (): Promise<void> => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) await work(next[1], next[0]);
  };
  await Promise.all(Array.from({ length: IN_FLIGHT }, worker));
}

import { setTimeout as delay } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { openCatalogue } from '../faults/catalogue.ts';
import { sendFirstOrder } from '../faults/first-order.ts';
import { startFaultWorld, type FaultWorld } from '../faults/fault-world.ts';
import { enterOrder, stockShop, type EnteredOrder } from '../faults/order-book.ts';
import { openIssues } from '../faults/settling.ts';
import type { ServiceProcess } from '../support/service-process.ts';
import { audit, isClean, type Findings } from './auditor.ts';
import { Random } from './random.ts';
import { badWeather } from './weather.ts';

const INSTANCES = 3;
const KILL_EVERY_MS = 20_000;
const ORDER_EVERY_MS = 1_000;
const CHANGE_EVERY_MS = 3_000;
const PERSON_LOOKS_EVERY_MS = 2_000;
const CALM_MS = 300_000;
const MINUTES_BETWEEN_POLLS = 15;

const { values } = parseArgs({ options: { minutes: { type: 'string', default: '10' }, seed: { type: 'string' } } });
const minutes = Number(values.minutes);
const seed = Number(values.seed ?? Math.floor(Math.random() * 2 ** 31));
process.exitCode = (await soak()) ? 0 : 1;

/** Answers whether nothing was lost, doubled or wrong. */
async function soak(): Promise<boolean> {
  console.log(`soak of ${minutes} minutes, seed ${seed} (replay: npm run soak -- --minutes ${minutes} --seed ${seed})`);
  const faults = await startFaultWorld();
  const { world } = faults;
  const instances = [world.service];
  try {
    const catalogue = await openCatalogue(world);
    await faults.configure({ products: true, orders: true, everyMinutes: MINUTES_BETWEEN_POLLS });
    await stockShop(world);
    while (instances.length < INSTANCES) instances.push(await world.startInstance());
    const orders = [await sendFirstOrder(faults)];
    let changes = 0;
    let kills = 0;
    await faults.setFaults({ exact: badWeather('exact'), salesforce: badWeather('salesforce') }, seed);
    const stopAt = Date.now() + minutes * 60_000;
    const storms = new Random(seed);
    const trade = new Random(seed + 1);
    await Promise.all([
      every(ORDER_EVERY_MS, stopAt, () => enterAndHint(faults, instances, orders, trade)),
      every(CHANGE_EVERY_MS, stopAt, () => catalogue.change(`SOAK-${(changes += 1)}`)),
      every(PERSON_LOOKS_EVERY_MS, stopAt, () => beThePerson(faults)),
      every(KILL_EVERY_MS, stopAt, async () => {
        kills += 1;
        await killOne(faults, instances, storms);
      }),
    ]);
    await faults.clearFaults();
    console.log(`${orders.length} orders, ${changes} changes of the catalogue, ${kills} times kill -9; now everything settles`);
    const findings = await settleAll(faults, () => audit(world, orders, catalogue));
    for (const fault of [...findings.lost, ...findings.doubled, ...findings.wrong]) console.log(fault);
    const { lost, doubled, wrong } = findings;
    console.log(`${lost.length} lost, ${doubled.length} doubled, ${wrong.length} wrong; seed ${seed}`);
    return isClean(findings);
  } finally {
    await Promise.all(instances.map((instance) => instance.kill()));
    await faults.close();
  }
}

/** A new order of a new or a known customer; found by a hint, a press of the button, or only by the poll. */
async function enterAndHint(
  faults: FaultWorld,
  instances: readonly ServiceProcess[],
  orders: EnteredOrder[],
  random: Random,
): Promise<void> {
  const known = random.next() < 0.5 ? random.pick(orders) : undefined;
  const order = await enterOrder(faults.world, `Soak${orders.length}`, known);
  orders.push(order);
  const choice = random.next();
  const instance = random.pick(instances);
  if (instance === undefined || choice > 0.8) return;
  const [path, body] =
    choice < 0.4
      ? [`/v1/orders/${order.orderId}/push?waitMs=20000`, undefined]
      : ['/v1/hints', { object: 'Order', ids: [order.orderId] }];
  // Its instance may be killed in between; a person sees an error then, and the poll finds the order.
  void faults.apiOf(instance, 'POST', path, body).catch(() => undefined);
}

async function killOne({ world }: FaultWorld, instances: ServiceProcess[], random: Random): Promise<void> {
  const index = Math.floor(random.next() * instances.length);
  await instances[index]?.kill();
  const fresh = await world.startInstance();
  instances[index] = fresh;
  // What the person asks is asked of an instance that lives.
  world.service = fresh;
}

/** Signs in again where Tandem says so, and retries what became an issue. */
async function beThePerson(faults: FaultWorld): Promise<void> {
  try {
    const { body } = await faults.world.api('GET', '/v1/org');
    const { exact } = (body['connections'] ?? {}) as { exact?: { state: string } };
    if (exact?.state === 'reconnect') await faults.reconnectExact();
    for (const flow of ['orders', 'products']) {
      for (const { id } of await openIssues(faults, flow)) await faults.world.api('POST', `/v1/issues/${id}/retry`);
    }
  } catch {
    // The instance was killed while it answered: the person looks again.
  }
}

async function settleAll(faults: FaultWorld, look: () => Promise<Findings>): Promise<Findings> {
  let findings = await look();
  for (const endsAt = Date.now() + CALM_MS; !isClean(findings) && Date.now() < endsAt; findings = await look()) {
    await beThePerson(faults);
    await delay(PERSON_LOOKS_EVERY_MS);
  }
  return findings;
}

async function every(intervalMs: number, stopAt: number, work: () => Promise<unknown>): Promise<void> {
  for (let next = Date.now() + intervalMs; next < stopAt; next = Math.max(next + intervalMs, Date.now())) {
    await delay(Math.max(0, next - Date.now()));
    await work();
  }
}

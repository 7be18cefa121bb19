import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { eventually } from '../support/eventually.ts';
import type { ServiceProcess } from '../support/service-process.ts';
import { startFaultWorld, type FaultWorld } from './fault-world.ts';
import { enterOrder, faultsOf, readBooks, stockShop, type EnteredOrder } from './order-book.ts';
import { settle } from './settling.ts';

const ORDERS = 12;
const hasServer = process.env['DATABASE_URL'] !== undefined;
if (!hasServer) console.warn('Several instances need a PostgreSQL server: without DATABASE_URL their tests are skipped.');
const onServer = hasServer ? describe : describe.skip;

describe('one instance', () => {
  let faults: FaultWorld;
  beforeEach(async () => {
    faults = await openShop();
  }, 120_000);
  afterEach(() => faults.close());

  it('finds the order that Exact took after it had hung up, and makes no second one', async () => {
    const order = await enterOrder(faults.world, 'Late');
    const arrived = faults.gates.exact.hold({ method: 'POST', path: /\/salesorder\/SalesOrders/, at: 'before' });
    const pushed = push(faults, faults.world.service, order);
    const held = await arrived;
    const looks = () => faults.gates.exact.passages.filter(({ url }) => url.includes('/salesorder/SalesOrders?')).length;
    const before = looks();
    const onItsWay = held.hangUp();
    await eventually(looks, (count) => count > before, 'a look for the order');
    onItsWay.arrive();
    await pushed;

    expect(await settle(faults, order)).toMatchObject({ kind: 'right' });
  }, 120_000);

  it('doubles nothing when its database is lost between the POST and the write-back', async () => {
    const order = await enterOrder(faults.world, 'Forgotten');
    const arrived = faults.gates.salesforce.hold({ method: 'PATCH', path: /\/composite\/sobjects/, at: 'before' });
    const pushed = push(faults, faults.world.service, order).catch(() => undefined);
    const held = await arrived;
    await faults.loseDatabase();
    held.drop();
    await pushed;
    await faults.configure({ products: true, orders: true });

    await eventually(
      async () => faultsOf(order, await readBooks(faults.world)).filter((fault) => !fault.includes('on the account')),
      (wrongs) => wrongs.length === 0,
      'the order found and written back',
    );
    // Which account in Exact is the customer's is found out again with the next order.
    const next = await enterOrder(faults.world, 'Next', order);
    expect((await push(faults, faults.world.service, next)).status).toBe(200);
    expect(await settle(faults, next)).toMatchObject({ kind: 'right' });
  }, 120_000);
});

describe('an instance that is stopped while somebody waits for an answer', () => {
  it('gives the answer and ends by itself, although the connection could be kept alive', async () => {
    const faults = await openShop();
    try {
      const order = await enterOrder(faults.world, 'Goodbye');
      const arrived = faults.gates.exact.hold({ method: 'POST', path: /\/salesorder\/SalesOrders/, at: 'before' });
      const pushed = push(faults, faults.world.service, order);
      const held = await arrived;
      const ended = faults.world.service.stop();
      held.release();

      expect((await pushed).status).toBe(200);
      expect(await ended).toBe(0);
    } finally {
      await faults.close();
    }
  }, 120_000);
});

describe('an instance that is stopped while Exact keeps silent', () => {
  let faults: FaultWorld;
  beforeEach(async () => {
    faults = await openShop();
  }, 120_000);
  afterEach(() => faults.close());

  it('ends by itself, and the order is in Exact once after the next start', async () => {
    const order = await enterOrder(faults.world, 'Patient');
    await faults.setFaults({ exact: [{ kind: 'latency', method: 'GET', latencyMs: 30_000 }] });
    const pushed = push(faults, faults.world.service, order);
    await eventually(() => standsInQueue(faults, order), Boolean, 'the push at work');

    expect(await faults.world.service.stop()).toBe(0);
    expect(await pushed).toMatchObject({ status: 202, body: { runId: expect.any(String) } });
    await faults.clearFaults();
    faults.world.service = await faults.world.startInstance();

    expect(await settle(faults, order)).toMatchObject({ kind: 'right' });
  }, 120_000);

  it('leaves a POST without an answer to the next start, which finds what arrived in the meantime', async () => {
    const order = await enterOrder(faults.world, 'Slow');
    const arrived = faults.gates.exact.hold({ method: 'POST', path: /\/salesorder\/SalesOrders/, at: 'after' });
    const pushed = push(faults, faults.world.service, order);
    await arrived;

    expect(await faults.world.service.stop()).toBe(0);
    expect((await pushed).status).toBe(202);
    faults.world.service = await faults.world.startInstance();

    expect(await settle(faults, order)).toMatchObject({ kind: 'right' });
    expect(postsOfOrders(faults)).toHaveLength(1);
  }, 120_000);

  it('answers a push that waits for the limit of the minute', async () => {
    const order = await enterOrder(faults.world, 'Limited');
    await faults.setFaults({ exact: [{ kind: 'tooMany' }] });
    const pushed = push(faults, faults.world.service, order);
    await eventually(() => standsInQueue(faults, order), Boolean, 'the push at work');

    expect(await faults.world.service.stop()).toBe(0);
    expect((await pushed).status).toBe(202);
    await faults.clearFaults();
    faults.world.service = await faults.world.startInstance();

    expect(await settle(faults, order)).toMatchObject({ kind: 'right' });
  }, 120_000);
});

onServer('two instances on one database', () => {
  let faults: FaultWorld;
  let second: ServiceProcess;
  beforeEach(async () => {
    faults = await openShop();
    second = await faults.world.startInstance();
  }, 120_000);
  afterEach(async () => {
    await second.kill();
    await faults.close();
  });

  it('send an order once that two people push twice while a hint and a poll find it', async () => {
    const { world } = faults;
    const orders = await enterOrders(faults);
    const hint = { object: 'Order', ids: orders.map(({ orderId }) => orderId) };
    const answers = await Promise.all([
      world.api('POST', '/v1/hints', hint),
      world.api('POST', '/v1/runs', { flow: 'orders', mode: 'apply', full: true }),
      ...orders.flatMap((order) =>
        [world.service, second, world.service, second].map((instance) => push(faults, instance, order)),
      ),
    ]);

    expect(answers.map(({ status }) => status).filter((status) => ![200, 202].includes(status))).toEqual([]);
    await allRight(faults, orders);
  }, 180_000);

  it('make a new customer once whose orders are pushed at the same moment', async () => {
    const first = await enterOrder(faults.world, 'Twice');
    const other = await enterOrder(faults.world, 'TwiceMore', first);
    const answers = await Promise.all([push(faults, faults.world.service, first), push(faults, second, other)]);

    expect(answers.map(({ status }) => status)).toEqual([200, 200]);
    await allRight(faults, [first, other]);
  }, 120_000);

  it('go on when one is stopped under load: no request fails and no record is worked twice', async () => {
    const { world } = faults;
    const orders = await enterOrders(faults);
    const half = Math.ceil(orders.length / 2);
    await world.api('POST', '/v1/hints', { object: 'Order', ids: orders.slice(half).map(({ orderId }) => orderId) });
    const inFlight = orders.slice(0, half).map((order) => push(faults, second, order));
    await eventually(
      () => postsOfOrders(faults).length > 0,
      (isWorking) => isWorking,
      'work in progress',
    );
    const exitCode = await second.stop();

    if (exitCode !== 0) console.warn(second.output());
    expect(exitCode).toBe(0);
    const answers = await Promise.all(inFlight);
    expect(answers.map(({ status }) => status).filter((status) => ![200, 202].includes(status))).toEqual([]);
    await allRight(faults, orders);
    expect(postsOfOrders(faults)).toHaveLength(orders.length);
  }, 180_000);
});

function postsOfOrders({ gates }: FaultWorld) {
  return gates.exact.passages.filter(({ method, url }) => method === 'POST' && url.includes('/salesorder/SalesOrders'));
}

async function standsInQueue({ world }: FaultWorld, { orderId }: EnteredOrder): Promise<boolean> {
  return (await world.api('GET', `/v1/records/${orderId}`)).body['status'] === 'waiting';
}

async function openShop(): Promise<FaultWorld> {
  const faults = await startFaultWorld();
  await faults.configure({ products: true, orders: true });
  await stockShop(faults.world);
  return faults;
}

async function enterOrders({ world }: FaultWorld): Promise<EnteredOrder[]> {
  const orders: EnteredOrder[] = [];
  for (let index = 0; index < ORDERS; index += 1) orders.push(await enterOrder(world, `Rush${index}`));
  return orders;
}

function push(faults: FaultWorld, instance: ServiceProcess, { orderId }: EnteredOrder) {
  return faults.apiOf(instance, 'POST', `/v1/orders/${orderId}/push?waitMs=20000`);
}

async function allRight({ world }: FaultWorld, orders: readonly EnteredOrder[]): Promise<void> {
  await eventually(
    async () => {
      const books = await readBooks(world);
      return orders.flatMap((order) => faultsOf(order, books));
    },
    (wrongs) => wrongs.length === 0,
    'every order once and right',
    { patienceMs: 90_000, lookMs: 200 },
  );
}

import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { TandemError } from '../errors/index.ts';
import { CONFIGURATION, FLOWS, type Operation, type Outcome } from '../flows/index.ts';
import type { OrgStore } from '../store/index.ts';
import { makeOrg, openTestStore, type TestStore } from '../../tests/support/test-store.ts';
import type { EngineDependencies } from './dependencies.ts';
import { findFlow } from './flow-context.ts';
import { recordOutcomes } from './record-outcomes.ts';

const DIVISION = 7;
const PRODUCT_ID = '01tAA0000000001AAA';

let test: TestStore;
let orgId: string;
let orgStore: OrgStore;

beforeAll(async () => {
  test = await openTestStore();
});
beforeEach(async () => {
  ({ orgId } = await makeOrg(test.store));
  orgStore = test.store.forOrg(orgId);
});
afterEach(() => test.store.orgs.delete(orgId));
afterAll(() => test.close());

function record(flow: string, outcomes: readonly Outcome[], readAt = new Date()): Promise<void> {
  const parts = { parseConfiguration: CONFIGURATION.parse.bind(CONFIGURATION), now: () => new Date(), timeScale: 1 };
  const dependencies = { store: test.store, flows: FLOWS, ...parts } as unknown as EngineDependencies;
  const place = { flow, division: DIVISION, besides: [] };
  const batch = { flow: findFlow(dependencies, flow), place, outcomes, followUps: [], taken: new Map(), readAt };
  return recordOutcomes(dependencies, orgId, batch);
}

/** An order that was stopped because of a product; `known` is what its issue keeps of it. */
function stoppedOrder(recordId: string, known: Readonly<Record<string, string>>, readAt?: Date): Promise<void> {
  const error = new TandemError('order_product_unknown', { order: recordId, product: 'LAMP', ...known }, { recordId });
  return record('orders', [{ recordId, label: recordId, status: 'blocked', error, operations: [] }], readAt);
}

function product(
  sku: string,
  status: Outcome['status'],
  fields: Readonly<Record<string, unknown>>,
  productId = PRODUCT_ID,
): Outcome {
  const operation: Operation = {
    key: `salesforce/Product2/${sku}`,
    recordId: `item-${sku}`,
    label: sku,
    system: 'salesforce',
    action: status === 'created' ? 'create' : 'update',
    object: 'Product2',
    fields: Object.entries(fields).map(([field, to]) => ({ field, from: null, to, policy: 'always' })),
    isMain: true,
  };
  const operations = status === 'unchanged' ? [] : [operation];
  return { recordId: `item-${sku}`, label: sku, status, salesforceId: productId, operations };
}

const LINKED = { Exact_Id__c: 'guid' };

function dueOrders() {
  return orgStore.workItems.take('orders', DIVISION, 50);
}

async function issueStates(): Promise<Record<string, string>> {
  const { items } = await orgStore.issues.list({ flow: 'orders', limit: 50 });
  return Object.fromEntries(items.map(({ recordId, state }) => [recordId, state]));
}

describe('orders that wait for a product', () => {
  it.each([
    ['made', product('Lamp', 'created', LINKED, 'another product')],
    ['linked by its code', product('OTHER-CODE', 'updated', LINKED)],
    ['linked, although its price was refused', product('LAMP', 'failed', LINKED)],
    ['activated', product('LAMP', 'updated', { IsActive: true })],
    ['seen again, its linking having been forgotten in a crash', product('LAMP', 'unchanged', {})],
  ])('are taken up as by Retry when it was %s', async (_how, arrival) => {
    await stoppedOrder('801A', { productId: PRODUCT_ID, sku: 'LAMP' });
    await stoppedOrder('801B', { productId: '01tBB0000000002AAA', sku: 'CHAIR' });

    await record('products', [arrival]);

    expect(await dueOrders()).toMatchObject([{ recordId: '801A', isExplicit: true }]);
    expect(await issueStates()).toEqual({ '801A': 'retrying', '801B': 'open' });
    const [lane] = (await test.store.lanes.list(orgId)).filter(({ flow }) => flow === 'orders');
    expect(lane?.dueAt.getTime()).toBeLessThanOrEqual(Date.now());
  });

  it.each([
    ['another product was made', product('CHAIR', 'created', LINKED, 'another product')],
    ['a product was changed that is no other than before', product('CHAIR', 'updated', { Name: 'Chair' }, 'another product')],
    ['the product of that code could not be decided', product('LAMP', 'blocked', {}, 'another product')],
  ])('are left alone when %s', async (_what, outcome) => {
    await stoppedOrder('801A', { productId: PRODUCT_ID, sku: 'LAMP' });

    await record('products', [outcome]);

    expect(await dueOrders()).toEqual([]);
    expect(await issueStates()).toEqual({ '801A': 'open' });
  });

  it('are looked at once a batch, however much it brought', async () => {
    await stoppedOrder('801A', { productId: PRODUCT_ID, sku: 'LAMP' });

    await record('products', [product('LAMP', 'created', LINKED), product('CHAIR', 'created', LINKED, 'another product')]);

    expect(await dueOrders()).toHaveLength(1);
  });

  it('are taken up by anything new when their issue does not say what it waits for', async () => {
    await stoppedOrder('801A', {});

    await record('products', [product('CHAIR', 'unchanged', {})]);
    expect(await dueOrders()).toEqual([]);

    await record('products', [product('CHAIR', 'created', LINKED)]);
    expect(await dueOrders()).toMatchObject([{ recordId: '801A' }]);
  });

  it('are looked at again when the product came while they were being looked at', async () => {
    const readAt = new Date(Date.now() - 60_000);
    await record('products', [product('LAMP', 'updated', LINKED)]);

    await stoppedOrder('801A', { productId: PRODUCT_ID, sku: 'LAMP' }, readAt);
    await stoppedOrder('801B', { productId: '01tBB0000000002AAA', sku: 'CHAIR' }, readAt);
    await stoppedOrder('801C', { productId: PRODUCT_ID, sku: 'LAMP' }, new Date(Date.now() + 60_000));

    expect(await orgStore.workItems.nextDueAt('orders', DIVISION)).toBeInstanceOf(Date);
    expect(await orgStore.workItems.takeRecords({ flow: 'orders', division: DIVISION }, ['801A', '801B', '801C'])).toMatchObject([
      { recordId: '801A' },
    ]);
  });

  it('stay settled when a person settled them', async () => {
    await stoppedOrder('801A', { productId: PRODUCT_ID, sku: 'LAMP' });
    const { items } = await orgStore.issues.list({ flow: 'orders', limit: 1 });
    await orgStore.issues.setState([items[0]?.id ?? ''], 'ignored');

    await record('products', [product('LAMP', 'created', LINKED)]);

    expect(await dueOrders()).toEqual([]);
    expect(await issueStates()).toEqual({ '801A': 'ignored' });
  });
});

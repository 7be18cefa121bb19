import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { makeOrg, openTestStore, type TestStore } from '../../tests/support/test-store.ts';
import type { LookedAt } from '../engine/index.ts';
import { statusOf } from './index.ts';

const PRODUCT = '01t000000000001AAA';
const ITEM = '0f8fad5b-d9cb-469f-a165-70867728950e';
const LOOK: LookedAt = {
  flow: 'products',
  exactId: null,
  exactNumber: null,
  url: null,
  syncedAt: null,
  reason: undefined,
  held: undefined,
  canSend: false,
  dependsOnFlow: true,
  isRead: true,
};

let test: TestStore;

beforeAll(async () => {
  test = await openTestStore();
});
afterAll(() => test.close());

it('a record is in Exact because it says so itself, when the log has been dropped long since', async () => {
  const { orgId } = await makeOrg(test.store);

  expect(await statusOf(test.store.forOrg(orgId), 'en', PRODUCT, { ...LOOK, exactId: ITEM, exactNumber: 'LAMP' })).toMatchObject({
    status: 'synced',
    exactNumber: 'LAMP',
  });
});

it('a line in the log puts no record into Exact that says it is not there', async () => {
  const { orgId } = await makeOrg(test.store);
  const store = test.store.forOrg(orgId);
  const payload = { label: 'LAMP', message: null, exactId: ITEM, exactNumber: 'LAMP', url: null, operations: [] };
  await store.activities.record([
    { flow: 'products', recordId: ITEM, salesforceId: PRODUCT, status: 'created', direction: 'toSalesforce', payload },
  ]);

  expect(await statusOf(store, 'en', PRODUCT, LOOK)).toMatchObject({ status: 'notSynced' });
  // Salesforce does not answer: what the log knows is better than nothing.
  expect(await statusOf(store, 'en', PRODUCT, { ...LOOK, isRead: false })).toMatchObject({ status: 'synced' });
});

it('what waits for the item waits for its product, by the id that the product carries', async () => {
  const { orgId } = await makeOrg(test.store);
  const store = test.store.forOrg(orgId);
  await store.workItems.enqueue([{ flow: 'products', division: 1, recordId: ITEM }]);

  expect(await statusOf(store, 'en', PRODUCT, { ...LOOK, exactId: ITEM.toUpperCase() })).toMatchObject({
    status: 'waiting',
    waitingUntil: expect.any(String),
    reason: { code: 'record_waiting' },
  });
});

import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { makeOrg, openTestStore, type TestStore } from '../../tests/support/test-store.ts';
import { LINK_ROLES } from '../flows/index.ts';
import type { LookedAt } from '../engine/index.ts';
import { LinkStore, salesforceRef } from '../links/index.ts';
import type { OrgStore } from '../store/index.ts';
import { statusOf } from './index.ts';

const PRODUCT = '01t000000000001AAA';
const ACCOUNT = '001000000000001AAA';
const ITEM = '0f8fad5b-d9cb-469f-a165-70867728950e';
const SECOND_ITEM = '7d9f0c1e-0000-4000-8000-000000000002';
const HOST = 'https://start.exactonline.nl';
const LOOK: LookedAt = {
  flow: 'products',
  division: 1,
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
const CLOSED = {
  code: 'salesforce_unavailable',
  title: 'Salesforce does not answer',
  message: 'no answer',
  action: 'wait',
  status: 503,
} as const;

let test: TestStore;
let store: OrgStore;
let links: LinkStore;

beforeAll(async () => {
  test = await openTestStore();
});
beforeEach(async () => {
  store = test.store.forOrg((await makeOrg(test.store)).orgId);
  links = new LinkStore(store.links, LINK_ROLES);
});
afterAll(() => test.close());

const statusOfProduct = (look: Partial<LookedAt>) =>
  statusOf(store, salesforceRef(PRODUCT), { look: { ...LOOK, ...look }, exactHost: HOST, roles: LINK_ROLES, language: 'en' });
const pageOfItem = (division: number, itemId: string): string =>
  `${HOST}/docs/LogItemCard.aspx?_Division_=${division}&Item=%7B${itemId}%7D`;

describe('a record is in Exact', () => {
  it('because it says so itself, with its page in the division that it speaks of, when nothing else is known any more', async () => {
    const look = { exactId: ITEM, exactNumber: 'LAMP', syncedAt: '2027-01-01T09:00:00.000Z' };
    expect(await statusOfProduct(look)).toMatchObject({
      status: 'synced',
      exactNumber: 'LAMP',
      url: pageOfItem(1, ITEM),
      lastSyncedAt: '2027-01-01T09:00:00.000Z',
    });
  });

  it('as the link store knows, and says that it could not be read, while Salesforce does not answer', async () => {
    await links.inStep('item', [{ division: 1, salesforceId: PRODUCT, exactId: ITEM, isNews: true }]);
    const [link] = await links.of(salesforceRef(PRODUCT));

    expect(await statusOfProduct({ isRead: false, reason: CLOSED })).toMatchObject({
      status: 'synced',
      exactId: ITEM,
      url: pageOfItem(1, ITEM),
      lastSyncedAt: link?.inStepAt?.toISOString(),
      problem: null,
      reason: { code: 'salesforce_unavailable' },
    });
  });

  it('no longer, once somebody has taken the id away from it in Salesforce', async () => {
    await links.inStep('item', [{ division: 1, salesforceId: PRODUCT, exactId: ITEM, isNews: true }]);

    expect(await statusOfProduct({ exactId: null })).toMatchObject({ status: 'notSynced', url: null, lastSyncedAt: null });
  });

  it('not because of a line in the log', async () => {
    const payload = { label: 'LAMP', message: null, exactId: ITEM, exactNumber: 'LAMP', url: null, operations: [] };
    await store.activities.record([
      { flow: 'products', recordId: ITEM, salesforceId: PRODUCT, status: 'created', direction: 'toSalesforce', payload },
    ]);

    expect(await statusOfProduct({})).toMatchObject({ status: 'notSynced' });
    expect(await statusOfProduct({ isRead: false, reason: CLOSED })).toMatchObject({
      status: 'notSynced',
      reason: { code: 'salesforce_unavailable' },
    });
  });
});

describe('the page of a record of two divisions', () => {
  beforeEach(() =>
    links.inStep('item', [
      { division: 1, salesforceId: PRODUCT, exactId: ITEM, isNews: true },
      { division: 2, salesforceId: PRODUCT, exactId: SECOND_ITEM, isNews: true },
    ]),
  );

  it.each([
    ['the record bears the id of', { division: 2, exactId: ITEM }, 1, ITEM],
    ['the flow works in', { division: 2, isRead: false, reason: CLOSED }, 2, SECOND_ITEM],
    ['is left, when the id of the other was taken away', { division: 1, exactId: null }, 2, SECOND_ITEM],
  ])('is that of the division that %s', async (_why, look, division, itemId) => {
    expect(await statusOfProduct(look)).toMatchObject({ status: 'synced', exactId: itemId, url: pageOfItem(division, itemId) });
  });

  it('is found by the id of either item', async () => {
    const ref = { system: 'exact', object: undefined, division: undefined, id: SECOND_ITEM.toUpperCase() } as const;
    const status = await statusOf(store, ref, { look: undefined, exactHost: HOST, roles: LINK_ROLES, language: 'en' });
    expect(status).toMatchObject({ status: 'synced', exactId: SECOND_ITEM, url: pageOfItem(2, SECOND_ITEM) });
  });
});

it('the page of an account with a debtor and a delivery address is that of the debtor', async () => {
  const memory = links.ofDivision(1);
  await memory.remember('deliveryAddress', [{ salesforceId: ACCOUNT, exactId: SECOND_ITEM, fingerprint: 'f' }]);
  await memory.remember('account', [{ salesforceId: ACCOUNT, exactId: ITEM, fingerprint: 'f' }]);

  const look = { ...LOOK, flow: 'orders', isRead: false, reason: CLOSED };
  expect(
    await statusOf(store, salesforceRef(ACCOUNT), { look, exactHost: HOST, roles: LINK_ROLES, language: 'en' }),
  ).toMatchObject({
    exactId: ITEM,
    url: `${HOST}/docs/CRMAccountCard.aspx?_Division_=1&AccountID=%7B${ITEM}%7D`,
  });
});

it('what waits for the item waits for its product, by the id that the product carries', async () => {
  await store.workItems.enqueue([{ flow: 'products', division: 1, recordId: ITEM }]);

  expect(await statusOfProduct({ exactId: ITEM.toUpperCase() })).toMatchObject({
    status: 'waiting',
    waitingUntil: expect.any(String),
    reason: { code: 'record_waiting' },
  });
});

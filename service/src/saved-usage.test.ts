import { afterAll, beforeAll, it } from '@jest/globals';
import { eventually } from '../tests/support/eventually.ts';
import { makeOrg, openTestStore, type TestStore } from '../tests/support/test-store.ts';
import { savedUsage } from './saved-usage.ts';

let test: TestStore;
beforeAll(async () => {
  test = await openTestStore();
});
afterAll(() => test.close());

it('what the last of many calls said is stored, also when no call comes after them', async () => {
  const { orgId } = await makeOrg(test.store);
  const usage = savedUsage(test.store, { warn: () => undefined } as never, 50);

  for (let used = 1; used <= 20; used += 1) usage.record(orgId, used, 15_000);

  await eventually(
    () => test.store.forOrg(orgId).salesforceUsage.find(),
    (stored) => stored?.used === 20,
    'the usage that was told last',
  );
});

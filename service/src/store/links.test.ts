import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { makeOrg, openTestStore, type TestStore } from '../../tests/support/test-store.ts';

describe('remembered links', () => {
  let test: TestStore;
  let orgId: string;

  beforeAll(async () => {
    test = await openTestStore();
    orgId = (await makeOrg(test.store)).orgId;
  });
  afterAll(() => test.close());

  it('are doubted by their id in Exact in whatever case it is stored, and no others with them', async () => {
    const links = test.store.forOrg(orgId).links(1);
    const link = (salesforceId: string, exactId: string) => ({ salesforceId, exactId, fingerprint: 'f' });
    await links.remember('account', [link('one', 'AAAA-1'), link('two', 'aaaa-1'), link('three', 'bbbb-1')]);
    await links.remember('contact', [link('one', 'aaaa-1')]);

    await links.doubt('account', ['Aaaa-1']);

    const known = await links.find('account', ['one', 'two', 'three']);
    expect([...known].map(([id, { fingerprint }]) => [id, fingerprint]).sort()).toEqual([
      ['one', ''],
      ['three', 'f'],
      ['two', ''],
    ]);
    expect((await links.find('contact', ['one'])).get('one')?.fingerprint).toBe('f');
  });
});

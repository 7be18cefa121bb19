import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { phrase } from '../errors/index.ts';
import { eventually } from '../../tests/support/eventually.ts';
import { makeOrg, openTestStore, type TestStore } from '../../tests/support/test-store.ts';
import { watchLostRenewals } from './lost-renewals.ts';

let test: TestStore;
let orgId: string;
let woken: string[];
let warnings: object[];

beforeAll(async () => {
  test = await openTestStore();
});
afterAll(() => test.close());
beforeEach(async () => {
  ({ orgId } = await makeOrg(test.store));
  woken = [];
  warnings = [];
});

const watch = (wake = async (id: string): Promise<void> => void woken.push(id)) =>
  watchLostRenewals(test.store, wake, { warn: (fields) => void warnings.push(fields) });

/** A process that has begun to renew a sign-in and is killed: its lease ends by itself. */
async function beginAndDie(system: 'exact' | 'salesforce', id = orgId): Promise<void> {
  await test.store.vault.save(id, system, { refreshToken: 'spent' }, {});
  const dead = test.store.vault.exclusively(
    id,
    system,
    async (_current, _store, begin) => {
      await begin();
      throw new Error('killed');
    },
    { leaseMs: 1 },
  );
  await expect(dead).rejects.toThrow('killed');
}

describe('the watch for renewals that died with their process', () => {
  it.each(['exact', 'salesforce'] as const)(
    'finds one of %s at the start, asks for a new sign-in and wakes the org',
    async (system) => {
      await beginAndDie(system);
      const other = (await makeOrg(test.store)).orgId;
      await test.store.vault.save(other, system, { refreshToken: 'r' }, {});

      const stop = watch();
      await eventually(
        async () => woken,
        (ids) => ids.length > 0,
        'an org that is woken',
      );
      stop();

      expect(woken).toEqual([orgId]);
      expect(warnings).toEqual([{ orgId, code: `${system}_reconnect` }]);
      expect(await test.store.vault.read(orgId, system)).toMatchObject({
        state: 'reconnect',
        detail: `${system}_reconnect`,
        reason: phrase('renewal_ended'),
      });
      expect(await test.store.vault.read(other, system)).toMatchObject({ state: 'connected' });
    },
  );

  it('goes on when an org cannot be woken, and says so', async () => {
    await beginAndDie('exact');

    const stop = watch(async () => {
      throw new Error('no queue');
    });
    await eventually(
      async () => warnings,
      (lines) => lines.length === 2,
      'the warning of the watch',
    );
    stop();

    expect(warnings[1]).toMatchObject({ error: expect.objectContaining({ message: 'no queue' }) });
  });
});

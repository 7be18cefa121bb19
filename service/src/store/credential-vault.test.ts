import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { TandemError } from '../errors/index.ts';
import { makeOrg, openTestStore, type TestStore } from '../../tests/support/test-store.ts';

describe('credential vault', () => {
  let test: TestStore;
  let orgId: string;

  beforeAll(async () => {
    test = await openTestStore();
  });
  afterAll(() => test.close());
  beforeEach(async () => {
    ({ orgId } = await makeOrg(test.store));
    await test.store.vault.save(
      orgId,
      'exact',
      { refreshToken: 'r0', accessToken: 'a0', issuedAt: new Date(1000) },
      { country: 'nl' },
    );
  });

  it('gives back what was saved, and stores no token in the clear', async () => {
    // Long enough that no sealed text has it by chance.
    const credentials = {
      refreshToken: 'refresh-token-of-a-test',
      accessToken: 'access-token-of-a-test',
      issuedAt: new Date(1000),
    };
    await test.store.vault.save(orgId, 'exact', credentials, { country: 'nl' });
    const connection = await test.store.vault.read(orgId, 'exact');
    expect(connection).toMatchObject({ state: 'connected', credentials, meta: { country: 'nl' } });
    const [row] = await test.query('select credentials from connection where org_id = $1', [orgId]);
    expect(String(row?.['credentials'])).not.toMatch(/token-of-a-test/);
  });

  it('lets one writer in at a time, and each next one sees what the last one stored', async () => {
    const presented: string[] = [];
    let inside = 0;
    let mostInside = 0;
    const refresh = (): Promise<void> =>
      test.store.vault.exclusively(orgId, 'exact', async ({ credentials }, store) => {
        inside += 1;
        mostInside = Math.max(mostInside, inside);
        presented.push(credentials.refreshToken ?? '');
        await new Promise((resolve) => setImmediate(resolve));
        await store({ ...credentials, refreshToken: `r${presented.length}` });
        inside -= 1;
      });

    await Promise.all(Array.from({ length: 8 }, refresh));

    expect(mostInside).toBe(1);
    expect(presented).toEqual(['r0', 'r1', 'r2', 'r3', 'r4', 'r5', 'r6', 'r7']);
  });

  it('has stored the new token when `store` resolves, even if the rest of the work fails', async () => {
    const failing = test.store.vault.exclusively(orgId, 'exact', async (_current, store) => {
      await store({ refreshToken: 'rotated' });
      throw new Error('the call after the refresh failed');
    });

    await expect(failing).rejects.toThrow('the call after');
    expect((await test.store.vault.read(orgId, 'exact')).credentials.refreshToken).toBe('rotated');
  });

  it('is free again after a writer that failed', async () => {
    await expect(test.store.vault.exclusively(orgId, 'exact', () => Promise.reject(new Error('reset')))).rejects.toThrow('reset');

    expect(await test.store.vault.exclusively(orgId, 'exact', async () => 'in', { waitMs: 0 })).toBe('in');
  });

  describe('a renewal that was begun', () => {
    const begunAt = async () => (await test.store.vault.read(orgId, 'exact')).renewalBegunAt;
    const endLost = () => test.store.vault.endLostRenewals('exact', 'exact_reconnect', 'the process was killed');

    it('is on record until its writer comes to an end, whatever the end is', async () => {
      await test.store.vault.exclusively(orgId, 'exact', async ({ renewalBegunAt }, store, begin) => {
        expect(renewalBegunAt).toBeNull();
        await begin();
        expect(await begunAt()).toBeInstanceOf(Date);
        await store({ refreshToken: 'r1' });
        expect(await begunAt()).toBeNull();
      });
      await test.store.vault.exclusively(orgId, 'exact', async (_current, _store, begin) => begin());
      expect(await begunAt()).toBeNull();
    });

    it('stays on record when the answer could not be stored, and the next writer sees it', async () => {
      const failing = test.store.vault.exclusively(orgId, 'exact', async (_current, _store, begin) => {
        await begin();
        throw new Error('killed between the answer and its storing');
      });
      await expect(failing).rejects.toThrow('killed');

      const seen = await test.store.vault
        .exclusively(orgId, 'exact', async ({ renewalBegunAt }) => {
          throw new Error(`begun: ${renewalBegunAt instanceof Date}`);
        })
        .catch(String);
      expect(seen).toContain('begun: true');
    });

    it('is lost when its lease is over, said once, and no more after somebody connected again', async () => {
      await test.store.vault
        .exclusively(orgId, 'exact', async (_current, _store, begin) => {
          await begin();
          expect(await endLost()).not.toContain(orgId);
          throw new Error('killed');
        })
        .catch(() => undefined);

      expect(await endLost()).toContain(orgId);
      expect(await endLost()).not.toContain(orgId);
      expect(await test.store.vault.read(orgId, 'exact')).toMatchObject({
        state: 'reconnect',
        detail: 'exact_reconnect',
        reason: 'the process was killed',
      });

      await test.store.vault.save(orgId, 'exact', { refreshToken: 'new' }, { country: 'nl' });
      expect(await test.store.vault.read(orgId, 'exact')).toMatchObject({
        state: 'connected',
        reason: null,
        renewalBegunAt: null,
      });
      expect(await endLost()).not.toContain(orgId);
    });

    it('whose writer was killed with the whole embedded database waits for no lease', async () => {
      await test.store.vault.exclusively(orgId, 'exact', async (_current, _store, begin) => {
        await begin();
        await test.store.vault.endLeases();
        expect(await endLost()).toContain(orgId);
      });
    });
  });

  it('tells everybody that an access token is refused, and forgets it with the next one', async () => {
    const isRefused = async () => (await test.store.vault.read(orgId, 'exact')).isAccessRefused;
    await test.store.vault.markAccessRefused(orgId, 'exact', 'an older one');
    expect(await isRefused()).toBe(false);
    await test.store.vault.markAccessRefused(orgId, 'exact', 'a0');
    expect(await isRefused()).toBe(true);

    await test.store.vault.exclusively(orgId, 'exact', async (_current, store) =>
      store({ refreshToken: 'r1', accessToken: 'a1' }),
    );

    expect(await isRefused()).toBe(false);
  });

  it('knows cheaply whether what was read still stands', async () => {
    const { vault, orgs } = test.store;
    const stands = async (mark: string) => await vault.isCurrent(orgId, 'exact', mark);
    const { mark } = await vault.read(orgId, 'exact');
    expect(await stands(mark)).toBe(true);
    expect(await vault.isCurrent(orgId, 'salesforce', mark)).toBe(false);

    await vault.markAccessRefused(orgId, 'exact', 'a0');
    expect(await stands(mark)).toBe(false);

    await vault.save(orgId, 'exact', { refreshToken: 'r0', accessToken: 'a0' }, { country: 'nl' });
    expect(await stands(mark)).toBe(false);
    const { mark: next } = await vault.read(orgId, 'exact');
    await vault.markReconnect(orgId, 'exact', 'exact_reconnect');
    expect(await stands(next)).toBe(false);

    // Connected anew after it was forgotten: the same tokens are another connection.
    await orgs.delete(orgId);
    await orgs.save({ id: orgId, name: 'Acme', features: {} });
    await vault.save(orgId, 'exact', { refreshToken: 'r0', accessToken: 'a0' }, { country: 'nl' });
    expect(await stands(next)).toBe(false);
  });

  it('gives up waiting for a writer that does not end', async () => {
    await test.store.vault.exclusively(orgId, 'exact', async () => {
      const second = test.store.vault.exclusively(orgId, 'exact', async () => undefined, { waitMs: 0 });
      await expect(second).rejects.toMatchObject({ code: 'connection_busy' });
    });
  });

  it('lets the next writer in when a lease is over, and refuses the late one’s token if that one stored a newer', async () => {
    const late = test.store.vault.exclusively(
      orgId,
      'exact',
      async (_current, store) => {
        await test.store.vault.exclusively(orgId, 'exact', (_inner, storeInner) => storeInner({ refreshToken: 'newer' }));
        await store({ refreshToken: 'stale' });
      },
      { leaseMs: 0 },
    );

    await expect(late).rejects.toMatchObject({ code: 'lease_lost' });
    expect((await test.store.vault.read(orgId, 'exact')).credentials.refreshToken).toBe('newer');
  });

  it('stays in `reconnect` until somebody connects again', async () => {
    await test.store.vault.markReconnect(orgId, 'exact', 'exact_reconnect');
    expect(await test.store.vault.read(orgId, 'exact')).toMatchObject({ state: 'reconnect', detail: 'exact_reconnect' });

    await test.store.vault.save(orgId, 'exact', { refreshToken: 'r9' }, { country: 'nl' });
    expect(await test.store.vault.read(orgId, 'exact')).toMatchObject({ state: 'connected', detail: null });
  });

  it('says so when there is no connection', async () => {
    await expect(test.store.vault.read(orgId, 'salesforce')).rejects.toMatchObject({ code: 'not_connected' });
    await expect(test.store.vault.exclusively(orgId, 'salesforce', async () => undefined)).rejects.toMatchObject({
      code: 'not_connected',
    });
  });

  it('waits for no other writer once the process stops', async () => {
    const stopping = new AbortController();
    const stopped = await openTestStore({ stopping: stopping.signal });
    const { orgId: other } = await makeOrg(stopped.store);
    await stopped.store.vault.save(other, 'exact', { refreshToken: 'r0' }, {});
    const busy = Promise.withResolvers<undefined>();
    const inside = Promise.withResolvers<undefined>();
    const first = stopped.store.vault.exclusively(other, 'exact', () => {
      inside.resolve(undefined);
      return busy.promise;
    });
    await inside.promise;
    stopping.abort(new TandemError('service_stopping'));

    await expect(stopped.store.vault.exclusively(other, 'exact', async () => undefined)).rejects.toMatchObject({
      code: 'service_stopping',
    });
    busy.resolve(undefined);
    await first;
    await stopped.close();
  });
});

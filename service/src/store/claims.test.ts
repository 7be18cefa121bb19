import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { makeOrg, openTestStore, type TestStore } from '../../tests/support/test-store.ts';
import type { ClaimRepository } from './claims.ts';

describe('claims', () => {
  let test: TestStore;
  let orgId: string;

  beforeAll(async () => {
    test = await openTestStore();
  });
  afterAll(() => test.close());
  beforeEach(async () => {
    ({ orgId } = await makeOrg(test.store));
  });

  const claimsOf = (holder: string, leaseMs?: number): ClaimRepository =>
    test.store.forOrg(orgId).claims({ flow: 'orders', division: 1, besides: [] }, holder, leaseMs);

  it('belong to exactly one of many that take them at once', async () => {
    const ids = Array.from({ length: 20 }, (_, n) => `order-${n}`);

    const taken = await Promise.all(
      Array.from({ length: 6 }, (_, n) => claimsOf(`job-${n}`).take(n % 2 === 0 ? ids : ids.toReversed())),
    );

    expect(taken.flatMap((set) => [...set]).sort()).toEqual(ids.toSorted());
  });

  it('may be taken again by their holder, and by others once they are given back', async () => {
    const first = claimsOf('first');
    await first.take(['a']);

    expect(await first.take(['a', 'a'])).toEqual(new Set(['a']));
    expect(await claimsOf('second').take(['a'])).toEqual(new Set());
    await first.release(['a']);
    expect(await claimsOf('second').take(['a'])).toEqual(new Set(['a']));
  });

  it('pass to another job when their lease is over, and the late holder can post nothing more', async () => {
    const late = claimsOf('late', 0);
    await late.take(['a']);
    expect(await claimsOf('next').take(['a'])).toEqual(new Set(['a']));

    await expect(late.intend('a', 'SO-1', 'content')).rejects.toMatchObject({ code: 'lease_lost', recordId: 'a' });
  });

  it('that were in other hands meanwhile keep their holder from posting anything, also once they are taken again', async () => {
    for (const isGivenBack of [false, true]) {
      const late = claimsOf('late');
      await late.take(['a']);
      const brief = claimsOf('late', 0);
      await brief.take(['deal']);
      await late.take(['deal']);
      await late.intend('a', 'SO-1', 'content');
      await brief.take(['deal']);
      const next = claimsOf('next');
      expect(await next.take(['deal'])).toEqual(new Set(['deal']));
      if (isGivenBack) await next.release(['deal']);

      await late.take(['a', 'deal']);

      await expect(late.intend('a', 'SO-2', 'content')).rejects.toMatchObject({ code: 'lease_lost', recordId: 'a' });
      await late.release(['a', 'deal']);
      await next.release(['deal']);
    }
  });

  it('are lost to a holder whose lease is over although nobody else came', async () => {
    const late = claimsOf('late', 0);
    await late.take(['a']);

    await expect(late.intend('a', 'SO-1', 'content')).rejects.toMatchObject({ code: 'lease_lost' });
  });

  it('are given back only by their holder', async () => {
    await claimsOf('holder').take(['a']);
    await claimsOf('other').release(['a']);

    expect(await claimsOf('other').take(['a'])).toEqual(new Set());
  });

  it('keep an intent over the end of the job, from before the post to the write-back', async () => {
    const job = claimsOf('job');
    await job.take(['a', 'b']);
    await job.intend('a', 'SO-1', 'content');
    await job.release(['a', 'b']);

    const next = claimsOf('next');
    expect(await next.intents(['a', 'b'])).toEqual(
      new Map([
        [
          'a',
          expect.objectContaining({
            reference: 'SO-1',
            postedAt: expect.any(Date),
            exactId: undefined,
            isWriteBackPending: false,
          }),
        ],
      ]),
    );
    await next.settle('a', { exactId: 'guid', exactNumber: '42', reference: 'SO-1', content: 'content' });
    expect(await test.store.forOrg(orgId).intents.pendingWriteBacks('orders', 1, 10)).toEqual(['a']);
    await next.writtenBack(['a']);
    expect((await next.intents(['a'])).get('a')).toMatchObject({ exactId: 'guid', exactNumber: '42', isWriteBackPending: false });
    expect(await test.store.forOrg(orgId).intents.pendingWriteBacks('orders', 1, 10)).toEqual([]);
  });

  it('tell which documents are sent: by their ids, by their references until there is an id, and to no other org', async () => {
    const job = claimsOf('job');
    await job.take(['a', 'b', 'c']);
    for (const id of ['a', 'b']) await job.intend(id, `SO-${id}`, 'content');
    await job.settle('a', { exactId: 'GUID', exactNumber: '42', reference: 'SO-a', content: 'content' });

    const asked = [
      ['guid', 'another'],
      ['SO-a', 'SO-b', 'SO-c'],
    ] as const;
    const sent = { exactIds: new Set(['guid']), references: new Set(['SO-b']) };
    expect(await test.store.forOrg(orgId).intents.sentDocuments(...asked)).toEqual(sent);
    const nothing = { exactIds: new Set(), references: new Set() };
    expect(await test.store.forOrg('another org').intents.sentDocuments(...asked)).toEqual(nothing);
  });

  it('settle a document even after the claim was lost: what is in Exact is in Exact', async () => {
    const late = claimsOf('late');
    await late.take(['a']);
    await late.intend('a', 'SO-1', 'content');
    await test.query("update claim set holder = 'next', epoch = epoch + 1 where org_id = $1", [orgId]);

    await late.settle('a', { exactId: 'guid', exactNumber: '42', reference: 'SO-1', content: 'content' });

    expect((await claimsOf('next').intents(['a'])).get('a')).toMatchObject({ exactId: 'guid' });
  });

  it('forget an intent that was found to be void', async () => {
    const job = claimsOf('job');
    await job.take(['a']);
    await job.intend('a', 'SO-1', 'content');
    await job.forgetIntent('a');

    expect(await job.intents(['a'])).toEqual(new Map());
  });
});

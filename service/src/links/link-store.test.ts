import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { makeOrg, openTestStore, type TestStore } from '../../tests/support/test-store.ts';
import { LINK_ROLES } from '../flows/index.ts';
import { linkKey, LinkStore, parseLinkKey, recordRefOf, salesforceRef } from './index.ts';

const ORDER = '801000000000001AAA';
const ACCOUNT = '001000000000001AAA';
const guid = (number: number): string => `0f8fad5b-d9cb-469f-a165-${String(number).padStart(12, '0')}`;

let test: TestStore;
let now = new Date('2027-01-01T09:00:00Z');

beforeAll(async () => {
  test = await openTestStore({ now: () => now });
});
afterAll(() => test.close());

async function openLinks(): Promise<LinkStore> {
  const { orgId } = await makeOrg(test.store);
  return new LinkStore(test.store.forOrg(orgId).links, LINK_ROLES);
}

describe('links', () => {
  it('are found by the record of Salesforce, by the record of Exact in any case, and by key, each in its division', async () => {
    const links = await openLinks();
    await links.inStep('salesOrder', [
      { division: 2, salesforceId: ORDER, exactId: guid(2), isNews: true },
      { division: 1, salesforceId: ORDER, exactId: guid(1), isNews: false },
    ]);
    const second = {
      role: 'salesOrder',
      record: salesforceRef(ORDER),
      document: { system: 'exact', object: 'SalesOrders', division: 2, id: guid(2) },
      inStepAt: now,
    };

    expect((await links.of(salesforceRef(ORDER))).map(({ document }) => document.division)).toEqual([1, 2]);
    expect(await links.of({ system: 'exact', object: undefined, division: undefined, id: guid(2).toUpperCase() })).toEqual([
      second,
    ]);
    expect(await links.of({ system: 'exact', object: 'SalesOrders', division: 1, id: guid(2) })).toEqual([]);
    expect(await links.of({ system: 'exact', object: 'Items', division: 2, id: guid(2) })).toEqual([]);
    expect(await links.byKey(linkKey({ division: 2, entity: 'SalesOrders', exactId: guid(2).toUpperCase() }))).toEqual([second]);
    expect(await links.byKey('2-SalesOrders-nonsense')).toEqual([]);
  });

  it('of one record are all its documents, the one that its page shows in front, and no notes of a flow', async () => {
    const links = await openLinks();
    const memory = links.ofDivision(1);
    await memory.remember('deliveryAddress', [{ salesforceId: ACCOUNT, exactId: guid(3), fingerprint: 'f' }]);
    await memory.remember('account', [{ salesforceId: ACCOUNT, exactId: guid(4), fingerprint: 'f' }]);
    await memory.remember('ownDebtor', [{ salesforceId: ACCOUNT, exactId: '', fingerprint: '' }]);

    expect((await links.of(salesforceRef(ACCOUNT))).map(({ role, document }) => [role, document.object, document.id])).toEqual([
      ['account', 'Accounts', guid(4)],
      ['deliveryAddress', 'Addresses', guid(3)],
    ]);
  });

  it('keep when they were last in step, until they lead to another record', async () => {
    const links = await openLinks();
    const memory = links.ofDivision(1);
    const inStepAt = async () => (await links.of(salesforceRef(ACCOUNT)))[0]?.inStepAt;
    const firstDay = now;
    await memory.remember('account', [{ salesforceId: ACCOUNT, exactId: guid(5), fingerprint: 'f' }]);
    now = new Date(firstDay.getTime() + 86_400_000);

    await memory.doubt('account', [guid(5)]);
    await memory.remember('account', [{ salesforceId: ACCOUNT, exactId: guid(5).toUpperCase(), fingerprint: '' }]);
    expect(await inStepAt()).toEqual(firstDay);
    await memory.remember('account', [{ salesforceId: ACCOUNT, exactId: guid(5), fingerprint: 'g' }]);
    expect(await inStepAt()).toEqual(now);
    await memory.remember('account', [{ salesforceId: ACCOUNT, exactId: guid(6), fingerprint: '' }]);
    expect(await inStepAt()).toBeUndefined();
  });

  it('that are found in step are noted once an hour, those that were brought there each time, and another record at once', async () => {
    const links = await openLinks();
    const noted = async () => (await links.of(salesforceRef(ORDER))).map(({ document, inStepAt }) => [document.id, inStepAt]);
    const note = (exactId: string, isNews: boolean) =>
      links.inStep('salesOrder', [{ division: 1, salesforceId: ORDER, exactId, isNews }]);
    const [first, later] = [now, new Date(now.getTime() + 30 * 60_000)];
    await note(guid(1), false);
    now = later;
    await note(guid(1).toUpperCase(), false);
    expect(await noted()).toEqual([[guid(1), first]]);
    await note(guid(1), true);
    expect(await noted()).toEqual([[guid(1), later]]);
    await note(guid(2), false);
    expect(await noted()).toEqual([[guid(2), later]]);
    now = new Date(later.getTime() + 61 * 60_000);
    await note(guid(2), false);
    expect(await noted()).toEqual([[guid(2), now]]);
  });

  it('keep what was sent last when they are noted as in step, as long as they lead to the same record', async () => {
    const links = await openLinks();
    const memory = links.ofDivision(1);
    const sent = async () => (await memory.find('account', [ACCOUNT])).get(ACCOUNT)?.fingerprint;
    await memory.remember('account', [{ salesforceId: ACCOUNT, exactId: guid(7), fingerprint: 'f' }]);
    await links.inStep('account', [{ division: 1, salesforceId: ACCOUNT, exactId: guid(7).toUpperCase(), isNews: true }]);
    expect(await sent()).toBe('f');
    await links.inStep('account', [{ division: 1, salesforceId: ACCOUNT, exactId: guid(8), isNews: true }]);
    expect(await sent()).toBe('');
  });

  it('of a whole batch are written by one statement', async () => {
    const links = await openLinks();
    const batch = Array.from({ length: 1_000 }, (_, index) => ({
      division: 1,
      salesforceId: `01t${String(index).padStart(12, '0')}AAA`,
      exactId: guid(10_000 + index),
      isNews: true,
    }));
    await links.inStep('item', batch);

    const [written] = await test.query(
      `select count(*)::int as rows, count(distinct xmin::text || '/' || cmin::text)::int as statements from link where entity = 'item'`,
    );
    expect(written).toEqual({ rows: 1_000, statements: 1 });
  });

  it('answer like a plain map after any sequence of changes, over divisions and roles', async () => {
    const id = fc.constantFrom('one', 'two', 'three');
    const exactId = fc.constantFrom('aaaa', 'AAAA', 'bbbb');
    const place = { division: fc.constantFrom(1, 2), role: fc.constantFrom('account', 'contact', 'ownDebtor') };
    const change = fc.oneof(
      fc.record({ ...place, kind: fc.constant('remember'), id, exactId, fingerprint: fc.constantFrom('', 'f', 'g') }),
      fc.record({ ...place, kind: fc.constant('forget'), id, exactId, fingerprint: fc.constant('') }),
      fc.record({ ...place, kind: fc.constant('doubt'), id, exactId, fingerprint: fc.constant('') }),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(change, { maxLength: 12 }), async (changes) => {
        const links = await openLinks();
        const model = new Map<string, { salesforceId: string; exactId: string; fingerprint: string }>();
        for (const { kind, division, role, id: salesforceId, exactId, fingerprint } of changes) {
          const memory = links.ofDivision(division);
          const place = `${division}/${role}/`;
          if (kind === 'remember') {
            await memory.remember(role, [{ salesforceId, exactId, fingerprint }]);
            model.set(place + salesforceId, { salesforceId, exactId, fingerprint });
          } else if (kind === 'forget') {
            await memory.forget(role, [salesforceId]);
            model.delete(place + salesforceId);
          } else {
            await memory.doubt(role, [exactId]);
            for (const [key, link] of model)
              if (key.startsWith(place) && link.exactId.toLowerCase() === exactId.toLowerCase())
                model.set(key, { ...link, fingerprint: '' });
          }
        }
        for (const division of [1, 2])
          for (const role of ['account', 'contact', 'ownDebtor']) {
            const memory = links.ofDivision(division);
            const expected = [...model].filter(([key]) => key.startsWith(`${division}/${role}/`)).map(([, link]) => link);
            const bare = ({ salesforceId, exactId, fingerprint }: (typeof expected)[number]) =>
              [salesforceId, exactId, fingerprint].join(' ');
            const found = [...(await memory.find(role, ['one', 'two', 'three'])).values()];
            expect(found.map(bare).sort()).toEqual(expected.map(bare).sort());
            const byExactId = await memory.findByExactId(role, ['Aaaa']);
            const ofThat = expected.filter(({ exactId }) => exactId.toLowerCase() === 'aaaa');
            expect(byExactId.map(bare).sort()).toEqual(ofThat.map(bare).sort());
          }
      }),
      { numRuns: 30 },
    );
  });
});

describe('a reference', () => {
  it('says what an id from outside names', () => {
    expect(recordRefOf('801000000000001')).toEqual({ system: 'salesforce', object: 'Order', id: ORDER });
    expect(recordRefOf('a00000000000001')).toMatchObject({ system: 'salesforce', object: undefined });
    expect(recordRefOf(guid(1))).toMatchObject({ system: 'exact', id: guid(1) });
    // A guid that begins like the id of an account is no account.
    expect(recordRefOf('001fad5b-d9cb-469f-a165-70867728950e')).toMatchObject({ system: 'exact' });
    for (const text of ['', 'Order 7', '801000000000001BBB', '12345']) expect(recordRefOf(text)).toBeUndefined();
  });

  it('and its key are one text each, whatever the case of the guid', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 2_147_483_647 }),
        fc.constantFrom('Items', 'Accounts', 'SalesOrders'),
        fc.uuid(),
        (division, entity, exactId) => {
          const key = linkKey({ division, entity, exactId });
          expect(linkKey({ division, entity, exactId: exactId.toUpperCase() })).toBe(key);
          expect(parseLinkKey(key)).toEqual({ division, entity, exactId });
        },
      ),
    );
  });
});

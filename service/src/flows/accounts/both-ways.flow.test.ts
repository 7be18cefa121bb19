import { afterEach, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  accountOf,
  change,
  changeInExact,
  debtorOf,
  enterLinked,
  look as send,
  spent,
  type Linked,
} from '../debtors/testing/shop.ts';
import { startStage, type Stage } from '../testing/stage.ts';
import { look, settings } from './testing/shop.ts';

let stage: Stage;
let cursors: Readonly<Record<string, string>> = {};
afterEach(() => stage.close());

async function open(owners: object = {}): Promise<Linked> {
  stage = await startStage();
  const [one] = await enterLinked(stage, ['Beide B.V.']);
  if (one === undefined) throw new Error('no account');
  cursors = (await look(stage, {}, settings(owners))).cursors;
  await send(stage, [one.accountId], settings(owners));
  await spent(stage);
  return one;
}

/** What changed in Exact reaches Salesforce, as a webhook asks for it. */
async function fromExact(owners: object = {}) {
  const walked = await look(stage, cursors, settings(owners));
  cursors = { ...cursors, ...walked.cursors };
  return walked;
}

/** What changed in Salesforce reaches Exact, as the trigger asks for it. */
function fromSalesforce({ accountId }: Linked, owners: object = {}) {
  return send(stage, [accountId], settings(owners));
}

describe('a field that both sides may change', () => {
  it('goes across with one write, and nothing comes back, with hints doubled and in whatever order', async () => {
    const one = await open();
    await change(stage, one, { Phone: '+31 20 222 2222' });
    await spent(stage);
    await fromExact();
    await fromSalesforce(one);
    await fromSalesforce(one);
    await fromExact();
    await fromExact();
    await fromSalesforce(one);
    const there = await spent(stage);
    expect([there.exact.writes, there.salesforce.writes]).toEqual([1, 0]);
    expect((await debtorOf(stage, one))['Phone']).toBe('+31 20 222 2222');

    await changeInExact(stage, one, { Phone: '+31 20 333 3333', Website: 'https://beide.example' });
    await spent(stage);
    await fromSalesforce(one);
    await fromExact();
    await fromExact();
    await fromSalesforce(one);
    await fromSalesforce(one);
    await fromExact();
    const back = await spent(stage);
    expect([back.exact.writes, back.salesforce.writes]).toEqual([0, 1]);
    expect(await accountOf(stage, one)).toMatchObject({ Phone: '+31 20 333 3333', Website: 'https://beide.example' });
  });

  it('that is emptied on one side is emptied on the other; a name never is', async () => {
    const one = await open();
    await change(stage, one, { Phone: null });
    await fromSalesforce(one);
    expect((await debtorOf(stage, one))['Phone'] ?? null).toBeNull();
    await changeInExact(stage, one, { AddressLine1: null, Postcode: null, City: null });
    await fromExact();
    const account = await accountOf(stage, one);
    for (const field of ['BillingStreet', 'BillingPostalCode', 'BillingCity']) expect(account[field] ?? null).toBeNull();
    expect(account['Name']).toBe('Beide B.V.');
  });

  it('and was changed on both has the value of the side that wins, and a person is told both', async () => {
    for (const wins of ['salesforce', 'exact'] as const) {
      const one = await open();
      const document = { ...settings(), flows: { accounts: { enabled: true }, debtors: { enabled: true, wins } } };
      await change(stage, one, { Phone: '+31 10 101 0101' });
      await changeInExact(stage, one, { Phone: '+31 30 303 0303' });
      const toSalesforce = await look(stage, cursors, document);
      const toExact = await send(stage, [one.accountId], document);
      const stays = wins === 'salesforce' ? '+31 10 101 0101' : '+31 30 303 0303';
      expect((await accountOf(stage, one))['Phone']).toBe(stays);
      expect((await debtorOf(stage, one))['Phone']).toBe(stays);
      const told = [...toSalesforce.outcomes, ...toExact.outcomes].flatMap(({ error }) => error ?? []);
      expect(told.map(({ code }) => code)).toEqual(['customer_changed_on_both_sides']);
      for (const value of ['+31 10 101 0101', '+31 30 303 0303']) expect(told[0]?.message).toContain(value);
      await stage.close();
    }
    await open();
  });

  it('is filled where one side is empty and nobody remembers anything, and the winner is told of where both say something', async () => {
    stage = await startStage();
    const [filled, differing] = await enterLinked(stage, ['Leeg B.V.', 'Anders B.V.'], { account: { Phone: null } });
    if (filled === undefined || differing === undefined) throw new Error('no accounts');
    await change(stage, differing, { Phone: '099-9' });
    const { outcomes } = await look(stage);
    expect((await accountOf(stage, filled))['Phone']).toBe('+31 20 111 1111');
    expect((await accountOf(stage, differing))['Phone']).toBe('099-9');
    expect(outcomes.map(({ error }) => error?.code)).toEqual([undefined, 'customer_changed_on_both_sides']);
  });

  it('is what Salesforce says as long as nobody brings what changes in Exact', async () => {
    const one = await open();
    const alone = { ...settings(), flows: { debtors: { enabled: true } } };
    await changeInExact(stage, one, { Phone: '030-0' });
    await change(stage, one, { Website: 'https://alleen.example' });
    const { outcomes } = await send(stage, [one.accountId], alone);
    expect(outcomes).toMatchObject([{ status: 'updated', error: undefined }]);
    expect(await debtorOf(stage, one)).toMatchObject({ Phone: '+31 20 111 1111', Website: 'https://alleen.example' });
  });
});

const FIELDS = {
  name: ['Name', 'Name'],
  phone: ['Phone', 'Phone'],
  website: ['Website', 'Website'],
  vatNumber: ['Vat_Number__c', 'VATNumber'],
} as const;
type Owned = keyof typeof FIELDS;

/** Numbers that are some: others go to nobody. */
const VAT_NUMBERS = ['NL100000009B01', 'NL112345682B01', 'NL124691353B01'];

describe('whatever is changed in whatever order', () => {
  it('each owner has its way, both sides end equal, and then nothing is written any more', async () => {
    const topic = fc.constantFrom<Owned>('name', 'phone', 'website', 'vatNumber');
    const step = fc.oneof(
      fc.record({ kind: fc.constantFrom('salesforce' as const, 'exact' as const), topic, value: fc.integer({ min: 1, max: 3 }) }),
      fc.constantFrom({ kind: 'toExact' as const }, { kind: 'toSalesforce' as const }),
    );
    const owner = fc.constantFrom('both', 'both', 'salesforce', 'exact');
    await fc.assert(
      fc.asyncProperty(
        fc.record({ name: owner, phone: owner, website: owner, vatNumber: owner }),
        fc.array(step, { maxLength: 10 }),
        async (owners, steps) => {
          const one = await open(owners);
          const last = new Map<string, string>();
          for (const each of steps) {
            if (each.kind === 'toExact') await fromSalesforce(one, owners);
            else if (each.kind === 'toSalesforce') await fromExact(owners);
            else {
              const value = each.topic === 'vatNumber' ? (VAT_NUMBERS[each.value - 1] ?? '') : `${each.topic} ${each.value}`;
              const [here, there] = FIELDS[each.topic];
              last.set(`${each.kind} ${each.topic}`, value);
              if (each.kind === 'salesforce') await change(stage, one, { [here]: value });
              else await changeInExact(stage, one, { [there]: value });
            }
          }
          for (let round = 0; round < 2; round += 1) {
            await fromSalesforce(one, owners);
            await fromExact(owners);
          }
          await spent(stage);
          await fromExact(owners);
          await fromSalesforce(one, owners);
          const calls = await spent(stage);
          const [account, debtor] = [await accountOf(stage, one), await debtorOf(stage, one)];
          await stage.close();
          expect([calls.exact.writes, calls.salesforce.writes]).toEqual([0, 0]);
          for (const [name, [here, there]] of Object.entries(FIELDS)) {
            const ruled = owners[name as Owned];
            if (ruled === 'both') expect([name, account[here] ?? null]).toEqual([name, debtor[there] ?? null]);
            const kept = ruled === 'salesforce' ? account[here] : ruled === 'exact' ? debtor[there] : undefined;
            const wanted = last.get(`${ruled} ${name}`);
            if (wanted !== undefined) expect([name, kept]).toEqual([name, wanted]);
          }
        },
      ),
      { numRuns: 25 },
    );
    await open();
  }, 120_000);
});

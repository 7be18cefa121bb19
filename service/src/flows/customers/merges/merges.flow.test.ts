import { afterEach, describe, expect, it } from '@jest/globals';
import { look as lookFromExact, settings as accountSettings } from '../../accounts/testing/shop.ts';
import {
  accountOf,
  change,
  debtorOf,
  enterLinked,
  look,
  poll,
  settings,
  spent,
  type Linked,
} from '../../debtors/testing/shop.ts';
import { chooseDebtorOfOrder, listDebtorsOfOrder } from '../../orders/index.ts';
import { DIVISION, startStage, type Stage } from '../../testing/stage.ts';
import { enterSentOrder, mergeAccounts, mergeInExact } from '../testing/merges.ts';

let stage: Stage;
afterEach(() => stage.close());

const debtors = () => stage.exact.rows(`${DIVISION}/crm/Accounts`);
const linkOf = async (accountId: string) => (await accountOf(stage, { accountId }))['Exact_Id__c'] ?? null;

async function open(...names: string[]): Promise<Linked[]> {
  stage = await startStage();
  return enterLinked(stage, names);
}

async function enterFree(name: string, email = 'vrij@vrij.example'): Promise<string> {
  const [id = ''] = await stage.createRecords([{ object: 'Account', fields: { Name: name } }]);
  await stage.createRecords([{ object: 'Contact', fields: { AccountId: id, LastName: 'Vrij', Email: email } }]);
  return id;
}

describe('an account into which another one was merged', () => {
  it('gets its debtor where it has none, however it comes to light, and none is made', async () => {
    const [loser] = await open('Oud B.V.');
    if (loser === undefined) throw new Error('no account');
    await look(stage, [loser.accountId]);
    const left = await enterFree('Nieuw B.V.');
    await mergeAccounts(stage, left, [loser.accountId]);
    await spent(stage);
    const { outcomes } = await look(stage, [left], settings({ creates: 'true' }));
    expect(outcomes).toMatchObject([{ status: 'updated', error: undefined }]);
    expect(await linkOf(left)).toBe(loser.debtorId);
    expect(await debtors()).toHaveLength(1);
    expect(await debtorOf(stage, loser)).toMatchObject({ Name: 'Nieuw B.V.' });
    expect((await spent(stage)).exact.counted).toBeLessThanOrEqual(5);
    await look(stage, [left]);
    expect(await spent(stage)).toMatchObject({ exact: { counted: 0, writes: 0 }, salesforce: { writes: 0 } });
  });

  it('is found by the poll too, through merges one after the other and a database that was lost', async () => {
    const [loser] = await open('Eerst B.V.');
    if (loser === undefined) throw new Error('no account');
    stage.clock.now = new Date(Date.now() - 60_000);
    const { cursors } = await poll(stage);
    const [middle, left] = [await enterFree('Midden B.V.'), await enterFree('Laatst B.V.')];
    await mergeAccounts(stage, middle, [loser.accountId]);
    await mergeAccounts(stage, left, [middle]);
    stage.clock.now = new Date(Date.now() + 60_000);
    await poll(stage, cursors);
    expect(await linkOf(left)).toBe(loser.debtorId);
    expect(await debtors()).toHaveLength(1);
  });

  it('with a debtor of its own waits for a person, and neither debtor is written until one is chosen', async () => {
    const [left, loser] = await open('Blijft B.V.', 'Weg B.V.');
    if (left === undefined || loser === undefined) throw new Error('no accounts');
    await look(stage, [left.accountId, loser.accountId]);
    await mergeAccounts(stage, left.accountId, [loser.accountId]);
    await change(stage, left, { Phone: '+31 20 777 7777' });
    for (let round = 0; round < 2; round += 1) {
      await spent(stage);
      const { outcomes } = await look(stage, [left.accountId]);
      expect(outcomes).toMatchObject([{ recordId: left.accountId, status: 'blocked', error: { code: 'customer_merged' } }]);
      expect(outcomes[0]?.error?.message).toMatch(/501 Blijft B\.V\., 502 Weg B\.V\./);
      expect(await spent(stage)).toMatchObject({ exact: { writes: 0 }, salesforce: { writes: 0 } });
    }

    const context = await stage.context({ ...settings(), flows: { orders: { enabled: true }, debtors: { enabled: true } } });
    const { candidates } = await listDebtorsOfOrder(context, left.accountId, '');
    expect(candidates.map(({ code, isCurrent }) => [code, isCurrent])).toEqual(
      expect.arrayContaining([
        ['501', true],
        ['502', false],
      ]),
    );
    await chooseDebtorOfOrder(context, left.accountId, { code: '502' });

    expect((await look(stage, [left.accountId])).outcomes).toMatchObject([{ status: 'updated', error: undefined }]);
    expect(await linkOf(left.accountId)).toBe(loser.debtorId);
    expect(await debtorOf(stage, loser)).toMatchObject({ Phone: '+31 20 777 7777' });
    expect(await debtorOf(stage, left)).toMatchObject({ Phone: '+31 20 111 1111' });
    expect((await look(stage, [left.accountId])).outcomes).toMatchObject([{ status: 'unchanged' }]);
  });

  it('has the debtor that is left where the other one was deleted in Exact Online', async () => {
    const [left, loser] = await open('Blijft B.V.', 'Weg B.V.');
    if (left === undefined || loser === undefined) throw new Error('no accounts');
    await mergeAccounts(stage, left.accountId, [loser.accountId]);
    expect((await look(stage, [left.accountId])).outcomes).toMatchObject([{ error: { code: 'customer_merged' } }]);
    await stage.exact.control('DELETE', `rows/${DIVISION}/crm/Accounts/${left.debtorId}`);
    expect((await look(stage, [left.accountId])).outcomes).toMatchObject([{ status: 'updated', error: undefined }]);
    expect(await linkOf(left.accountId)).toBe(loser.debtorId);
  });

  it('gets the debtor by the flow from Exact Online as well, and no account is made for one that was merged away', async () => {
    const [loser] = await open('Oud B.V.');
    if (loser === undefined) throw new Error('no account');
    const left = await enterFree('Nieuw B.V.');
    await mergeAccounts(stage, left, [loser.accountId]);
    const base = accountSettings() as { flows: object };
    const document = { ...base, flows: { ...base.flows, accounts: { enabled: true, creates: 'true' } } };
    const { outcomes } = await lookFromExact(stage, {}, document);
    expect(outcomes).toMatchObject([{ status: 'updated' }]);
    expect(await linkOf(left)).toBe(loser.debtorId);
    expect(await stage.salesforce.rows('Account')).toHaveLength(1);
  });
});

describe('contacts that were merged', () => {
  it('keep the contact in Exact Online of the one that is gone: it is changed and none is made', async () => {
    const [one] = await open('Contact B.V.');
    if (one === undefined) throw new Error('no account');
    await look(stage, [one.accountId]);
    const [left = ''] = await stage.createRecords([
      { object: 'Contact', fields: { AccountId: one.accountId, LastName: 'Ander', Email: 'ander@ander.example' } },
    ]);
    await stage.salesforce.control('POST', 'merge/Contact', { master: left, losers: [one.contactId] });
    await look(stage, [one.accountId]);
    const contacts = await stage.exact.rows(`${DIVISION}/crm/Contacts`);
    expect(contacts).toMatchObject([{ LastName: 'Ander', Email: 'ander@ander.example' }]);
    const row = (await stage.salesforce.rows('Contact')).find(({ Id }) => Id === left);
    expect(String(row?.['Exact_Id__c']).toLowerCase()).toBe(String(contacts[0]?.['ID']).toLowerCase());
  });
});

describe('a debtor that was merged into another one in Exact Online', () => {
  it('gives its account the other one, where its orders say which, and is taken off it where they do not', async () => {
    const [loser, other, without] = await open('Order B.V.', 'Doel B.V.', 'Zonder B.V.');
    if (loser === undefined || other === undefined || without === undefined) throw new Error('no accounts');
    await change(stage, other, { Exact_Id__c: null, Exact_Code__c: null });
    await enterSentOrder(stage, loser.accountId, loser.debtorId);
    const { cursors } = await lookFromExact(stage);
    for (const { debtorId } of [loser, without]) await mergeInExact(stage, debtorId, other.debtorId);
    await spent(stage);

    const { outcomes } = await lookFromExact(stage, cursors);

    expect(outcomes.map(({ label, error }) => [label, error?.code]).sort()).toEqual([
      ['Order B.V.', 'customer_changed_on_both_sides'],
      ['Zonder B.V.', 'customer_deleted_in_exact'],
    ]);
    expect(await accountOf(stage, loser)).toMatchObject({ Exact_Id__c: other.debtorId, Exact_Code__c: '502' });
    expect(await linkOf(without.accountId)).toBeNull();
    expect((await spent(stage)).exact.counted).toBeLessThanOrEqual(6);
  });

  it('is taken off its account where the other one belongs to another account', async () => {
    const [loser, other] = await open('Order B.V.', 'Doel B.V.');
    if (loser === undefined || other === undefined) throw new Error('no accounts');
    await enterSentOrder(stage, loser.accountId, loser.debtorId);
    const { cursors } = await lookFromExact(stage);
    await mergeInExact(stage, loser.debtorId, other.debtorId);
    const { outcomes } = await lookFromExact(stage, cursors);
    expect(outcomes.map(({ error }) => error?.code)).toContain('customer_deleted_in_exact');
    expect(await linkOf(loser.accountId)).toBeNull();
    expect(await linkOf(other.accountId)).toBe(other.debtorId);
  });
});

import { afterEach, describe, expect, it } from '@jest/globals';
import { enterLinked, look as send, spent, type Linked } from '../../debtors/testing/shop.ts';
import { DIVISION, startStage, type Stage } from '../../testing/stage.ts';
import { look } from '../testing/shop.ts';

let stage: Stage;
let cursors: Readonly<Record<string, string>> = {};
afterEach(() => stage.close());

const documentOf = (contacts: string, debtors: object = {}) => ({
  version: 1,
  divisions: [{ code: DIVISION, default: true }],
  flows: {
    accounts: { enabled: true, division: DIVISION, contacts },
    debtors: { enabled: true, division: DIVISION, contacts: 'withEmail', ...debtors },
  },
});
const ALL = documentOf('all');

async function open(...names: string[]): Promise<Linked[]> {
  stage = await startStage();
  cursors = {};
  return enterLinked(stage, names);
}

async function fromExact(document: object = ALL) {
  const walked = await look(stage, cursors, document);
  cursors = { ...cursors, ...walked.cursors };
  return walked;
}

const enterInExact = (fields: readonly Record<string, unknown>[]) => stage.createRows('crm/Contacts', fields);
const inExact = () => stage.exact.rows(`${DIVISION}/crm/Contacts`);
const contactsOf = async ({ accountId }: Linked) =>
  (await stage.salesforce.rows('Contact')).filter(({ AccountId }) => AccountId === accountId);

describe('contacts of Exact Online', () => {
  it('are linked where they are there, made where they are not, and cost nothing once they are equal', async () => {
    const [one] = await open('Personen B.V.');
    if (one === undefined) throw new Error('no account');
    await enterInExact([
      { Account: one.debtorId, FirstName: 'Els', LastName: 'Nieuw', Email: 'els@nieuw.example', Mobile: '+31 6 1234 5678' },
    ]);
    const { outcomes } = await fromExact();
    expect(outcomes.map(({ label, status }) => [label, status])).toEqual(
      expect.arrayContaining([
        ['Jan Bakker 0', 'updated'],
        ['Els Nieuw', 'created'],
      ]),
    );
    const ids = new Set((await inExact()).map(({ ID: id }) => String(id).toLowerCase()));
    const contacts = await contactsOf(one);
    expect(new Set(contacts.map(({ Exact_Id__c: id }) => id))).toEqual(ids);
    expect(contacts).toContainEqual(
      expect.objectContaining({
        FirstName: 'Els',
        LastName: 'Nieuw',
        Email: 'els@nieuw.example',
        MobilePhone: '+31 6 1234 5678',
      }),
    );
    await send(stage, [one.accountId], ALL);
    await spent(stage);
    await fromExact();
    expect((await spent(stage)).salesforce.writes).toBe(0);
    expect(await inExact()).toHaveLength(2);
  });

  it('stay where they are without the setting, and only the main one comes where it says so', async () => {
    const [one] = await open('Hoofd B.V.');
    if (one === undefined) throw new Error('no account');
    const [main] = await enterInExact([{ Account: one.debtorId, LastName: 'Hoofd', Email: 'hoofd@hoofd.example' }]);
    await stage.exact.control('PATCH', `rows/${DIVISION}/crm/Accounts/${one.debtorId}`, { MainContact: main });
    await fromExact(documentOf('none'));
    expect(await contactsOf(one)).toHaveLength(1);
    await fromExact(documentOf('main'));
    const contacts = await contactsOf(one);
    expect(contacts.map(({ LastName, Exact_Id__c: id }) => [LastName, id != null]).sort()).toEqual([
      ['Bakker 0', false],
      ['Hoofd', true],
    ]);
  });

  it('cross once in either direction: each change is one write, and nothing comes back', async () => {
    const [one] = await open('Beide B.V.');
    if (one === undefined) throw new Error('no account');
    await fromExact();
    await send(stage, [one.accountId], ALL);
    await fromExact();
    const [there] = await inExact();
    await spent(stage);
    await stage.exact.control('PATCH', `rows/${DIVISION}/crm/Contacts/${String(there?.['ID'])}`, { Phone: '+31 20 888 8888' });
    await fromExact();
    const first = await spent(stage);
    expect([first.exact.writes, first.salesforce.writes]).toEqual([0, 1]);
    expect(first.exact.counted).toBeLessThanOrEqual(4);
    await send(stage, [one.accountId], ALL);
    expect(await spent(stage)).toMatchObject({ exact: { counted: 0, writes: 0 }, salesforce: { writes: 0 } });

    await stage.salesforce.control('PATCH', `rows/Contact/${one.contactId}`, { Phone: '+31 20 999 9999' });
    await send(stage, [one.accountId], ALL);
    await fromExact();
    await send(stage, [one.accountId], ALL);
    const back = await spent(stage);
    expect([back.exact.writes, back.salesforce.writes]).toEqual([1, 0]);
    expect(await inExact()).toMatchObject([{ Phone: '+31 20 999 9999' }]);
    expect(await contactsOf(one)).toMatchObject([{ Phone: '+31 20 999 9999' }]);
  });

  it('that were changed on both sides keep what the winner says, and a person is told both', async () => {
    for (const wins of ['salesforce', 'exact']) {
      const [one] = await open('Strijd B.V.');
      if (one === undefined) throw new Error('no account');
      const document = documentOf('all', { wins });
      await fromExact(document);
      await send(stage, [one.accountId], document);
      const [there] = await inExact();
      await stage.exact.control('PATCH', `rows/${DIVISION}/crm/Contacts/${String(there?.['ID'])}`, { Phone: '030-3' });
      await stage.salesforce.control('PATCH', `rows/Contact/${one.contactId}`, { Phone: '010-1' });
      const { outcomes } = await fromExact(document);
      await send(stage, [one.accountId], document);
      expect(outcomes.map(({ error }) => error?.code)).toContain('customer_changed_on_both_sides');
      const stays = wins === 'exact' ? '030-3' : '010-1';
      expect(await contactsOf(one)).toMatchObject([{ Phone: stays }]);
      expect(await inExact()).toMatchObject([{ Phone: stays }]);
      if (wins === 'salesforce') await stage.close();
    }
  });

  it('that may be several make none, and one that is deleted is unlinked and told', async () => {
    const [one] = await open('Dubbel B.V.');
    if (one === undefined) throw new Error('no account');
    await stage.createRecords([
      { object: 'Contact', fields: { AccountId: one.accountId, LastName: 'Evenknie', Email: 'jan0@bakker.example' } },
    ]);
    const { outcomes } = await fromExact();
    expect(outcomes).toContainEqual(
      expect.objectContaining({ status: 'blocked', error: expect.objectContaining({ code: 'contact_ambiguous' }) }),
    );
    expect(await contactsOf(one)).toHaveLength(2);
    const [id = ''] = await enterInExact([{ Account: one.debtorId, LastName: 'Weg', Email: 'weg@weg.example' }]);
    await fromExact();
    expect(await contactsOf(one)).toHaveLength(3);
    await stage.exact.control('DELETE', `rows/${DIVISION}/crm/Contacts/${id}`);
    const gone = await fromExact();
    expect(gone.outcomes).toMatchObject([{ error: { code: 'contact_deleted_in_exact' } }]);
    const row = (await contactsOf(one)).find(({ LastName }) => LastName === 'Weg');
    expect(row?.['Exact_Id__c'] ?? null).toBeNull();
  });
});

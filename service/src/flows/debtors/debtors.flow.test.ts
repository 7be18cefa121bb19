import { afterEach, describe, expect, it } from '@jest/globals';
import { DIVISION, startStage, type Stage } from '../testing/stage.ts';
import { DEBTORS } from './index.ts';
import { accountOf, change, changeInExact, debtorOf, enterLinked, look, poll, settings, spent } from './testing/shop.ts';

let stage: Stage;
afterEach(() => stage.close());

const debtors = () => stage.exact.rows(`${DIVISION}/crm/Accounts`);

describe('a linked account that changes', () => {
  it('changes its debtor, with one call a customer and one for each fifty; a second look writes nothing', async () => {
    stage = await startStage();
    const names = Array.from({ length: 40 }, (_, index) => `Klant ${index} B.V.`);
    const linked = await enterLinked(stage, names);
    const ids = linked.map(({ accountId }) => accountId);
    await look(stage, ids);
    for (const one of linked) await change(stage, one, { BillingCity: 'Utrecht', BillingPostalCode: '3511 AA' });
    await spent(stage);

    const { outcomes } = await look(stage, ids);

    expect(outcomes.map(({ status, error }) => [status, error?.code])).toEqual(ids.map(() => ['updated', undefined]));
    const first = await spent(stage);
    expect(first.exact.writes).toBe(40);
    expect(first.exact.counted / 40).toBeLessThanOrEqual(1.1);
    expect(first.salesforce.writes).toBe(0);
    for (const one of linked) expect(await debtorOf(stage, one)).toMatchObject({ City: 'Utrecht', Postcode: '3511 AA' });
    const again = await look(stage, ids);
    expect(again.outcomes.every(({ status }) => status === 'unchanged')).toBe(true);
    expect(await spent(stage)).toMatchObject({ exact: { counted: 0, writes: 0 }, salesforce: { writes: 0 } });
  });

  it('is found by the poll from the first look on, itself or by its contact, and each change once', async () => {
    stage = await startStage();
    const [one, other] = await enterLinked(stage, ['Een B.V.', 'Twee B.V.']);
    if (one === undefined || other === undefined) throw new Error('no accounts');
    stage.clock.now = new Date(Date.now() - 60_000);
    const before = await poll(stage);
    expect(before.operations).toEqual([]);
    await change(stage, one, { Website: 'https://een.example' });
    await stage.salesforce.control('PATCH', `rows/Contact/${other.contactId}`, { Phone: '+31 20 765 4321' });
    stage.clock.now = new Date(Date.now() + 60_000);
    await spent(stage);

    const { outcomes, cursors } = await poll(stage, before.cursors);

    // Those that were entered since are met too, and nothing is to be done.
    const updated = outcomes.filter(({ status }) => status !== 'unchanged');
    expect(updated.map(({ label, status }) => [label, status])).toEqual([
      ['Een B.V.', 'updated'],
      ['Twee B.V.', 'updated'],
    ]);
    expect((await debtorOf(stage, one))['Website']).toBe('https://een.example');
    const contacts = await stage.exact.rows(`${DIVISION}/crm/Contacts`);
    expect(contacts.map(({ Phone }) => Phone ?? null).sort()).toEqual(['+31 20 765 4321', null]);
    expect((await poll(stage, { ...before.cursors, ...cursors })).operations).toEqual([]);
  });

  it('is looked at once where its contact changed too: a second look would take back what the first one told', async () => {
    stage = await startStage();
    const [one] = await enterLinked(stage, ['Samen B.V.']);
    if (one === undefined) throw new Error('no account');
    stage.clock.now = new Date(Date.now() - 60_000);
    const before = await poll(stage);
    await change(stage, one, { Website: 'https://samen.example' });
    await stage.salesforce.control('PATCH', `rows/Contact/${one.contactId}`, { Phone: '+31 20 765 4321' });
    stage.clock.now = new Date(Date.now() + 60_000);

    const { outcomes } = await poll(stage, before.cursors);

    expect(outcomes.map(({ label, status }) => [label, status])).toEqual([['Samen B.V.', 'updated']]);
    expect((await debtorOf(stage, one))['Website']).toBe('https://samen.example');
    const [contact] = await stage.exact.rows(`${DIVISION}/crm/Contacts`);
    expect(contact?.['Phone']).toBe('+31 20 765 4321');
  });

  it('of the past goes when a person asks for everything, and the next look goes on from there', async () => {
    stage = await startStage();
    const [one] = await enterLinked(stage, ['Oud B.V.']);
    if (one === undefined) throw new Error('no account');
    await change(stage, one, { Phone: '+31 20 444 4444' });
    stage.clock.now = new Date(Date.now() + 60_000);
    const all = await stage.walk(DEBTORS, settings(), { kind: 'changes', cursors: {}, full: true });
    expect(all.outcomes).toMatchObject([{ status: 'updated' }]);
    expect((await debtorOf(stage, one))['Phone']).toBe('+31 20 444 4444');
    expect((await poll(stage, all.cursors)).operations).toEqual([]);
  });

  it('is kept in step where its debtor is blocked or a supplier, which stays one', async () => {
    stage = await startStage();
    const [blocked, supplier] = await enterLinked(stage, ['Dicht B.V.', 'Leverancier B.V.']);
    if (blocked === undefined || supplier === undefined) throw new Error('no accounts');
    await changeInExact(stage, blocked, { Blocked: true });
    await changeInExact(stage, supplier, { Status: 'A' });
    for (const one of [blocked, supplier]) await change(stage, one, { Phone: '+31 20 555 5555' });

    const { outcomes } = await look(stage, [blocked.accountId, supplier.accountId]);

    expect(outcomes.map(({ status }) => status)).toEqual(['updated', 'updated']);
    expect(await debtorOf(stage, blocked)).toMatchObject({ Phone: '+31 20 555 5555', Blocked: true });
    expect(await debtorOf(stage, supplier)).toMatchObject({ Phone: '+31 20 555 5555', Status: 'A' });
    await change(stage, supplier, { Phone: '+31 20 666 6666' });
    await look(stage, [supplier.accountId], settings({ upgrade: 'all' }));
    expect(await debtorOf(stage, supplier)).toMatchObject({ Phone: '+31 20 666 6666', Status: 'C' });
  });

  it('whose debtor is gone is told, and nothing is made in its place', async () => {
    stage = await startStage();
    const [one] = await enterLinked(stage, ['Weg B.V.']);
    if (one === undefined) throw new Error('no account');
    await stage.exact.control('DELETE', `rows/${DIVISION}/crm/Accounts/${one.debtorId}`);
    const { outcomes } = await look(stage, [one.accountId]);
    expect(outcomes).toMatchObject([{ status: 'blocked', error: { code: 'customer_gone' } }]);
    expect(await debtors()).toEqual([]);
  });
});

describe('what is not written', () => {
  it('stops nothing: a payment condition that no value table knows, of a debtor that has its own', async () => {
    stage = await startStage();
    const [one] = await enterLinked(stage, ['Onbekend B.V.'], { account: { Payment_Condition__c: 'Ooit' } });
    if (one === undefined) throw new Error('no account');
    await change(stage, one, { Phone: '+31 20 777 7777' });
    expect((await look(stage, [one.accountId])).outcomes).toMatchObject([{ status: 'updated', error: undefined }]);
    expect(await debtorOf(stage, one)).toMatchObject({ Phone: '+31 20 777 7777', PaymentConditionSales: '30' });
    const owners = { paymentCondition: 'salesforce' };
    await change(stage, one, { Phone: '+31 20 666 6666' });
    expect((await look(stage, [one.accountId], settings({ owners }))).outcomes).toMatchObject([
      { status: 'blocked', error: { code: 'value_not_mapped' } },
    ]);
  });

  it('is half an address: one that is filled where it is empty is filled whole or not at all', async () => {
    stage = await startStage();
    const [half, none] = await enterLinked(stage, ['Half B.V.', 'Geen B.V.'], { debtor: { AddressLine1: null, Postcode: null } });
    if (half === undefined || none === undefined) throw new Error('no accounts');
    await changeInExact(stage, none, { City: null });
    await look(stage, [half.accountId, none.accountId], settings({ owners: { address: 'ifEmpty' } }));
    expect((await debtorOf(stage, half))['Postcode'] ?? null).toBeNull();
    expect(await debtorOf(stage, none)).toMatchObject({ AddressLine1: 'Kade 1', Postcode: '1011 AA', City: 'Amsterdam' });
  });
});

describe('the contacts of a linked account', () => {
  it('with an e-mail address reach its debtor where the settings say so, each once, and nobody twice', async () => {
    stage = await startStage();
    const [one] = await enterLinked(stage, ['Velen B.V.']);
    if (one === undefined) throw new Error('no account');
    const AccountId = one.accountId;
    await stage.createRecords(
      [
        { AccountId, FirstName: 'Piet', LastName: 'Post', Email: 'piet@post.example' },
        { AccountId, FirstName: 'Zonder', LastName: 'Adres' },
      ].map((fields) => ({ object: 'Contact', fields })),
    );
    const contacts = async () => (await stage.exact.rows(`${DIVISION}/crm/Contacts`)).map(({ LastName }) => LastName).sort();
    await look(stage, [AccountId]);
    expect(await contacts()).toEqual(['Bakker 0']);

    const { outcomes } = await look(stage, [AccountId], settings({ contacts: 'withEmail' }));

    expect(outcomes).toMatchObject([{ status: 'updated' }]);
    expect(await contacts()).toEqual(['Bakker 0', 'Post']);
    await spent(stage);
    expect((await look(stage, [AccountId], settings({ contacts: 'withEmail' }))).outcomes).toMatchObject([
      { status: 'unchanged' },
    ]);
    expect(await spent(stage)).toMatchObject({ exact: { counted: 0, writes: 0 }, salesforce: { writes: 0 } });
  });
});

describe('an account without a debtor', () => {
  it('is left alone, and said to be no customer where a person asks', async () => {
    stage = await startStage();
    const [id = ''] = await stage.createRecords([{ object: 'Account', fields: { Name: 'Prospect B.V.' } }]);
    await spent(stage);
    expect((await look(stage, [id])).operations).toEqual([]);
    expect(await spent(stage)).toMatchObject({ exact: { counted: 0 } });
    expect(await debtors()).toEqual([]);
  });

  it('becomes one by the rule alone, with its contact, and is linked', async () => {
    stage = await startStage();
    const document = settings({ creates: 'account.Type == "Customer"' });
    const [customer = '', prospect = ''] = await stage.createRecords([
      { object: 'Account', fields: { Name: 'Klant B.V.', Type: 'Customer', BillingCity: 'Delft' } },
      { object: 'Account', fields: { Name: 'Prospect B.V.', Type: 'Prospect' } },
    ]);
    await stage.createRecords([
      { object: 'Contact', fields: { AccountId: customer, FirstName: 'Els', LastName: 'Klant', Email: 'els@klant.example' } },
      { object: 'Contact', fields: { AccountId: prospect, LastName: 'Pros', Email: 'pros@prospect.example' } },
    ]);

    const { outcomes } = await look(stage, [customer, prospect], document);

    expect(outcomes.map(({ label, status }) => [label, status])).toEqual([['Klant B.V.', 'created']]);
    const made = await debtors();
    expect(made).toMatchObject([{ Name: 'Klant B.V.', Status: 'C', City: 'Delft', Email: 'els@klant.example' }]);
    expect(made[0]?.['MainContact']).not.toBeNull();
    const account = await accountOf(stage, { accountId: customer });
    expect(String(account['Exact_Id__c']).toLowerCase()).toBe(String(made[0]?.['ID']).toLowerCase());
    expect((await look(stage, [customer], document)).outcomes).toMatchObject([{ status: 'unchanged' }]);
  });

  it('is linked to the one debtor that has its e-mail address, and to none of several', async () => {
    stage = await startStage();
    const document = settings({ creates: 'true' });
    const [single = ''] = await stage.createRows('crm/Accounts', [
      { Name: 'Enig B.V.', Status: 'C', Email: 'enig@enig.example' },
      { Name: 'Dubbel B.V.', Status: 'C', Email: 'dubbel@dubbel.example' },
      { Name: 'Dubbel Holding', Status: 'C', Email: 'dubbel@dubbel.example' },
    ]);
    const [one = '', two = ''] = await stage.createRecords([
      { object: 'Account', fields: { Name: 'Enig B.V.' } },
      { object: 'Account', fields: { Name: 'Dubbel' } },
    ]);
    await stage.createRecords([
      { object: 'Contact', fields: { AccountId: one, LastName: 'Enig', Email: 'enig@enig.example' } },
      { object: 'Contact', fields: { AccountId: two, LastName: 'Dubbel', Email: 'dubbel@dubbel.example' } },
    ]);

    const { outcomes } = await look(stage, [one, two], document);

    expect(outcomes.map(({ label, error }) => [label, error?.code]).sort()).toEqual([
      ['Dubbel', 'customer_ambiguous'],
      ['Enig B.V.', undefined],
    ]);
    expect(await debtors()).toHaveLength(3);
    expect(String((await accountOf(stage, { accountId: one }))['Exact_Id__c']).toLowerCase()).toBe(single.toLowerCase());
    expect((await accountOf(stage, { accountId: two }))['Exact_Id__c'] ?? null).toBeNull();
  });
});

describe('a field that Exact owns', () => {
  it('is filled when the debtor is made and never again, whatever a rule says', async () => {
    stage = await startStage();
    const fields = [{ to: 'Account.PaymentConditionSales', from: '"14"', policy: 'always' }];
    const [one] = await enterLinked(stage, ['Termijn B.V.']);
    if (one === undefined) throw new Error('no account');
    await change(stage, one, { Phone: '+31 20 999 9999' });
    await look(stage, [one.accountId], settings({ fields }));
    expect(await debtorOf(stage, one)).toMatchObject({ Phone: '+31 20 999 9999', PaymentConditionSales: '30' });
    await change(stage, one, { Phone: '+31 20 888 8888' });
    await look(stage, [one.accountId], settings({ fields, owners: { paymentCondition: 'salesforce' } }));
    expect(await debtorOf(stage, one)).toMatchObject({ Phone: '+31 20 888 8888', PaymentConditionSales: '14' });
  });

  it('and one that is filled where it is empty stay as the bookkeeper has them', async () => {
    stage = await startStage();
    const [filled, empty] = await enterLinked(stage, ['Vol B.V.', 'Leeg B.V.']);
    if (filled === undefined || empty === undefined) throw new Error('no accounts');
    await changeInExact(stage, empty, { Phone: null });
    for (const one of [filled, empty]) await change(stage, one, { Phone: '+31 10 333 3333', Name: 'Ander' });
    await look(stage, [filled.accountId, empty.accountId], settings({ owners: { phone: 'ifEmpty', name: 'exact' } }));
    expect(await debtorOf(stage, filled)).toMatchObject({ Phone: '+31 20 111 1111', Name: 'Vol B.V.' });
    expect(await debtorOf(stage, empty)).toMatchObject({ Phone: '+31 10 333 3333', Name: 'Leeg B.V.' });
  });
});

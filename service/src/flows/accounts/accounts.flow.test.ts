import { afterEach, describe, expect, it } from '@jest/globals';
import { accountOf, change, changeInExact, enterLinked, spent, type Linked } from '../debtors/testing/shop.ts';
import { DIVISION, startStage, type Stage } from '../testing/stage.ts';
import { look, settings } from './testing/shop.ts';

let stage: Stage;
afterEach(() => stage.close());

async function open(names: readonly string[], fields: Parameters<typeof enterLinked>[2] = {}): Promise<Linked[]> {
  stage = await startStage();
  return enterLinked(stage, names, fields);
}

describe('a debtor that changes in Exact', () => {
  it('changes its account, whole addresses at once, with a call for a thousand; a second look writes nothing', async () => {
    const linked = await open(Array.from({ length: 60 }, (_, index) => `Klant ${index} B.V.`));
    const first = await look(stage);
    expect(first.outcomes.every(({ status }) => status === 'unchanged')).toBe(true);
    for (const one of linked)
      await changeInExact(stage, one, {
        AddressLine1: 'Plein 2',
        AddressLine2: 'Achterhuis',
        Postcode: '3511 AB',
        City: 'Utrecht',
      });
    await spent(stage);

    const { outcomes, cursors } = await look(stage, first.cursors);

    expect(outcomes.map(({ status, error }) => [status, error])).toEqual(linked.map(() => ['updated', undefined]));
    const calls = await spent(stage);
    expect(calls.exact.writes).toBe(0);
    expect(calls.exact.counted).toBeLessThanOrEqual(4);
    expect(calls.salesforce.counted / 60).toBeLessThanOrEqual(0.1);
    for (const one of linked)
      expect(await accountOf(stage, one)).toMatchObject({
        BillingStreet: 'Plein 2\nAchterhuis',
        BillingPostalCode: '3511 AB',
        BillingCity: 'Utrecht',
        BillingCountry: 'Nederland',
      });
    await spent(stage);
    expect((await look(stage, { ...first.cursors, ...cursors })).operations).toEqual([]);
    expect((await spent(stage)).exact.counted).toBe(2);
  });

  it('brings its payment condition by the value table, over what Salesforce says, and nothing for a code without a row', async () => {
    const [one, other] = await open(['Een B.V.', 'Twee B.V.'], { account: { Payment_Condition__c: 'Veertien dagen' } });
    if (one === undefined || other === undefined) throw new Error('no accounts');
    await changeInExact(stage, other, { PaymentConditionSales: '14' });
    await look(stage, {}, settings({}, { paymentConditions: [{ salesforce: 'Dertig dagen', exact: '30' }] }));
    expect((await accountOf(stage, one))['Payment_Condition__c']).toBe('Dertig dagen');
    expect((await accountOf(stage, other))['Payment_Condition__c']).toBe('Veertien dagen');
  });

  it('is nobody else: an account without a debtor and a debtor without an account stay as they are', async () => {
    await open([]);
    await stage.createRows('crm/Accounts', [{ Name: 'Onbekend B.V.', Status: 'C' }]);
    const [id = ''] = await stage.createRecords([{ object: 'Account', fields: { Name: 'Onbekend B.V.' } }]);
    expect((await look(stage)).operations).toEqual([]);
    expect((await accountOf(stage, { accountId: id }))['Exact_Id__c'] ?? null).toBeNull();
  });

  it('leaves a state out that the org does not have, tells it, and brings the rest; names stay as they are', async () => {
    stage = await startStage({ salesforce: { features: { stateCountryPicklists: true } } });
    const [one] = await enterLinked(stage, ['Zelfde Naam'], { account: { BillingCountry: null, BillingCountryCode: 'NL' } });
    await enterLinked(stage, ['Zelfde Naam'], {
      debtor: { Code: '777' },
      account: { BillingCountry: null, BillingCountryCode: 'NL' },
    });
    if (one === undefined) throw new Error('no account');
    const { cursors } = await look(stage);
    await changeInExact(stage, one, { City: 'Madrid', Country: 'ES', State: 'M', Postcode: '28001' });

    const { outcomes } = await look(stage, cursors);

    expect(outcomes).toMatchObject([{ status: 'updated', error: { code: 'picklist_value_refused' } }]);
    const account = await accountOf(stage, one);
    expect(account).toMatchObject({
      Name: 'Zelfde Naam',
      BillingCity: 'Madrid',
      BillingCountryCode: 'ES',
      BillingPostalCode: '28001',
    });
    expect(account['BillingStateCode'] ?? null).toBeNull();
  });

  it('that is deleted is taken off its account, told, and never taken off twice', async () => {
    const [one, other] = await open(['Weg B.V.', 'Blijft B.V.']);
    if (one === undefined || other === undefined) throw new Error('no accounts');
    const first = await look(stage);
    await stage.exact.control('DELETE', `rows/${DIVISION}/crm/Accounts/${one.debtorId}`);

    const { outcomes, cursors } = await look(stage, first.cursors);

    expect(outcomes).toMatchObject([{ status: 'updated', error: { code: 'customer_deleted_in_exact' } }]);
    const account = await accountOf(stage, one);
    for (const field of ['Exact_Id__c', 'Exact_Code__c', 'Exact_Url__c']) expect(account[field] ?? null).toBeNull();
    expect(String(account['Exact_Sync_Problem__c'])).toContain('deleted in Exact Online');
    expect(String((await accountOf(stage, other))['Exact_Id__c']).toLowerCase()).toBe(other.debtorId);
    expect((await look(stage, { ...first.cursors, ...cursors })).operations).toEqual([]);
  });
});

describe('who owns a field', () => {
  it('decides what is brought: Salesforce keeps its own, an empty one is filled once, Exact has its way', async () => {
    const [one] = await open(['Eigen B.V.'], { account: { Phone: '030-1', Website: null, Name: 'Eigen naam' } });
    if (one === undefined) throw new Error('no account');
    await changeInExact(stage, one, { Website: 'https://exact.example', Name: 'Naam in Exact' });
    const owners = { name: 'salesforce', phone: 'exact', website: 'ifEmpty' };
    const { cursors } = await look(stage, {}, settings(owners));
    expect(await accountOf(stage, one)).toMatchObject({
      Name: 'Eigen naam',
      Phone: '+31 20 111 1111',
      Website: 'https://exact.example',
    });
    await changeInExact(stage, one, { Website: 'https://anders.example', Phone: null });
    await change(stage, one, { Name: 'Nog eigener' });
    await look(stage, cursors, settings(owners));
    const account = await accountOf(stage, one);
    expect(account).toMatchObject({ Name: 'Nog eigener', Website: 'https://exact.example' });
    expect(account['Phone'] ?? null).toBeNull();
  });
});

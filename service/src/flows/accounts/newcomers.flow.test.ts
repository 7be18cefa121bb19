import { afterEach, describe, expect, it } from '@jest/globals';
import { accountOf, spent } from '../debtors/testing/shop.ts';
import { DIVISION, startStage, type Stage, type Walked } from '../testing/stage.ts';
import { look, settings } from './testing/shop.ts';

let stage: Stage;
afterEach(() => stage.close());

type Fields = Readonly<Record<string, unknown>>;

async function open(debtors: readonly Fields[]): Promise<string[]> {
  stage = await startStage();
  const ids = await stage.createRows(
    'crm/Accounts',
    debtors.map((debtor) => ({ Status: 'C', Country: 'NL', ...debtor })),
  );
  return ids.map((id) => id.toLowerCase());
}

function lookByRule(cursors: Readonly<Record<string, string>> = {}): Promise<Walked> {
  const { flows, ...rest } = settings() as { flows: { accounts: object } };
  const accounts = { ...flows.accounts, creates: 'debtor.Status == "C"' };
  return look(stage, cursors, { ...rest, flows: { ...flows, accounts } });
}

const accounts = () => stage.salesforce.rows('Account');
const linkOf = async (accountId = ''): Promise<unknown> =>
  String((await accountOf(stage, { accountId }))['Exact_Id__c'] ?? '').toLowerCase();

describe('a debtor that no account is linked to', () => {
  it('gets one by the rule, once, with its address, linked; others do not', async () => {
    const [debtorId] = await open([
      {
        Name: 'Nieuw B.V.',
        Code: '601',
        AddressLine1: 'Kade 5',
        Postcode: '1011 AA',
        City: 'Amsterdam',
        VATNumber: 'NL100000009B01',
      },
      { Name: 'Leverancier B.V.', Status: 'A' },
    ]);
    const first = await lookByRule();
    expect(first.outcomes.map(({ label, status, error }) => [label, status, error?.code])).toEqual([
      ['Nieuw B.V.', 'created', undefined],
    ]);
    const made = await accounts();
    expect(made).toMatchObject([
      {
        ...{ Name: 'Nieuw B.V.', BillingStreet: 'Kade 5', BillingPostalCode: '1011 AA', BillingCity: 'Amsterdam' },
        ...{ BillingCountry: 'Netherlands', Vat_Number__c: 'NL100000009B01', Exact_Id__c: debtorId, Exact_Code__c: '601' },
      },
    ]);
    await lookByRule();
    expect(await accounts()).toHaveLength(1);
    await stage.exact.control('PATCH', `rows/${DIVISION}/crm/Accounts/${debtorId ?? ''}`, { Phone: '020-1' });
    await spent(stage);
    const { cursors } = first;
    expect((await lookByRule(cursors)).outcomes).toMatchObject([{ status: 'updated' }]);
    expect((await accounts())[0]?.['Phone']).toBe('020-1');
  });

  it('is linked to the account that has its number, its address on a contact, or its code', async () => {
    const debtorIds = await open([
      { Name: 'Btw in Exact', VATNumber: 'NL112345682B01' },
      { Name: 'Post in Exact', Email: 'post@post.example' },
      { Name: 'Code in Exact', Code: '777' },
    ]);
    const ids = await stage.createRecords([
      { object: 'Account', fields: { Name: 'Btw hier', Vat_Number__c: 'NL112345682B01' } },
      { object: 'Account', fields: { Name: 'Post hier' } },
      { object: 'Account', fields: { Name: 'Code hier', Exact_Code__c: '777' } },
    ]);
    await stage.createRecords([
      { object: 'Contact', fields: { AccountId: ids[1], LastName: 'Post', Email: 'POST@post.example' } },
    ]);

    await lookByRule();

    expect(await Promise.all(ids.map(linkOf))).toEqual(debtorIds);
    expect((await accounts()).map(({ Name }) => Name)).toEqual(['Btw hier', 'Post hier', 'Code hier']);
  });

  it('makes none where several may be it, where the one has another debtor, or where an earlier one of the same batch got it', async () => {
    await open([
      { Name: 'Dubbel', VATNumber: 'NL112345682B01' },
      { Name: 'Bezet', VATNumber: 'NL124691353B01' },
      { Name: 'Eerste', VATNumber: 'NL137037016B01' },
      { Name: 'Tweede', VATNumber: 'NL137037016B01' },
    ]);
    const taken = '0f8fad5b-d9cb-469f-a165-70867728950e';
    await stage.createRecords(
      [
        { Name: 'Dubbel 1', Vat_Number__c: 'NL112345682B01' },
        { Name: 'Dubbel 2', Vat_Number__c: 'NL112345682B01' },
        { Name: 'Bezet', Vat_Number__c: 'NL124691353B01', Exact_Id__c: taken },
        { Name: 'Een van twee', Vat_Number__c: 'NL137037016B01' },
      ].map((fields) => ({ object: 'Account', fields })),
    );

    const { outcomes } = await lookByRule();

    expect(outcomes.map(({ label, error }) => [label, error?.code])).toEqual([
      ['Dubbel', 'debtor_ambiguous'],
      ['Bezet', 'debtor_ambiguous'],
      // Its name differs on both sides, and nobody knows which is the older one.
      ['Eerste', 'customer_changed_on_both_sides'],
      ['Tweede', 'debtor_ambiguous'],
    ]);
    expect(await accounts()).toHaveLength(4);
  });

  it('costs one call of Exact for all of a page, and few of Salesforce', async () => {
    await open(Array.from({ length: 100 }, (_, index) => ({ Name: `Nieuw ${index}`, Email: `post@nieuw${index}.example` })));
    await spent(stage);
    const { outcomes } = await lookByRule();
    expect(outcomes.filter(({ status }) => status === 'created')).toHaveLength(100);
    const calls = await spent(stage);
    expect(calls.exact).toMatchObject({ counted: 2, writes: 0 });
    expect(calls.salesforce.counted).toBeLessThanOrEqual(10);
  });
});

import { describe, expect, it } from '@jest/globals';
import { TandemError } from '../../../errors/index.ts';
import { ACCOUNT_ID, customer, DEBTOR, debtorOf, facts, input, PERSON } from '../testing/accounts.ts';
import type { CustomerInput } from '../types.ts';
import { debtorVatCode, planCustomer } from './index.ts';
import { ORDER_SETTINGS } from '../../orders/settings.ts';
import { CONFIGURATION } from '../../configuration.ts';

const settings = ORDER_SETTINGS.of(CONFIGURATION.parse({ version: 1 }));

function plan(fields: Partial<CustomerInput>) {
  const planned = planCustomer(input(fields), settings, facts);
  if (planned instanceof TandemError) throw planned;
  return planned;
}

const shape = ({ operations }: ReturnType<typeof plan>): string[] =>
  operations.map(({ action, system, object }) => `${action} ${system} ${object}`);

describe('the plan of an account without an order', () => {
  it('makes its debtor with its person, and tells both records', () => {
    const planned = plan({ person: { kind: 'new' } });
    expect(shape(planned)).toEqual([
      'create exact Account',
      'create exact Contact',
      'update exact Account',
      'update salesforce Account',
      'update salesforce Contact',
    ]);
    expect(planned.debtor).toEqual({ ref: `exact/Account/${ACCOUNT_ID}` });
    expect(planned.contactPerson).toEqual({ ref: `exact/Contact/${PERSON.Id}` });
    expect(planned.operations.map(({ recordId, label }) => [recordId, label])).toEqual(
      planned.operations.map(() => [ACCOUNT_ID, 'Acme']),
    );
  });

  it('writes what changed in a debtor that is there', () => {
    const moved = customer({ Exact_Id__c: DEBTOR, Exact_Code__c: '7', BillingCity: 'Haarlem' });
    const planned = plan({ customer: moved, debtor: { ...debtorOf({ City: 'Amsterdam' }), by: 'link' } });
    expect(shape(planned)).toEqual(['update exact Account']);
    expect(planned.operations[0]).toMatchObject({ targetId: DEBTOR });
    expect(planned.operations[0]?.fields).toContainEqual(
      expect.objectContaining({ field: 'City', from: 'Amsterdam', to: 'Haarlem' }),
    );
  });

  it('has credit, balance and price list read anew of an account that gets another debtor, or its first one', () => {
    const own = (planned: ReturnType<typeof plan>) =>
      planned.operations.find(({ system, object }) => system === 'salesforce' && object === 'Account')?.fields;
    const unread = [
      ...['Exact_Credit_Synced_At__c', 'Exact_Balance_Synced_At__c'],
      ...['Exact_Price_Book__c', 'Exact_Price_List_Synced_At__c'],
    ].map((field) => expect.objectContaining({ field, to: null }));
    const found = { ...debtorOf({}), by: 'email' } as const;
    expect(own(plan({ person: { kind: 'new' } }))).toEqual(expect.arrayContaining(unread));
    expect(own(plan({ customer: customer({ Exact_Id__c: null }), debtor: found }))).toEqual(expect.arrayContaining(unread));
    const recoded = plan({ customer: customer({ Exact_Id__c: DEBTOR, Exact_Code__c: 'old' }), debtor: { ...found, by: 'link' } });
    expect(own(recoded)?.map(({ field }) => field)).toContain('Exact_Code__c');
    expect(own(recoded)).not.toEqual(expect.arrayContaining(unread));
  });

  it('has nothing to do where the account says itself which debtor it has, and that one is as it was sent', () => {
    const planned = plan({ customer: customer({ Exact_Id__c: DEBTOR }), debtor: { kind: 'unchanged', exactId: DEBTOR } });
    expect(planned).toMatchObject({ operations: [], debtor: DEBTOR });
  });

  it('is stopped by a debtor that may not be sold to today', () => {
    const blocked = input({ debtor: debtorOf({ Blocked: true }) });
    expect(planCustomer(blocked, settings, facts)).toMatchObject({ code: 'customer_blocked' });
  });
});

describe('the VAT code of a debtor', () => {
  const configuration = CONFIGURATION.parse({
    version: 1,
    flows: {
      orders: { fields: [{ to: 'Account.SalesVATCode', from: '"4"', policy: 'always' }] },
      debtors: { owners: { vatCode: 'salesforce' } },
    },
  });
  const withRule = ORDER_SETTINGS.of(configuration);

  it('is the one that is about to be written, else the one that stands there', () => {
    const found = debtorOf({ SalesVATCode: '2' });
    expect(debtorVatCode(input({ debtor: found }), withRule, facts)).toBe('4');
    expect(debtorVatCode(input({ debtor: found }), settings, facts)).toBe('2');
    expect(debtorVatCode(input({ debtor: { kind: 'new' } }), withRule, facts)).toBe('4');
    expect(debtorVatCode(input({ debtor: { kind: 'new' } }), settings, facts)).toBeNull();
  });

  it('stays what it is where another account owns the debtor', () => {
    const shared = { ...debtorOf({ SalesVATCode: '2' }), sharedWith: 'Alfa Holding' };
    expect(debtorVatCode(input({ debtor: shared }), withRule, facts)).toBe('2');
  });

  it('is unknown where nobody looked, and known where somebody did', () => {
    const unchanged = input({ debtor: { kind: 'unchanged', exactId: DEBTOR.toUpperCase() } });
    expect(debtorVatCode(unchanged, settings, facts)).toBeUndefined();
    expect(debtorVatCode(unchanged, settings, { ...facts, debtorVatCodes: new Map([[DEBTOR, '6']]) })).toBe('6');
  });
});

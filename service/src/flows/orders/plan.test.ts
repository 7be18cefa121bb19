import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { phrase } from '../../errors/index.ts';
import type { ExactAccount } from '../../exact/index.ts';
import { planOrders } from './plan.ts';
import { DEBTOR, existing, facts, input, line, linesOf, NOW, order, plan, shape } from './testing/inputs.ts';
import type { OrderInput } from './types.ts';
import { CONFIGURATION } from '../configuration.ts';

/** A debtor that may be sold to, unless a field says otherwise. */
function debtorOf(fields: Partial<ExactAccount> = {}): Extract<OrderInput['debtor'], { kind: 'found' }> {
  const usual = { ID: DEBTOR, Code: '7', Name: 'Acme', Status: 'C', IsSales: true, Blocked: false, SearchCode: null };
  const account = { ...usual, MainContact: null, StartDate: null, EndDate: null, ...fields } as ExactAccount;
  return { kind: 'found', account, by: 'email', sharedWith: undefined };
}

describe('the plan of an order', () => {
  it('holds every write of both sides in their order', () => {
    const linked = order({ Account: { Id: '001000000000001AAA', Name: 'Acme', Exact_Id__c: DEBTOR } });
    expect(shape(plan([input({ order: linked })]))).toEqual(['create exact SalesOrder', 'update salesforce Order']);
    expect(shape(plan([input({ debtor: { kind: 'new' }, person: { kind: 'new' } })]))).toEqual([
      'create exact Account',
      'create exact Contact',
      'update exact Account',
      'create exact SalesOrder',
      'update salesforce Order',
      'update salesforce Account',
      'update salesforce Contact',
    ]);
  });

  it('makes a new customer of several orders once', () => {
    const second = input({
      debtor: { kind: 'new' },
      order: order({ Id: '801000000000002AAA', OrderNumber: '00000102' }),
      reference: '00000102',
    });
    const operations = plan([input({ debtor: { kind: 'new' } }), second]);
    expect(shape(operations).filter((text) => text === 'create exact Account')).toHaveLength(1);
    expect(operations.filter(({ isMain }) => isMain)).toHaveLength(2);
    expect(new Set(operations.map(({ key }) => key)).size).toBe(operations.length);
  });

  it('still makes the customer when the first order that needs it is stopped', () => {
    const stopped = input({ debtor: { kind: 'new' }, lines: [] });
    const good = input({ debtor: { kind: 'new' }, order: order({ Id: '801000000000002AAA' }) });
    expect(shape(plan([stopped, good]))).toContain('create exact Account');
  });

  it('is the same for the same state, so that an approved plan can be recognised', () => {
    expect(plan([input()])).toEqual(plan([input()]));
  });

  it('waits after a lost answer instead of posting again, and posts when the time is over', () => {
    const intent = (ageMs: number) => ({
      recordId: 'x',
      division: 1,
      reference: '00000101',
      postedAt: new Date(NOW.getTime() - ageMs),
      isWriteBackPending: false,
    });
    expect(plan([input({ intent: intent(5_000) })])).toMatchObject([
      { action: 'block', reason: { code: 'order_outcome_open', handling: 'retry' } },
    ]);
    expect(shape(plan([input({ intent: intent(60_000) })]))).toContain('create exact SalesOrder');
  });

  it('tells account and contact again where the news of them was lost', () => {
    const untold = { account: debtorOf().account, contactId: 'c' };
    const operations = plan([input({ existing: [existing()], untold })]);
    const link = operations.find(({ object }) => object === 'Account');
    expect(link?.fields.map(({ field, to }) => [field, to])).toEqual([
      ['Exact_Id__c', DEBTOR],
      // What was read of another debtor, or of none, is read anew.
      ...['Exact_Credit_Synced_At__c', 'Exact_Balance_Synced_At__c'].map((field) => [field, null]),
      ...['Exact_Price_Book__c', 'Exact_Price_List_Synced_At__c'].map((field) => [field, null]),
      ['Exact_Code__c', '7'],
      ['Exact_Url__c', expect.stringContaining(DEBTOR)],
      ['Exact_Sync_Status__c', 'Synced'],
    ]);
    expect(shape(operations)).toContain('update salesforce Contact');
    expect(shape(plan([input({ existing: [existing()] })]))).toEqual(['unchanged exact SalesOrder', 'update salesforce Order']);
  });

  it('finishes a customer that was half made', () => {
    const halfMade = { ...debtorOf({ SearchCode: '001000000000001AAA', MainContact: null }), by: 'link' } as const;
    const operations = plan([input({ debtor: halfMade, person: { kind: 'new' } })]);
    expect(shape(operations)).toEqual(expect.arrayContaining(['create exact Contact', 'update salesforce Contact']));
    expect(operations.find(({ key }) => key.endsWith('main-contact'))?.targetId).toBe(DEBTOR);
  });

  it('leaves main contact and e-mail address of a debtor as they are, whoever orders', () => {
    const debtor = debtorOf({ MainContact: 'm', Email: 'administratie@acme.example', SearchCode: '001000000000001AAA' });
    const operations = plan([input({ debtor, person: { kind: 'new' } })]);
    expect(shape(operations)).toContain('create exact Contact');
    const written = operations
      .filter(({ system }) => system === 'exact')
      .flatMap(({ fields }) => fields.map(({ field }) => field));
    expect(written).not.toContain('MainContact');
    expect(operations.find(({ object }) => object === 'Account')?.fields.map(({ field }) => field)).not.toContain('Email');
  });

  it('names each buyer of one account on his own order, also where both are sent together', () => {
    const bob = { Id: '003000000000002AAA', FirstName: 'Bob', LastName: 'Stagiair', Email: 'bob@acme.example' };
    const second = order({ Id: '801000000000002AAA', OrderNumber: '00000102' });
    const wanted = { debtor: { kind: 'new' }, person: { kind: 'new' } } as const;
    const operations = plan([input(wanted), input({ ...wanted, order: second, reference: '00000102' }, bob)]);
    const persons = operations
      .filter(({ isMain }) => isMain)
      .map(({ fields }) => fields.find(({ field }) => field === 'OrderedByContactPerson')?.to);
    expect(persons).toEqual([{ ref: 'exact/Contact/003000000000001AAA' }, { ref: 'exact/Contact/003000000000002AAA' }]);
    expect(shape(operations).filter((text) => text === 'create exact Contact')).toHaveLength(2);
  });

  it('never changes a debtor that another account owns, and does not claim its id', () => {
    const debtor = { ...debtorOf({ Name: 'Alfa Holding B.V.' }), sharedWith: 'Alfa Holding B.V.' };
    const operations = plan([input({ debtor, person: { kind: 'known', exactId: 'c' } })]);
    expect(operations.find(({ system, object }) => system === 'exact' && object === 'Account')).toMatchObject({
      action: 'unchanged',
    });
    const told = operations.find(({ system, object }) => system === 'salesforce' && object === 'Account');
    expect(told?.fields.map(({ field }) => field)).not.toContain('Exact_Id__c');
    expect(told?.fields.find(({ field }) => field === 'Exact_Code__c')?.to).toBe('7');
  });

  it.each([
    ['blocked', { Blocked: true }, 'customer_blocked'],
    ['ended the day before', { EndDate: '2026-11-23' }, 'customer_ended'],
    ['not begun', { StartDate: '2026-11-25' }, 'customer_not_started'],
    ['a supplier', { Status: 'A', IsSales: false }, 'customer_not_a_debtor'],
    ['a customer that is not sold to', { IsSales: false }, 'customer_not_a_debtor'],
  ])('stops at a debtor that is %s, naming customer and debtor, before anything is written', (_, fields, code) => {
    const operations = plan([input({ debtor: debtorOf(fields), person: { kind: 'new' } })]);
    expect(operations[0]).toMatchObject({ action: 'block', reason: { code, params: { customer: 'Acme', code: '7' } } });
    expect(operations.filter(({ action }) => action === 'create')).toEqual([]);
  });

  it.each([
    ['prospects', 'P', true],
    ['prospects', 'A', false],
    ['none', 'P', false],
    ['all', 'A', true],
  ])('with upgrade %s makes a customer of status %s: %s', (setting, status, isMade) => {
    const debtor = debtorOf({ Status: status, IsSales: false });
    const operations = plan([input({ debtor })], { debtor: { upgrade: setting } });
    expect(operations.some(({ fields }) => fields.some(({ field, to }) => field === 'Status' && to === 'C'))).toBe(isMade);
  });

  it('takes a debtor on its last day', () => {
    expect(shape(plan([input({ debtor: debtorOf({ EndDate: '2026-11-24' }) })]))).toContain('create exact SalesOrder');
  });

  it('leaves the payment terms of a debtor to Exact Online, whatever a rule says, unless they belong to Salesforce', () => {
    const account = { Id: '001000000000001AAA', Name: 'Acme', Exact_Id__c: null, Payment_Condition__c: 'Thirty' };
    const own = input({ order: order({ Account: account }), debtor: debtorOf({ PaymentConditionSales: '14' }) });
    const terms = (rule: object, owners: object = {}): unknown[] => {
      const configuration = CONFIGURATION.parse({
        version: 1,
        flows: {
          orders: { fields: [{ to: 'Account.PaymentConditionSales', from: '"30"', ...rule }] },
          debtors: { owners },
        },
      });
      const operations = planOrders({ facts, orders: [own], missing: [] }, { configuration, now: NOW });
      return operations.flatMap(({ fields }) =>
        fields.filter(({ field }) => field === 'PaymentConditionSales').map(({ to }) => to),
      );
    };
    expect(terms({})).toEqual([]);
    expect(terms({ policy: 'always' })).toEqual([]);
    expect(terms({ policy: 'always' }, { paymentCondition: 'salesforce' })).toEqual(['30']);
    expect(terms({ policy: 'create' }, { paymentCondition: 'salesforce' })).toEqual([]);
  });

  it('tells what was left out because it is too long', () => {
    const account = { Id: '001000000000001AAA', Name: 'Acme', Exact_Id__c: null, Phone: '+31 (0)20 123 45 67 toestel 890' };
    const operations = plan([input({ order: order({ Account: account }), debtor: { kind: 'new' } })]);
    const phone = operations[0]?.fields.find(({ field }) => field === 'Phone');
    expect(phone).toMatchObject({ to: null, note: phrase('note_left_out', { length: 31, system: 'Exact Online', limit: 25 }) });
  });

  it('asks a person when two orders of its own carry the reference', () => {
    expect(plan([input({ existing: [existing(), existing({ OrderID: 'y', OrderNumber: '8' })] })])[0]).toMatchObject({
      action: 'block',
      reason: { code: 'order_reference_ambiguous', alternatives: [{ push: { linkTo: '7' } }, { push: { linkTo: '8' } }] },
    });
  });

  it('writes back what was sent before its reference was changed in Exact', () => {
    const intent = {
      recordId: 'x',
      division: 1,
      reference: '00000101',
      exactId: DEBTOR,
      exactNumber: '12',
      isWriteBackPending: true,
    };
    const sent = { kind: 'there', order: existing().order, lines: undefined } as const;
    const operations = plan([input({ intent, sent, debtor: undefined })]);
    expect(shape(operations)).toEqual(['unchanged exact SalesOrder', 'update salesforce Order']);
  });
});

describe('prices of lines', () => {
  const vatCodes = [
    {
      ID: '1',
      Code: '2',
      Description: null,
      Type: 'E',
      VATTransactionType: 'B',
      Percentage: '0.21',
      OssCountry: null,
      EUSalesListing: null,
      IsBlocked: false,
    },
    {
      ID: '2',
      Code: '4',
      Description: null,
      Type: 'I',
      VATTransactionType: 'B',
      Percentage: '0.21',
      OssCountry: null,
      EUSalesListing: null,
      IsBlocked: false,
    },
  ];

  it('are posted with VAT where the code includes it, and the total still fits', () => {
    const including = line({ UnitPrice: 10, Vat_Code__c: 'IN' });
    const tables = { vat: [{ salesforce: 'IN', exact: '4' }] };
    const configuration = CONFIGURATION.parse({ version: 1, tables });
    const operations = planOrders(
      { facts: { ...facts, vatCodes }, orders: [input({ lines: [including] })], missing: [] },
      { configuration, now: NOW },
    );
    expect(linesOf(operations)[0]).toMatchObject({ NetPrice: '12.1', VATCode: '4' });
  });

  it('stop the order when a code of the table is not in Exact', () => {
    const configuration = CONFIGURATION.parse({ version: 1, tables: { vat: [{ salesforce: 'X', exact: '9' }] } });
    const operations = planOrders(
      { facts: { ...facts, vatCodes }, orders: [input({ lines: [line({ Vat_Code__c: 'X' })] })], missing: [] },
      { configuration, now: NOW },
    );
    expect(operations[0]).toMatchObject({ action: 'block', reason: { code: 'value_not_in_exact' } });
  });

  it('always make the total that Salesforce says, whatever quantities, prices and discounts', () => {
    const lines = fc.array(
      fc.record({
        quantity: fc.integer({ min: 1, max: 9_999 }),
        cents: fc.nat(1_000_000),
        percent: fc.integer({ min: 0, max: 100 }),
      }),
      { minLength: 1, maxLength: 8 },
    );
    fc.assert(
      fc.property(lines, fc.integer({ min: 0, max: 100 }), (rows, header) => {
        const priced = rows.map(({ quantity, cents, percent }) =>
          line({ Quantity: quantity, UnitPrice: cents / 100, Discount_Percent__c: percent }),
        );
        const total = rows.reduce((sum, { quantity, cents }) => sum + quantity * cents, 0) / 100;
        const operations = plan([input({ lines: priced, order: order({ TotalAmount: total, Discount_Percent__c: header }) })]);
        expect(operations[0]?.action).toBe('create');
      }),
    );
  });

  it('stop the order on a cent of difference, unless the settings tolerate it', () => {
    const off = input({ order: order({ TotalAmount: 10.01 }) });
    expect(plan([off])[0]).toMatchObject({
      action: 'block',
      reason: { code: 'order_total_differs', params: { exact: '10.00 EUR', salesforce: '10.01 EUR' } },
    });
    expect(shape(plan([off], { totals: { toleranceCents: 1 } }))).toContain('create exact SalesOrder');
  });
});

describe('what a stopped order shows', () => {
  const shown = (orders: Parameters<typeof plan>[0], language: 'en' | 'nl') =>
    Object.fromEntries(
      plan(orders, {}, { language })
        .filter(({ object }) => object === 'Order')
        .flatMap(({ fields }) => fields.map(({ field, to }) => [field, to])),
    );

  it('is told in the language of the org', () => {
    expect(shown([input({ lines: [] })], 'nl')).toEqual({
      Exact_Sync_Status__c: 'Problem',
      Exact_Sync_Problem__c: 'Order 00000101 heeft geen orderproducten. Exact Online neemt geen order zonder regels aan.',
      Exact_Sync_Action__c:
        'Voeg minstens een product toe aan order 00000101 en klik op Opnieuw proberen of Send to Exact Online.',
    });
  });

  it.each([
    ['en', 'nl'],
    ['nl', 'en'],
  ] as const)('in %s is not written again in %s', (former, language) => {
    const noted = order(shown([input({ lines: [] })], former));
    expect(shown([input({ order: noted, lines: [] })], language)).toEqual({});
  });
});

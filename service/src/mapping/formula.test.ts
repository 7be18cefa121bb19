import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { Decimal } from '../money/index.ts';
import { isTandemError } from '../errors/index.ts';
import { ACCOUNT } from '../flows/customers/variables.ts';
import { LINE, ORDER } from '../flows/orders/variables.ts';
import { ITEM } from '../flows/products/variables.ts';
import { compileFormula, type FormulaScope } from './formula.ts';
import { FormulaRefused } from './formula-refusals.ts';
import type { ValueTables } from './tables.ts';

const tables: ValueTables = {
  vat: [{ salesforce: 'High', exact: '2' }],
  vatOfSales: [],
  paymentConditions: [],
  shippingMethods: [],
  countries: [{ salesforce: 'Batavia', exact: 'ID' }],
};
const functions = { tables };
const names = { field: 'Name', record: 'order 00000101' };

function evaluate(text: string, scope: FormulaScope, wanted: 'text' | 'any' | 'amount' | 'condition' = 'any') {
  return compileFormula(text, [ITEM, ORDER, LINE, ACCOUNT], wanted, functions).evaluate(scope, names);
}

function refusal(text: string, wanted: 'text' | 'any' | 'amount' | 'condition' = 'any'): string {
  try {
    compileFormula(text, [ITEM, ORDER, LINE], wanted, functions);
  } catch (error) {
    if (error instanceof FormulaRefused) return error.message;
  }
  return 'accepted';
}

describe('amounts in formulas', () => {
  it('are decimals from the record to the result', () => {
    expect(String(evaluate('line.UnitPrice * line.Quantity', { line: { UnitPrice: 0.1, Quantity: 3 } }))).toBe('0.3');
    expect(String(evaluate('line.UnitPrice * 1.1 + 1', { line: { UnitPrice: '0.30' } }))).toBe('1.33');
  });

  it('compare with literals of both kinds', () => {
    expect(evaluate('order.TotalAmount > 0.0 && order.TotalAmount >= 10', { order: { TotalAmount: 10 } })).toBe(true);
    expect(evaluate('order.TotalAmount != 10', { order: { TotalAmount: 10 } })).toBe(false);
  });

  it('are empty when the record has none, but a missing discount is zero', () => {
    expect(evaluate('item.NetWeight * 2', { item: {} })).toBeNull();
    expect(String(evaluate('100 - line.Discount_Percent__c', { line: {} }))).toBe('100');
  });

  it('report a division by zero on the record', () => {
    expect(() => evaluate('line.UnitPrice / line.Quantity', { line: { UnitPrice: 1, Quantity: 0 } })).toThrow(/divides by zero/);
  });

  it('keep more digits than a double has', () => {
    expect(String(evaluate('order.TotalAmount + 0.01', { order: { TotalAmount: '12345678901234567.89' } }))).toBe(
      '12345678901234567.9',
    );
  });
});

describe('a formula that is one field', () => {
  const value = fc.oneof(
    fc.constant(undefined),
    fc.constant(null),
    fc.string(),
    fc.boolean(),
    fc.float({ noNaN: true, noDefaultInfinity: true }),
  );

  it('gives what the same field gives inside a longer one', () => {
    fc.assert(
      fc.property(fc.constantFrom('Code', 'IsStockItem', 'Missing__c'), value, (field, given) => {
        const scope = { item: { [field]: given } };
        expect(evaluate(`item.${field}`, scope)).toEqual(evaluate(`[item.${field}][0]`, scope));
      }),
    );
  });

  it('gives amounts to the last digit, and nothing for none', () => {
    const amount = fc.oneof(
      fc.constant(undefined),
      fc.constant(null),
      fc.constant(''),
      fc.float({ noNaN: true, noDefaultInfinity: true }),
    );
    fc.assert(
      fc.property(amount, (given) => {
        const scope = { item: { NetWeight: given } };
        expect(String(evaluate('item.NetWeight', scope))).toBe(String(evaluate('[item.NetWeight][0]', scope)));
      }),
    );
  });

  it('is bounded as every other', () => {
    expect(() => evaluate('item.Code', { item: { Code: 'x'.repeat(131_073) } })).toThrow(/formula/i);
  });
});

describe('texts in formulas', () => {
  it('are empty instead of null, and an empty result is nothing', () => {
    expect(evaluate('coalesce(order.PoNumber, order.Name)', { order: { PoNumber: null, Name: 'Spring' } })).toBe('Spring');
    expect(evaluate('order.Name', { order: {} })).toBeNull();
  });

  it('offer upper, lower, trim and truncate without breaking a character', () => {
    expect(evaluate('upper(trim(order.Name))', { order: { Name: '  straße ' } })).toBe('STRASSE');
    expect(evaluate('truncate(order.Name, 3)', { order: { Name: 'ab😀' } })).toBe('ab');
  });

  it('take a street line apart, as its country writes it, and put the parts together', () => {
    const of = (formula: string, street: string) => evaluate(formula, { account: { BillingStreet: street } });
    expect(of('streetName(account.BillingStreet)', 'Keizersgracht 12-B')).toBe('Keizersgracht');
    expect(of('houseNumberSuffix(account.BillingStreet)', 'Keizersgracht 12-B')).toBe('B');
    expect(of('streetName(account.BillingStreet, "FR")', '12 bis rue de la Paix')).toBe('rue de la Paix');
    expect(of('houseNumber(account.BillingStreet, "FR")', '12 bis rue de la Paix')).toBe('12');
    expect(of('streetLine(account.BillingStreet, "12", "bis", "FR")', 'rue de la Paix')).toBe('12 bis rue de la Paix');
  });

  it('look values up and name the value that no row knows', () => {
    expect(evaluate('lookup("vat", line.Vat_Code__c)', { line: { Vat_Code__c: ' high' } })).toBe('2');
    expect(evaluate('lookup("vat", line.Vat_Code__c)', { line: {} })).toBeNull();
    try {
      evaluate('lookup("vat", line.Vat_Code__c)', { line: { Vat_Code__c: 'LOW' } });
      throw new Error('not reached');
    } catch (error) {
      expect(isTandemError(error, 'value_not_mapped') && error.message).toContain('"LOW"');
      expect(isTandemError(error) && error.action).toContain('"VAT codes"');
    }
  });

  it('turn a country into its code, the table first', () => {
    expect(evaluate('countryCode(account.BillingCountry)', { account: { BillingCountry: 'Nederland' } })).toBe('NL');
    expect(evaluate('countryCode(account.BillingCountry)', { account: { BillingCountry: 'batavia' } })).toBe('ID');
    expect(() => evaluate('countryCode(account.BillingCountry)', { account: { BillingCountry: 'Atlantis' } })).toThrow(
      /Atlantis/,
    );
  });
});

describe('custom fields', () => {
  it('may be named without being declared', () => {
    const formula = compileFormula('order.Region__c == "North"', [ORDER], 'condition', functions);
    expect(formula.references).toEqual([{ variable: 'order', field: 'Region__c', salesforceObject: 'Order' }]);
    expect(formula.evaluate({ order: { Region__c: 'North' } }, names)).toBe(true);
    expect(evaluate('order.Margin__c', { order: { Margin__c: 1.5 } })).toEqual(new Decimal('1.5'));
  });
});

describe('a formula is refused', () => {
  it.each([
    ['order.Name +', 'it does not parse'],
    ['order.Nme', 'it names an unknown field'],
    ['nobody.Name', 'it names an unknown record'],
    ['order.Name + 1', 'its types do not fit'],
    ['order.Name.matches("(a+)+$")', 'it uses matches'],
    ['[order.Name].exists(n, n.matches("a"))', 'it hides matches inside a macro'],
    ['lookup("nothing", order.Name)', 'it looks up in an unknown table'],
    ['lookup(order.Name, "x")', 'its table is not written out'],
    ['"a" + '.repeat(200) + '"a"', 'it is too large'],
    ['"' + 'a'.repeat(2000) + '"', 'it is too long'],
  ])('%#: %s', (text) => {
    expect(refusal(text)).not.toBe('accepted');
  });

  it('when it gives something else than its field takes', () => {
    expect(refusal('order.Name', 'amount')).toMatch(/a number is needed/);
    expect(refusal('order.Name', 'condition')).toMatch(/yes or no/);
    expect(refusal('order.TotalAmount > 0.0', 'text')).toMatch(/a text is needed/);
  });
});

describe('numbers that a state or a network gives', () => {
  const of = (text: string, fields: object) => evaluate(text, { account: { BillingCountry: 'Nederland', ...fields } });
  const phone = 'phone(account.Phone, account.BillingCountry)';
  const vat = 'vatNumber(account.Vat_Number__c, account.BillingCountry)';
  const chamber = 'chamberOfCommerce(account.Chamber_Of_Commerce__c, account.BillingCountry)';

  it('are put in the form that Exact takes, of the country by its name in any language or by a row of the table', () => {
    expect(of(phone, { Phone: '(020) 123 45 67' })).toBe('+31 20 123 4567');
    expect(of(phone, { Phone: '08-123 456', BillingCountry: 'Zweden' })).toBe('+46 8 12 34 56');
    expect(of(vat, { Vat_Number__c: 'nl 0044.95.445.b01' })).toBe('NL004495445B01');
    expect(of(vat, { Vat_Number__c: '0044.95.445.B01' })).toBe('NL004495445B01');
    expect(of(chamber, { Chamber_Of_Commerce__c: '12 34 56 78' })).toBe('12345678');
    expect(of(chamber, { Chamber_Of_Commerce__c: 'BE 0428.759.497', BillingCountry: 'Belgique' })).toBe('0428759497');
  });

  it('stay as they are where nobody can read them, or nobody knows the country', () => {
    expect(of(phone, { Phone: ' vraag naar Jan ' })).toBe('vraag naar Jan');
    expect(of(phone, { Phone: '+31 (0)20 123 45 67 toestel 890' })).toBe('+31 (0)20 123 45 67 toestel 890');
    expect(of(phone, { Phone: '020 123 45 67', BillingCountry: 'Atlantis' })).toBe('020 123 45 67');
    expect(of(vat, { Vat_Number__c: 'CHE-123.456.788 MWST', BillingCountry: 'Zwitserland' })).toBe('CHE-123.456.788 MWST');
    expect(of(chamber, { Chamber_Of_Commerce__c: 'HRB 1234', BillingCountry: 'Duitsland' })).toBe('HRB 1234');
    expect([phone, vat, chamber].map((text) => of(text, {}))).toEqual([null, null, null]);
  });

  it('are told where a VAT number is none, with the record', () => {
    expect(() => of(vat, { Vat_Number__c: 'NL004495446B01' })).toThrow(
      'The VAT number "NL004495446B01" of order 00000101 is no VAT number of NL: a digit or its form is wrong.',
    );
  });
});

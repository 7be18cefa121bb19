import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { amountText, Decimal, roundMoney, sharedOut } from '../../../money/index.ts';
import { documentTotals, splitVat, type VatRate } from '../../../tax/index.ts';
import { partAmounts, priceFor } from './amounts.ts';

const rate = (fraction: string, basis: VatRate['basis'] = 'excluding'): VatRate => ({ fraction: new Decimal(fraction), basis });
const sum = (amounts: readonly Decimal[]): Decimal => amounts.reduce((left, each) => left.plus(each), new Decimal(0));
const vatOf = (amounts: readonly Decimal[], of: VatRate): Decimal => sum(amounts.map((each) => splitVat(each, of, 'EUR').vat));

const weights = fc
  .array(fc.integer({ min: 0, max: 50_000_000 }), { minLength: 1, maxLength: 12 })
  .filter((all) => all.some((weight) => weight > 0))
  .map((all) => all.map((weight) => new Decimal(weight).div(100)));
const someAmount = fc.integer({ min: -500_000_000, max: 500_000_000 }).map((cents) => new Decimal(cents).div(100));
const someRate = fc
  .tuple(fc.constantFrom('0.06', '0.07', '0.09', '0.19', '0.21', '0.25'), fc.constantFrom('excluding', 'including', 'none'))
  .map(([fraction, basis]) => rate(fraction, basis));

describe('the amounts of the parts of a set', () => {
  it('have together the VAT of the set where moving a cent does it', () => {
    // Alone each part has 0.01 of VAT too little: 0.02 of 0.10, whereas 21 % of 0.30 is 0.06.
    const ofParts = (of: VatRate): string[] =>
      partAmounts(new Decimal('0.36'), [1, 1, 1].map(Decimal), of, 'EUR').map(amountText);
    expect(ofParts(rate('0'))).toEqual(['0.12', '0.12', '0.12']);
    expect(ofParts(rate('0.21'))).toEqual(['0.11', '0.13', '0.12']);
  });

  it('are all of it, with no other sign, and no further from its VAT than by weight alone, whatever the amount', () => {
    let unlike = 0;
    fc.assert(
      fc.property(someAmount, weights, someRate, (amount, all, of) => {
        const amounts = partAmounts(amount, all, of, 'EUR');
        expect(sum(amounts).eq(amount)).toBe(true);
        for (const each of amounts) expect(each.isZero() || each.isNegative() === amount.isNegative()).toBe(true);
        for (const [index, weight] of all.entries()) if (weight.isZero()) expect(amounts[index]?.isZero()).toBe(true);
        const wanted = splitVat(amount, of, 'EUR').vat;
        const shares = sharedOut(amount, all, 'EUR');
        const [before, after] = [vatOf(shares, of).minus(wanted).abs(), vatOf(amounts, of).minus(wanted).abs()];
        expect(after.lte(before)).toBe(true);
        if (!before.isZero()) unlike += 1;
        // Of less than a few cents a part has no cent to move.
        if (amount.abs().gte(all.length)) expect(after.isZero()).toBe(true);
      }),
      { numRuns: 1_000, seed: 1 },
    );
    expect(unlike).toBeGreaterThan(200);
  });

  it('come out of Exact as they are: quantity times price, each line rounded by itself, in whatever currency', () => {
    const quantities = fc.array(fc.integer({ min: 1, max: 900_000_000 }), { minLength: 1, maxLength: 8 });
    const currencies = fc.constantFrom(['EUR', 2] as const, ['JPY', 0] as const, ['KWD', 3] as const);
    fc.assert(
      fc.property(
        fc.integer({ min: -9_000_000, max: 9_000_000 }),
        quantities,
        currencies,
        fc.boolean(),
        (units, all, [code, scale], isReturn) => {
          const amount = new Decimal(units).div(new Decimal(10).pow(scale));
          const ofParts = all.map((quantity) => new Decimal(quantity).div(1_000).times(isReturn ? -1 : 1));
          const amounts = partAmounts(amount, all.map(Decimal), undefined, code);
          const lines = ofParts.map((quantity, index) => ({
            quantity,
            netPrice: priceFor(amounts[index] ?? new Decimal(0), quantity, code) ?? new Decimal(NaN),
            rate: undefined,
          }));
          expect(documentTotals(lines, code).net.eq(amount)).toBe(true);
          for (const { netPrice } of lines)
            expect(netPrice.isZero() || netPrice.isNegative() === (amount.isNegative() !== isReturn)).toBe(true);
        },
      ),
    );
  });
});

describe('the price of a part', () => {
  it('has as few decimals as its amount wants', () => {
    const price = (amount: string, quantity: string): string | undefined => {
      const found = priceFor(new Decimal(amount), new Decimal(quantity), 'EUR');
      return found === undefined ? undefined : amountText(found);
    };
    expect([price('10', '4'), price('10', '3'), price('-10', '3'), price('0', '3'), price('0', '0')]).toEqual([
      ...['2.5', '3.333', '-3.333', '0', '0'],
    ]);
    // A cent of a line of a thousand million pieces is finer than any price.
    expect([price('0.01', '1'), price('12345678.91', '1000000000'), price('1', '0')]).toEqual(['0.01', undefined, undefined]);
    expect(roundMoney(new Decimal('3.333').times(3), 'EUR').eq(10)).toBe(true);
  });
});

import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { amountText, Decimal, sharedOut } from './index.ts';

const shares = (amount: string, weights: readonly string[], currency = 'EUR'): string[] =>
  sharedOut(
    new Decimal(amount),
    weights.map((weight) => new Decimal(weight)),
    currency,
  ).map(amountText);

describe('an amount that is shared', () => {
  it('goes by weight, and the last cents to those that lost most', () => {
    expect(shares('10', ['1', '1', '1'])).toEqual(['3.34', '3.33', '3.33']);
    expect(shares('0.05', ['1', '2', '4'])).toEqual(['0.01', '0.01', '0.03']);
    expect(shares('-10', ['1', '1', '1'])).toEqual(['-3.34', '-3.33', '-3.33']);
    expect(shares('10', ['1', '2'], 'JPY')).toEqual(['3', '7']);
    expect(shares('0', ['1', '2'])).toEqual(['0', '0']);
    expect(shares('1', ['0', '2'])).toEqual(['0', '1']);
  });

  it('is all there, without a sign of its own, within a cent of what is due, whatever it is and by whatever weights', () => {
    const weights = fc
      .array(fc.integer({ min: 0, max: 1_000_000_000 }), { minLength: 1, maxLength: 20 })
      .filter((all) => all.some((weight) => weight > 0))
      .map((all) => all.map((weight) => new Decimal(weight).div(10_000)));
    const currency = fc.constantFrom(['EUR', 2] as const, ['JPY', 0] as const, ['KWD', 3] as const);
    fc.assert(
      fc.property(fc.integer({ min: -10_000_000_000, max: 10_000_000_000 }), weights, currency, (units, all, [code, scale]) => {
        const cent = new Decimal(10).pow(-scale);
        const amount = cent.times(units);
        const sum = all.reduce((left, weight) => left.plus(weight), new Decimal(0));
        const shared = sharedOut(amount, all, code);
        expect(shared.reduce((left, share) => left.plus(share), new Decimal(0)).eq(amount)).toBe(true);
        for (const [index, share] of shared.entries()) {
          expect(share.isZero() || share.isNegative() === amount.isNegative()).toBe(true);
          const due = amount.times(all[index] ?? 0).div(sum);
          expect(share.minus(due).abs().lt(cent)).toBe(true);
          if (all[index]?.isZero() === true) expect(share.isZero()).toBe(true);
        }
      }),
    );
  });
});

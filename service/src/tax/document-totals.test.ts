import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { Decimal } from '../money/index.ts';
import { documentTotals, lineAmount } from './index.ts';

const price = fc.integer({ min: 0, max: 1_000_000_0000 }).map((count) => new Decimal(count).div(10_000));
const quantity = fc.integer({ min: 1, max: 100_000 }).map((count) => new Decimal(count).div(100));
const fraction = fc.constantFrom('0', '0.06', '0.09', '0.19', '0.21', '0.25').map((text) => new Decimal(text));

describe('document totals', () => {
  it('rounds every line by itself', () => {
    const line = { quantity: new Decimal(1), netPrice: new Decimal('0.005'), rate: undefined };
    expect(documentTotals([line, line, line], 'EUR').net.toFixed(2)).toBe('0.03');
  });

  it('is the sum of its lines whatever their order', () => {
    const lines = fc.array(
      fc.record({ quantity, netPrice: price, rate: fraction.map((rate) => ({ fraction: rate, basis: 'excluding' as const })) }),
      { maxLength: 20 },
    );
    fc.assert(
      fc.property(lines, (all) => {
        const totals = documentTotals(all, 'EUR');
        const reversed = documentTotals([...all].reverse(), 'EUR');
        const sum = all.reduce((left, line) => left.plus(lineAmount(line, 'EUR')), new Decimal(0));
        expect(totals.net.eq(sum)).toBe(true);
        expect(totals.gross?.eq(totals.net.plus(totals.vat ?? 0))).toBe(true);
        expect(reversed.gross?.eq(totals.gross ?? 0)).toBe(true);
      }),
    );
  });

  it('leaves VAT open when one line has an unknown rate', () => {
    const totals = documentTotals([{ quantity: new Decimal(2), netPrice: new Decimal('3.5'), rate: undefined }], 'EUR');
    expect(totals.net.toFixed(2)).toBe('7.00');
    expect(totals.vat).toBeUndefined();
  });
});

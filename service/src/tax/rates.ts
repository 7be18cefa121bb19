import type { ExactVatCode } from '../exact/index.ts';
import { Decimal, toDecimal } from '../money/index.ts';
import type { VatBasis, VatRate } from './arithmetic.ts';

/** Rates of a company by VAT code. */
export type VatRates = ReadonlyMap<string, VatRate>;

// Type B is 0 % base only, N no VAT.
const BASES: Readonly<Record<string, VatBasis>> = { E: 'excluding', I: 'including', B: 'none', N: 'none' };

/** Rates by VAT code. Codes differ per company: what one means is asked, never assumed. */
export function vatRates(codes: readonly ExactVatCode[]): VatRates {
  return new Map(
    codes.map((code) => [code.Code, { fraction: fractionOf(code.Percentage), basis: BASES[code.Type ?? ''] ?? 'excluding' }]),
  );
}

/** True for a code whose prices include VAT; false for one that nobody knows. */
export function isIncluding(code: string | null, rates: VatRates): boolean {
  return code !== null && rates.get(code)?.basis === 'including';
}

/** Exact writes a rate as a fraction (0.21); older companies show percents (21). No rate of VAT is below 1 % or above 100 %. */
function fractionOf(percentage: string | null): Decimal {
  const value = toDecimal(percentage) ?? new Decimal(0);
  return value.gte(1) ? value.div(100) : value;
}

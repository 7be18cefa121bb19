import { Decimal } from './decimal.ts';

const precisions = new Map<string, number>();

/** Decimals that amounts of this currency have, such as 2 for EUR, 0 for JPY; 2 for a code nobody knows. */
export function currencyDecimals(currency: string): number {
  const known = precisions.get(currency);
  if (known !== undefined) return known;
  const decimals = lookUpDecimals(currency);
  precisions.set(currency, decimals);
  return decimals;
}

/** A share of an amount may have no end, and what divisions lose of it must not make less of half a cent. No price or quantity has so many decimals. */
const LOST_IN_DIVISIONS = 20;

/** Rounds half away from zero, as both systems do with amounts of money. */
export function roundTo(amount: Decimal, decimals: number): Decimal {
  return amount
    .toDecimalPlaces(Math.max(decimals, LOST_IN_DIVISIONS), Decimal.ROUND_HALF_UP)
    .toDecimalPlaces(decimals, Decimal.ROUND_HALF_UP);
}

/** Rounds half away from zero to the decimals of the currency. */
export function roundMoney(amount: Decimal, currency: string): Decimal {
  return roundTo(amount, currencyDecimals(currency));
}

/** An amount as people read it: all decimals of its currency, and more only where the amount has more. */
export function amountInCurrency(amount: Decimal, currency: string): string {
  return amount.toFixed(Math.max(currencyDecimals(currency), amount.decimalPlaces()));
}

function lookUpDecimals(currency: string): number {
  try {
    return new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2;
  } catch {
    return 2;
  }
}

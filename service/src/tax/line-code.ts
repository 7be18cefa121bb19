import type { ExactVatCode } from '../exact/index.ts';
import type { VatRate } from './arithmetic.ts';
import type { VatRates } from './rates.ts';

/** The codes that a line of a sale may get its VAT from. Undefined where nobody looked, null where there is none. */
export interface LineVatFacts {
  /** The code that is posted with the line. */
  readonly ofLine: string | undefined;
  /** Asked only where the line has none: most lines never need it. */
  readonly ofDebtor: () => string | null | undefined;
  readonly ofItem: string | null;
}

/** The code that Exact takes for a line, and whose it is. */
export interface LineVatCode {
  readonly code: string | null;
  readonly from: 'line' | 'debtor' | 'item';
}

/** Why Exact takes a code for no sale. */
export type VatCodeFault = 'unknown' | 'blocked' | 'purchasesOnly';

/**
 * The code of the line, else the debtor's where the company has it, else the item's. Where nobody looked at the debtor the item's
 * is answered.
 */
export function vatCodeOfLine({ ofLine, ofDebtor, ofItem }: LineVatFacts, codes: readonly ExactVatCode[]): LineVatCode {
  if (ofLine !== undefined) return { code: ofLine, from: 'line' };
  const debtors = ofDebtor();
  const known = codes.find(({ Code: code }) => code === debtors);
  return known === undefined ? { code: ofItem, from: 'item' } : { code: known.Code, from: 'debtor' };
}

/** Why a code cannot be used in a sale; undefined where it can. */
export function vatCodeFault(code: string, codes: readonly ExactVatCode[]): VatCodeFault | undefined {
  const known = codes.find((candidate) => candidate.Code === code);
  if (known === undefined) return 'unknown';
  if (known.IsBlocked) return 'blocked';
  return known.VATTransactionType === 'P' ? 'purchasesOnly' : undefined;
}

/**
 * The rate of a line whose code is certain: the code is posted, or the product's price includes its VAT. In every other case
 * Exact takes the debtor's code before the item's, and only Exact knows it: undefined.
 */
export function certainRate(
  ofLine: string | undefined,
  product: { readonly vatCode: string | null; readonly isPriceIncluding: boolean },
  rates: VatRates,
): VatRate | undefined {
  if (ofLine !== undefined) return rates.get(ofLine);
  return product.isPriceIncluding ? rates.get(product.vatCode ?? '') : undefined;
}

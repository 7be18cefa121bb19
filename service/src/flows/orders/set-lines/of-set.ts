import type { OrderFacts } from '../types.ts';

/** What taking a set apart has to know besides its line. */
export interface OfSet {
  readonly order: string;
  readonly currency: string;
  readonly facts: OrderFacts;
  /** The VAT code of the debtor: see `debtorVatCode`. */
  readonly ofDebtor: () => string | null | undefined;
}

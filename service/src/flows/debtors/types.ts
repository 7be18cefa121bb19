import type { TandemError } from '../../errors/index.ts';
import type { CustomerFacts, CustomerInput } from '../customers/index.ts';

/** An account with its debtor, as far as it is to be kept in step. */
export interface DebtorInput extends CustomerInput {
  /** Why it is left as it is. */
  readonly leftOut: TandemError | undefined;
}

/** One batch of the flow. */
export interface DebtorsInput {
  readonly facts: CustomerFacts;
  readonly debtors: readonly DebtorInput[];
}

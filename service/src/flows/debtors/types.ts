import type { TandemError } from '../../errors/index.ts';
import type { CustomerFacts, CustomerInput, FurtherPerson } from '../customers/index.ts';

/** An account with its debtor, as far as it is to be kept in step. */
export interface DebtorInput extends CustomerInput {
  /** Why it is left as it is. */
  readonly leftOut: TandemError | undefined;
  /** Contacts besides the main one that are to be kept in step. */
  readonly further: readonly FurtherPerson[];
}

/** One batch of the flow. */
export interface DebtorsInput {
  readonly facts: CustomerFacts;
  readonly debtors: readonly DebtorInput[];
}

import type { Language } from '../../errors/index.ts';
import type { ExactAccount } from '../../exact/index.ts';
import type { TargetLimits } from '../../mapping/index.ts';
import type { AccountRow, LinkedAccount } from '../customers/index.ts';
import type { ContactInput } from './contacts/types.ts';

/** An account with its debtor. */
export interface AccountInput {
  /** Lower case. */
  readonly debtorId: string;
  readonly account: LinkedAccount & AccountRow;
  /** Undefined where it was deleted in Exact. */
  readonly debtor: ExactAccount | undefined;
  /** What both sides agreed on last, as it is remembered. */
  readonly agreed: string | undefined;
  /** The account is to be linked to it: by a merge, on either side, it has become the account's. */
  readonly isInherited?: true;
}

/** An account of Salesforce that may be a debtor that none is linked to. */
export interface Candidate {
  readonly account: AccountInput['account'];
  /** E-mail addresses of its contacts, in lower case. */
  readonly emails: readonly string[];
}

/** A debtor that no account is linked to, and that is to have one. */
export interface NewcomerInput {
  /** Lower case. */
  readonly debtorId: string;
  readonly debtor: ExactAccount;
  /** All that one of its keys brought up, whoever they are linked to. */
  readonly candidates: readonly Candidate[];
}

/** One batch of the flow. */
export interface AccountsInput {
  /** Fields of an account that the integration user may write, with what they take. */
  readonly limits: ReadonlyMap<string, TargetLimits>;
  /** Of what is written for everybody to read. */
  readonly language: Language;
  readonly accounts: readonly AccountInput[];
  readonly newcomers: readonly NewcomerInput[];
  readonly contacts: readonly ContactInput[];
  /** Where the pages of Exact are. */
  readonly host: string;
}

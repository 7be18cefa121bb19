import type { ExactContact } from '../../../exact/index.ts';
import type { AccountRow, ContactRow, LinkedAccount } from '../../customers/index.ts';

/** A contact of Exact Online whose debtor has an account. */
export interface ContactInput {
  /** Lower case. */
  readonly contactId: string;
  /** Undefined where it was deleted in Exact. */
  readonly contact: ExactContact | undefined;
  /** Undefined where it is deleted: nothing is read of it then. */
  readonly account: (LinkedAccount & AccountRow) | undefined;
  /** The contact that is linked to it. */
  readonly linked: ContactRow | undefined;
  /** Those of the account, linked or not. */
  readonly others: readonly ContactRow[];
  /** What stood in Exact when Salesforce was sent last, as it is remembered; undefined where nobody knows. */
  readonly sent: string | undefined;
}

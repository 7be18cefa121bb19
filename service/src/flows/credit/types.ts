import type { ExactDebtorCredit } from '../../exact/index.ts';
import type { TargetLimits } from '../../mapping/index.ts';
import type { LinkedAccount } from '../customers/index.ts';
import type { OpenOrder } from '../flow.ts';

/** An account as far as its credit goes, with the fields that rules fill. */
export interface CreditAccount extends LinkedAccount {
  /** Written by the invoices flow; null until it has looked. */
  readonly Exact_Open_Amount__c: number | null;
  readonly Exact_Credit_Line__c: number | null;
  readonly Exact_Open_Orders__c: number | null;
  readonly Exact_Available_Credit__c: number | null;
  readonly Exact_Currency__c: string | null;
  readonly Exact_Sales_Vat_Code__c: string | null;
  /** In percent. */
  readonly Exact_Discount__c: number | null;
  readonly Exact_Price_List_Id__c: string | null;
  readonly Exact_Blocked__c: boolean;
  /** ISO instant; null for an account whose credit nobody looked at yet. */
  readonly Exact_Credit_Synced_At__c: string | null;
}

/** A debtor that is looked at. */
export interface CreditInput {
  /** Lower case. */
  readonly debtorId: string;
  readonly account: CreditAccount;
  /** Undefined where Exact sent nothing of the debtor itself: its credit line is what stands. */
  readonly debtor: ExactDebtorCredit | undefined;
  readonly orders: readonly OpenOrder[];
  /** True where only its account is looked at: it is told of where something is to be written. */
  readonly isQuiet: boolean;
}

/** One batch of the credit flow. */
export interface CreditsInput {
  /** Fields of an account that the integration user may write, with what they take. */
  readonly limits: ReadonlyMap<string, TargetLimits>;
  readonly debtors: readonly CreditInput[];
}

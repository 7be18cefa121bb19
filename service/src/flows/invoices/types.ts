import type { ExactPaymentTerm, ExactSalesInvoice, ExactSalesInvoiceLine } from '../../exact/index.ts';
import type { TargetLimits } from '../../mapping/index.ts';
import type { SalesforceRow } from '../../salesforce/index.ts';
import type { LinkedAccount } from '../customers/index.ts';

/** An account as far as its balance goes. */
export interface DebtorAccount extends LinkedAccount {
  readonly Exact_Open_Amount__c: number | null;
  readonly Exact_Overdue_Amount__c: number | null;
  readonly Exact_Paid_This_Year__c: number | null;
  /** ISO instant; null for an account whose invoices nobody looked at yet. */
  readonly Exact_Balance_Synced_At__c: string | null;
}

/** What Salesforce has of an invoice, with the fields that rules fill. */
export interface InvoiceRow extends SalesforceRow {
  readonly Id: string;
  /** `division-SalesInvoices-guid`. */
  readonly Key__c: string;
  readonly Exact_Account_Id__c: string | null;
  readonly Invoice_Number__c: string | null;
  readonly Invoice_Kind__c: string | null;
  readonly Invoice_Status__c: string | null;
  readonly Invoice_Date__c: string | null;
  readonly Gross_Amount__c: number | null;
}

/** What Salesforce has of a line. */
export interface LineRow extends SalesforceRow {
  readonly Id: string;
  /** `division-SalesInvoiceLines-guid`. */
  readonly Key__c: string;
  readonly Invoice__c: string | null;
  readonly Exact_Item_Id__c: string | null;
  readonly Order__c: string | null;
  /** Null once the line is gone from Exact. */
  readonly Quantity__c: number | null;
}

/** A line that was read before its item became a product. */
export interface LateLine {
  readonly row: LineRow;
  readonly productId: string;
}

/** What Salesforce has of a payment term. */
export interface ReceivableRow extends SalesforceRow {
  readonly Id: string;
  /** `division-PaymentTerms-guid`. */
  readonly Key__c: string;
  readonly Exact_Account_Id__c: string | null;
  readonly Invoice__c: string | null;
  readonly Invoice_Number__c: string | null;
  readonly Invoice_Date__c: string | null;
  readonly Due_Date__c: string | null;
  readonly Settled_On__c: string | null;
  readonly Amount__c: number | null;
  readonly Company_Amount__c: number | null;
  readonly Is_Open__c: boolean;
}

/** An invoice that is looked at, with what Salesforce has of it. */
export interface InvoiceInput {
  /** Lower case. */
  readonly invoiceId: string;
  /** Undefined: Exact sent nothing of it, only of what is owed because of it. */
  readonly header: ExactSalesInvoice | undefined;
  /** Those that Exact sent; any other stands as its row says. */
  readonly lines: readonly ExactSalesInvoiceLine[];
  readonly row: InvoiceRow | undefined;
  readonly lineRows: readonly LineRow[];
  readonly isGone: boolean;
  /** Named by a person: it is shown, however old. */
  readonly isNamed: boolean;
}

/** A payment term that is looked at: as Exact sent it, as it stands, or both; `isGone` from Exact. */
export interface TermInput {
  /** Lower case. */
  readonly termId: string;
  readonly term: ExactPaymentTerm | undefined;
  readonly row: ReceivableRow | undefined;
  readonly isGone: boolean;
}

/** Decimal texts in the currency of the company: sums over all rows of a debtor as they stand. */
export interface DebtorSums {
  readonly open: string;
  readonly overdue: string;
  readonly paidThisYear: string;
}

/** A debtor of which something is looked at. */
export interface DebtorInput {
  /** Lower case. */
  readonly debtorId: string;
  /** Code or name in Exact. */
  readonly label: string;
  /** Undefined: no account is this debtor. */
  readonly account: DebtorAccount | undefined;
  /** True for a debtor of whom an answer is due, whatever becomes of the invoices. */
  readonly isAskedFor: boolean;
  readonly invoices: readonly InvoiceInput[];
  /** All terms of these invoices, and every term that changed. */
  readonly terms: readonly TermInput[];
  readonly sums: DebtorSums;
}

/** What the plan has to know of both systems besides the records. */
export interface InvoiceFacts {
  /** The division of Exact that the flow works in. */
  readonly division: number;
  /** The day it is in the division. */
  readonly today: string;
  /** A day: what is older and settled gets no rows. */
  readonly shownSince: string;
  /** Fields that the integration user may write, with what they take, by object. */
  readonly limits: ReadonlyMap<string, ReadonlyMap<string, TargetLimits>>;
}

/** An amount that both systems ought to agree on; decimal texts. */
export type Difference =
  | {
      /** Open items in one currency, in rows here and in Exact's own list there. */
      readonly kind: 'receivables';
      readonly currency: string;
      readonly here: string;
      readonly there: string;
    }
  /** What stands on the account here, and what its rows come to there. */
  | { readonly kind: 'account'; readonly here: string; readonly there: string };

/** A debtor that was compared with Exact's own list. */
export interface AuditedDebtor {
  /** Lower case. */
  readonly debtorId: string;
  /** Of its account. */
  readonly name: string;
  /** Empty where both are equal. */
  readonly differences: readonly Difference[];
}

/** One batch of the invoices flow. */
export interface InvoicesInput {
  readonly facts: InvoiceFacts;
  readonly debtors: readonly DebtorInput[];
  /** Products by lower-case id of their item, and orders by that of their sales order. */
  readonly productIds: ReadonlyMap<string, string>;
  readonly orderIds: ReadonlyMap<string, string>;
  /** Lower-case keys of lines that are gone from Exact. */
  readonly goneLineKeys: ReadonlySet<string>;
  readonly lateLines: readonly LateLine[];
  readonly audited: readonly AuditedDebtor[];
}

import type { Language, TandemError } from '../../errors/index.ts';
import type { ExactCreditableInvoice, ExactCreditableLine, ExactSalesOrder, ExactVatCode } from '../../exact/index.ts';
import type { SalesforceRow } from '../../salesforce/index.ts';
import type { Intent, PersonsChoice } from '../flow.ts';
import type { PricedRow } from '../order-lines/index.ts';

/** A reduction order. */
export interface ReturnRow extends SalesforceRow {
  readonly Id: string;
  readonly OrderNumber: string;
  readonly Status: string;
  readonly StatusCode: string;
  readonly IsReductionOrder: boolean;
  readonly CreatedDate: string;
  readonly ActivatedDate: string | null;
  readonly SystemModstamp: string;
  readonly Account?: { readonly Name: string } | null;
  readonly Exact_Id__c: string | null;
  readonly Exact_Number__c: string | null;
  readonly Exact_Url__c: string | null;
}

/** The order whose product is returned. */
export interface OriginalOrderRow {
  readonly Id: string;
  readonly OrderNumber: string;
  readonly Exact_Id__c: string | null;
  readonly Exact_Url__c: string | null;
  readonly Discount_Percent__c?: number | null;
}

/** A product of a reduction order, with the one that it takes back. */
export interface ReturnLineRow extends SalesforceRow, PricedRow {
  readonly Id: string;
  readonly OrderId: string;
  /** Less than zero. */
  readonly Quantity: number;
  readonly UnitPrice: number;
  readonly OriginalOrderItemId: string | null;
  readonly OriginalOrderItem?: OriginalLineRow | null;
}

/** A product of the order that is taken back. */
export interface OriginalLineRow extends PricedRow {
  readonly Id: string;
  readonly OrderId: string;
  readonly UnitPrice: number;
  readonly Product2Id: string | null;
  readonly Exact_Line_Id__c?: string | null;
  readonly Discount_Percent__c?: number | null;
  readonly Order?: OriginalOrderRow | null;
  readonly Product2?: {
    readonly Name: string;
    readonly ProductCode: string | null;
    /** In the company of the flow. */
    readonly Exact_Id__c: string | null;
  } | null;
}

/** A product of another reduction order of the same original. */
export interface SiblingLineRow extends SalesforceRow, PricedRow {
  readonly OrderId: string;
  readonly Quantity: number;
  readonly OriginalOrderItemId: string | null;
  readonly OriginalOrderItem?: Pick<OriginalLineRow, 'OrderId' | 'Product2Id'> | null;
  readonly Order?: { readonly OrderNumber: string; readonly Exact_Id__c: string | null } | null;
}

/** A document of Exact with its lines. */
export interface Invoice {
  readonly header: ExactCreditableInvoice;
  readonly lines: readonly ExactCreditableLine[];
}

/** What Exact has of the order that is taken back. */
export interface Original {
  readonly order: OriginalOrderRow;
  /** Undefined where Exact does not have it any more. */
  readonly salesOrder: ExactSalesOrder | undefined;
  /** Its invoices and credit notes with the lines that name it. */
  readonly invoices: readonly Invoice[];
  /** Credit notes that are of it, whoever made them, with lines that do not name it. */
  readonly credited: readonly Invoice[];
  /** Credit notes of its debtor of which nobody can tell what they are of. */
  readonly unclear: readonly Invoice[];
  /** Products of other reduction orders that are on their way, and not yet seen in Exact. */
  readonly onTheirWay: readonly SiblingLineRow[];
}

/** What Exact says of a return that was sent. */
export type SentLook =
  /** Nobody asked, and it says what it said when it was sent. */
  | { readonly kind: 'trusted' }
  | { readonly kind: 'gone' }
  | { readonly kind: 'there'; readonly header: ExactCreditableInvoice; readonly isChanged: boolean };

/** One reduction order with everything that its plan needs. */
export interface ReturnInput {
  readonly order: ReturnRow;
  readonly lines: readonly ReturnLineRow[];
  /** What its credit note bears as its reference. */
  readonly reference: string;
  readonly choice: PersonsChoice;
  readonly intent: Intent | undefined;
  /** Why it is not sent, found before Exact was asked. */
  readonly notSent: TandemError | undefined;
  readonly sent: SentLook | undefined;
  /** Credit notes in Exact that bear its reference. */
  readonly existing: readonly Invoice[];
  /** Undefined where nobody had to look. */
  readonly original: Original | undefined;
  /** Digest of what a second person agreed to. */
  readonly approved: string | undefined;
}

/** What a plan has to know besides the returns. */
export interface ReturnFacts {
  readonly host: string;
  readonly division: number;
  /** How long after a POST whose answer was lost the credit note may still appear by itself. */
  readonly inFlightMs: number;
  /** Of what is written for everybody to read. */
  readonly language: Language;
  readonly vatCodes: readonly ExactVatCode[];
}

/** One batch of the returns flow. */
export interface ReturnsInput {
  readonly facts: ReturnFacts;
  readonly returns: readonly ReturnInput[];
  /** Ids that were asked for and are not there. */
  readonly missing: readonly string[];
}

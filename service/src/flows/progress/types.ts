import type { Language } from '../../errors/index.ts';
import type { ExactSalesOrder, ExactSalesOrderLine } from '../../exact/index.ts';
import type { TargetLimits } from '../../mapping/index.ts';
import type { SalesforceRow } from '../../salesforce/index.ts';
import type { OrderProductRow, SentPart } from '../order-lines/index.ts';
import type { BornRow } from './born-rows.ts';
import type { BornEnd } from './statuses.ts';

/** An order of Salesforce that is in Exact, with the fields that the flow fills. */
export interface OrderRow extends SalesforceRow {
  readonly Id: string;
  readonly OrderNumber: string;
  readonly Exact_Id__c: string;
  readonly SystemModstamp: string;
  readonly Exact_Net_Amount__c: number | null;
  readonly Exact_Gross_Amount__c: number | null;
}

export type { OrderProductRow };

/** A line of Exact with the order product that it is. */
export interface LineInput {
  readonly line: ExactSalesOrderLine;
  readonly product: OrderProductRow;
}

/** An order product that was sent as its parts, with the lines that these are; a part whose line is gone has none. */
export interface SetInput {
  readonly product: OrderProductRow;
  readonly parts: readonly { readonly part: SentPart; readonly line: ExactSalesOrderLine | undefined }[];
}

/** What was read of one order. */
export interface OrderInput {
  readonly order: OrderRow;
  /** Undefined where only lines of it changed, or where it is gone. */
  readonly header: ExactSalesOrder | undefined;
  /** True where Exact does not have it any more. */
  readonly isGone: boolean;
  readonly lines: readonly LineInput[];
  /** Of an order whose lines are all known: what was sent as its parts. */
  readonly sets: readonly SetInput[];
  /** Order products whose lines Exact does not have any more. */
  readonly gone: readonly OrderProductRow[];
  /** Lines that may be more than one order product. */
  readonly ambiguous: readonly ExactSalesOrderLine[];
  /** Lines that are no order product. */
  readonly added: readonly ExactSalesOrderLine[];
  /** True where the order and all its lines were read: what was noted earlier is over where nothing is found now. */
  readonly isWhole: boolean;
}

/** An order that was born in Exact, or that is none any more. */
export interface BornInput {
  /** In lower case. */
  readonly orderId: string;
  /** Undefined where it is none any more. */
  readonly header: ExactSalesOrder | undefined;
  readonly row: BornRow | undefined;
  /** The account of its debtor; null where none stands for him any more. */
  readonly accountId: string | null;
  /** Why it is none any more. */
  readonly end: BornEnd | undefined;
}

/** A debtor of such orders of whom something is to be told. */
export interface BornDebtor {
  /** In lower case. */
  readonly debtorId: string;
  readonly label: string;
  readonly isLinked: boolean;
}

/** What the plan has to know of both systems besides the orders. */
export interface ProgressFacts {
  /** Of what is written for everybody to read. */
  readonly language: Language;
  /** The host that a person opens Exact Online on. */
  readonly host: string;
  readonly orderFields: ReadonlyMap<string, TargetLimits>;
  /** SOQL that leaves out returns, which are in Exact as credit notes. */
  readonly soldOnly: string;
  readonly lineFields: ReadonlyMap<string, TargetLimits>;
}

/** One batch of the flow. */
export interface ProgressInput {
  readonly facts: ProgressFacts;
  readonly orders: readonly OrderInput[];
  readonly born: readonly BornInput[];
  readonly debtors: readonly BornDebtor[];
  /** Records that were asked for and that no order of Salesforce is; `isExplicit`: by a person. */
  readonly unknown: readonly { readonly recordId: string; readonly isExplicit: boolean }[];
}

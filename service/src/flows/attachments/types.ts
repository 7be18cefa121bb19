import type { TandemError } from '../../errors/index.ts';
import type { SalesforceRow } from '../../salesforce/index.ts';

/** An order of Salesforce as far as its files go. */
export interface OrderRow extends SalesforceRow {
  readonly Id: string;
  readonly OrderNumber: string;
  readonly ActivatedDate: string | null;
  readonly CreatedDate: string;
  readonly SystemModstamp: string;
  readonly Exact_Id__c: string | null;
  readonly Exact_Number__c: string | null;
  readonly Exact_Url__c: string | null;
  readonly Exact_Document__c?: string | null;
}

/** A file that hangs on an order, as it is now. */
export interface OrderFile {
  /** Id of its latest version. */
  readonly versionId: string;
  /** With its extension. */
  readonly name: string;
  /** Bytes. */
  readonly size: number;
  /** MD5 of its bytes, lower case; null where Salesforce has none of them, such as of a file that lies elsewhere. */
  readonly checksum: string | null;
  /** ISO instant: when it got its bytes, or was hung on the order, whichever was later. */
  readonly addedAt: string;
  /** What formulas read of it. */
  readonly fields: SalesforceRow;
}

/** Where a file that goes stands. */
export type FileState =
  /** It went before. */
  | { readonly kind: 'sent' }
  /** Exact has it, though nobody remembers. */
  | { readonly kind: 'found'; readonly attachmentId: string }
  /** It is to go; `documentId`: the document is there, and its file is not. */
  | { readonly kind: 'due'; readonly documentId?: string }
  | { readonly kind: 'problem'; readonly problem: TandemError };

export interface FileInput {
  readonly file: OrderFile;
  readonly state: FileState;
}

/** The order in Exact, as far as its documents name it. */
export interface SalesOrder {
  readonly number: string;
  /** Id of its debtor. */
  readonly debtorId: string;
}

export interface OrderInput {
  readonly order: OrderRow;
  /** Those that the rule chooses, each content once. */
  readonly files: readonly FileInput[];
  /** Undefined where nothing had to be asked. */
  readonly salesOrder: SalesOrder | undefined;
  /** Why nothing of the order goes. */
  readonly problem: TandemError | undefined;
  /** False: nobody has to do anything about `problem`. */
  readonly isForPerson: boolean;
  /** Changes with everything that decides what goes. */
  readonly fingerprint: string;
}

/** One batch of the flow. */
export interface AttachmentsInput {
  readonly orders: readonly OrderInput[];
}

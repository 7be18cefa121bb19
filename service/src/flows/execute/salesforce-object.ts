import type { TandemError } from '../../errors/index.ts';
import type { SalesforceRow, SalesforceWrite } from '../../salesforce/index.ts';
import type { FlowContext } from '../flow.ts';
import type { OperationBlob } from '../operation.ts';
import type { ProblemFields } from './problem-note.ts';

/** How a record is found that Salesforce refuses to make since it is there already. */
export interface FindAgain {
  /** The records that stand where these were to be made, in their order; undefined for one that is not to be seen. */
  readonly find: (context: FlowContext, writes: readonly SalesforceWrite[]) => Promise<readonly (SalesforceRow | undefined)[]>;
  /** Fields of `wanted` that the record that stands there lacks, as a plan would change it. Pure. */
  readonly lacking: (standing: SalesforceRow, wanted: SalesforceWrite['fields']) => readonly string[];
}

/** An object of Salesforce as operations write it: how, and how a record is found again, side by side. */
export interface SalesforceObject {
  /** API name. */
  readonly object: string;
  /** Unique field by which a record that is made is known from then on: Salesforce never takes its value twice. */
  readonly externalId?: string;
  /** True where an operation that makes it brings the record up to date that has this value already. */
  readonly isUpserted?: true;
  /** Lookup whose record Salesforce locks along with it. Where the table has its object, those are written before. */
  readonly parent?: { readonly field: string; readonly object: string };
  /**
   * Field of another object, of which the operation names the record, that takes the id of each record that is made, in the same transaction:
   * for an object that can have no unique field of ours. Where the table has that object, it is written before.
   */
  readonly notedOn?: { readonly field: string; readonly object: string };
  /** Field that takes the moment of each write. */
  readonly stamp?: string;
  /** Fields whose texts go as numbers; absent where any field may be filled: then Salesforce is asked what it has. */
  readonly numericFields?: readonly string[];
  readonly findAgain?: FindAgain;
  /** Fetches the file of an operation that makes a record with one. One at a time, when it is written. */
  readonly readBlob?: (context: FlowContext, blob: OperationBlob) => Promise<Uint8Array>;
  /** Where a record says why it was not sent. */
  readonly problem?: ProblemFields;
  /** Salesforce does not take the news of a document that was made: what a person is told of it. */
  readonly newsRefused?: (
    refusal: TandemError,
    record: { readonly recordId: string; readonly label: string; readonly number: string },
  ) => TandemError;
}

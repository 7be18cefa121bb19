import type { SalesforceWrite, SalesforceWriteResult } from '../../salesforce/index.ts';
import type { FlowContext } from '../flow.ts';

/** An object of Salesforce as operations write it: how, and how a record is found again, side by side. */
export interface SalesforceObject {
  /** API name. */
  readonly object: string;
  /** Unique field by which a record that is made is known from then on: Salesforce never takes its value twice. */
  readonly externalId?: string;
  /** Lookup whose record Salesforce locks along with it. */
  readonly parent?: string;
  /** Field that takes the moment of each write. */
  readonly stamp?: string;
  /** Settles what Salesforce refused since it is there already: found again, and brought to what was wanted. */
  readonly findAgain?: (
    context: FlowContext,
    writes: readonly SalesforceWrite[],
    results: readonly SalesforceWriteResult[],
  ) => Promise<readonly SalesforceWriteResult[]>;
}

import type { ReadRequest } from '../../src/flows/index.ts';
import type { Stage } from '../../src/flows/testing/stage.ts';

/** Two systems in which a flow has work: something to make and something to change. */
export interface OpenSubject {
  readonly stage: Stage;
  /** Settings under which it works. */
  readonly document: object;
  readonly request: ReadRequest;
}

/** What a flow is tried out on by the contract. A file `<flow>-subject.ts` exports one as `SUBJECT`. */
export interface FlowSubject {
  /** Starts the same systems with the same records each time. */
  open(): Promise<OpenSubject>;
  /** Objects that its plans name, and those whose rows stand in lists of theirs: the path of each in Exact. */
  readonly exactPaths: Readonly<Record<string, string>>;
  readonly salesforceObjects: readonly string[];
  /** True for a row that Exact makes by itself along with what is written, such as the visiting address of an account. */
  readonly comesAlong?: (object: string, row: Readonly<Record<string, unknown>>) => boolean;
}

import type { ReadRequest } from '../index.ts';
import { DIVISION, type Stage } from './stage.ts';

/** Where the flow works: in the division whose links stand on the records themselves, or in one whose links stand in rows. */
export const COMPANIES = {
  'its only division': [{ code: DIVISION, default: true }],
  'a further division': [{ code: DIVISION + 1, default: true }, { code: DIVISION }],
} as const;

export type Company = keyof typeof COMPANIES;

/** The same records in both systems, in a company of that kind. */
export function divisionsOf(company: Company) {
  const inExact = COMPANIES[company].map(({ code }) => ({ code, name: `${code} BV`, currency: 'EUR', country: 'NL' }));
  return {
    /** For the simulator of Exact. */
    exact: { divisions: inExact.map((division, index) => ({ ...division, isMain: index === 0 })) },
    /** For the document of the settings. */
    document: { divisions: COMPANIES[company] },
  };
}

/** Two systems in which a flow has work: something to make and something to change. */
export interface OpenSubject {
  readonly stage: Stage;
  /** Settings under which it works. */
  readonly document: object;
  readonly request: ReadRequest;
}

/** What a flow is tried out on by the contract. `testing/subject.ts` of a flow exports one as `SUBJECT`. */
export interface FlowSubject {
  /** Starts the same systems with the same records each time. */
  open(company: Company): Promise<OpenSubject>;
  /** Objects that its plans name, and those whose rows stand in lists of theirs: the path of each in Exact. */
  readonly exactPaths: Readonly<Record<string, string>>;
  readonly salesforceObjects: readonly string[];
  /** What there is to do; both where absent. A flow that only tells of what is there makes nothing. */
  readonly work?: readonly ('create' | 'update')[];
  /** True for a row that Exact makes by itself along with what is written, such as the visiting address of an account. */
  readonly comesAlong?: (object: string, row: Readonly<Record<string, unknown>>) => boolean;
}

import type { ConfigurationProblem } from '../../mapping/index.ts';
import type { Operation } from '../../flows/index.ts';

/** What is done with settings that nobody has accepted yet. Values travel as `toWire` makes them. */
export type DraftTask =
  | {
      readonly kind: 'check';
      readonly document: unknown;
      readonly connected: readonly { readonly code: number; readonly name: string }[] | undefined;
    }
  | {
      readonly kind: 'plan';
      readonly flow: string;
      readonly document: unknown;
      readonly input: unknown;
      readonly now: Date;
      readonly division: number;
    };

/** What a task gives, by its kind. */
export interface DraftResults {
  readonly check: readonly ConfigurationProblem[];
  readonly plan: readonly Operation[];
}

/** What a worker says: that it has started, once, or an answer. */
export type DraftMessage = { readonly started: true } | DraftAnswer;

/** The answer of a worker: a value or an error, as `toWire` makes it. */
export type DraftAnswer = { readonly value: unknown } | { readonly error: unknown };

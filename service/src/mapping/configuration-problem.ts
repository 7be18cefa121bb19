import { pointerOf } from './salvage.ts';

/** One thing that is wrong with a document, at its JSON pointer (RFC 6901). */
export interface ConfigurationProblem {
  readonly pointer: string;
  readonly message: string;
}

/** What the schema found, as far as it is told. */
export interface SchemaIssue {
  readonly code?: string | undefined;
  readonly path: readonly PropertyKey[];
  readonly message: string;
  /** Names of settings that do not exist. */
  readonly keys?: readonly string[];
}

/** The same problem in a sentence that can stand alone beside a setting. */
export function asSentence({ pointer, message }: ConfigurationProblem): ConfigurationProblem {
  const text = message.charAt(0).toUpperCase() + message.slice(1);
  return { pointer, message: /[.!?]$/.test(text) ? text : `${text}.` };
}

/** What the schema found, each at its place. */
export function problemsOfIssue(issue: SchemaIssue): ConfigurationProblem[] {
  if (issue.code === 'unrecognized_keys' && issue.keys !== undefined) {
    return issue.keys.map((key) => ({ pointer: pointerOf([...issue.path, key]), message: 'there is no such setting' }));
  }
  return [{ pointer: pointerOf(issue.path), message: issue.message }];
}

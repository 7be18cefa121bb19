import { carried, phrase, type ParamValue } from '../errors/index.ts';
import { pointerOf } from './salvage.ts';

/** One thing that is wrong with a document, at its JSON pointer (RFC 6901). */
export interface ConfigurationProblem {
  readonly pointer: string;
  /** A clause or a sentence, which `sentenceText` tells to a person. */
  readonly fault: ParamValue;
}

/** What the schema found, as far as it is told. */
export interface SchemaIssue {
  readonly code?: string | undefined;
  readonly path: readonly PropertyKey[];
  readonly message: string;
  /** Names of settings that do not exist. */
  readonly keys?: readonly string[];
}

/** What the schema found, each at its place. */
export function problemsOfIssue(issue: SchemaIssue): ConfigurationProblem[] {
  if (issue.code === 'unrecognized_keys' && issue.keys !== undefined) {
    return issue.keys.map((key) => ({ pointer: pointerOf([...issue.path, key]), fault: phrase('setting_unknown') }));
  }
  return [{ pointer: pointerOf(issue.path), fault: carried(issue.message) }];
}

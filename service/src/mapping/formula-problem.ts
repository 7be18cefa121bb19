import { TandemError, type ParamValue, type Phrase, type TandemErrorOptions } from '../errors/index.ts';

/** Which field of which record a formula works out, for the words of an error. */
export interface FormulaNames {
  /** API name of the target field, or `the condition`. */
  readonly field: ParamValue;
  readonly record: ParamValue;
}

/** A formula met a value it cannot take; the formula adds record and field. */
export class FormulaProblem extends Error {
  override readonly name: string = 'FormulaProblem';
  /** The error, when it is known which field of which record was worked out. */
  readonly about: (names: FormulaNames) => TandemError;

  constructor(about: FormulaProblem['about']) {
    super('the value cannot be worked out');
    this.about = about;
  }
}

/** A formula met a limit. Unlike other problems it ends the formula even where CEL would look at the other side of an `||`. */
export class FormulaStopped extends FormulaProblem {
  override readonly name = 'FormulaStopped';

  /** `problem`: what it does too much of, one clause. */
  constructor(problem: Phrase) {
    super((names) => new TandemError('formula_stopped', { ...names, problem }, fieldOf(names)));
  }
}

/** What the formula does wrong, one clause. */
export function formulaFailed(problem: Phrase): FormulaProblem {
  return new FormulaProblem((names) => new TandemError('formula_failed', { ...names, problem }, fieldOf(names)));
}

/** The field a person has to look at, where a rule has one. */
export function fieldOf({ field }: FormulaNames): TandemErrorOptions {
  return typeof field === 'string' ? { field } : {};
}

/** A value of a record as an error quotes it: enough to recognise it. */
export function quoted(text: string): string {
  return text.length <= MOST_QUOTED ? `"${text}"` : `"${text.slice(0, MOST_QUOTED)}…"`;
}

const MOST_QUOTED = 100;

import { TandemError, type ParamValue } from '../errors/index.ts';

/** Which field of which record a formula works out, for the words of an error. */
export interface FormulaNames {
  readonly field: string;
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
  constructor(problem: string) {
    super((names) => new TandemError('formula_stopped', { ...names, problem }, { field: names.field }));
  }
}

/** What the formula does wrong, one clause. */
export function formulaFailed(problem: string): FormulaProblem {
  return new FormulaProblem((names) => new TandemError('formula_failed', { ...names, problem }, { field: names.field }));
}

/** A value of a record as an error quotes it: enough to recognise it. */
export function quoted(text: string): string {
  return text.length <= MOST_QUOTED ? `"${text}"` : `"${text.slice(0, MOST_QUOTED)}…"`;
}

const MOST_QUOTED = 100;

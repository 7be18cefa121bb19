import { phrase, TandemError, type ParamValue } from '../errors/index.ts';
import type { Formula, FormulaScope } from '../mapping/index.ts';

/** What the condition of a flow is asked about. */
interface Asked {
  /** Undefined: every record is wanted. */
  readonly when: Formula | undefined;
  readonly scope: FormulaScope;
  /** What a person calls the record. */
  readonly record: ParamValue;
}

/** Whether the settings want a record, or why that cannot be told. Pure. */
export function isWanted({ when, scope, record }: Asked): boolean | TandemError {
  if (when === undefined) return true;
  try {
    return when.evaluate(scope, { field: phrase('the_condition'), record }) === true;
  } catch (error) {
    if (error instanceof TandemError) return error;
    throw error;
  }
}

/** Why a record is left out; undefined for one that is wanted. `refusal`: what is told of one that is not. Pure. */
export function reasonToLeaveOut(asked: Asked, refusal: () => TandemError): TandemError | undefined {
  const answer = isWanted(asked);
  if (answer instanceof TandemError) return answer;
  return answer ? undefined : refusal();
}

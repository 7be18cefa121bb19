import { TandemError } from '../../errors/index.ts';
import type { Operation } from '../operation.ts';
import type { ExactObject } from './exact-object.ts';
import type { SalesforceObject } from './salesforce-object.ts';

/** The objects that a flow writes, by system. */
export interface ObjectTables {
  readonly exact: readonly ExactObject[];
  readonly salesforce: readonly SalesforceObject[];
}

/** Throws `internal_error` for an operation on an object that no table has: guessing where it goes would write something wrong. */
export function refuseStrangers(tables: ObjectTables, operations: readonly Operation[]): void {
  const stranger = operations.find(({ system, object }) => !tables[system].some((each) => each.object === object));
  if (stranger === undefined) return;
  const { system, object, key } = stranger;
  throw new TandemError('internal_error', {}, { cause: `nothing says how ${object} is written in ${system}: ${key}` });
}

import { textIn, type ExactControl, type StoredRow } from './control.ts';
import type { SeedEntities } from './exact-rows.ts';

/** A division that a loader fills. */
export interface ExactTarget {
  readonly control: ExactControl;
  readonly division: number;
  /** Currency of the division's prices. */
  readonly currency: string;
}

/**
 * Enters the rows whose `Code` the division does not hold yet, so that a loader may run twice, and answers the id
 * behind every code by resource: the division may know a code under an id of its own.
 */
export async function seedByCode(
  target: ExactTarget,
  entities: SeedEntities,
): Promise<ReadonlyMap<string, ReadonlyMap<string, string>>> {
  const ids = new Map<string, ReadonlyMap<string, string>>();
  for (const [path, rows] of Object.entries(entities)) {
    const known = await codesOf(target, path);
    const missing = rows.filter((row) => !known.has(codeOf(row)));
    if (missing.length > 0) await target.control.seed(target.division, { [path]: missing });
    ids.set(path, new Map([...rows.map((row) => [codeOf(row), textIn(row, 'ID')] as const), ...known]));
  }
  return ids;
}

/** The ids of a resource's rows by their code, upper case and without the padding Exact puts around it. */
export async function codesOf(target: ExactTarget, path: string): Promise<ReadonlyMap<string, string>> {
  const rows = await target.control.rows(target.division, path);
  return new Map(rows.map((row) => [codeOf(row), textIn(row, 'ID')]));
}

function codeOf(row: StoredRow): string {
  return textIn(row, 'Code').trim().toUpperCase();
}

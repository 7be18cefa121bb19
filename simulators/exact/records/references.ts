import { ruleFailure } from '../failure.ts';
import type { Row, RowSet } from '../schema/index.ts';
import type { Division } from '../store/division.ts';
import { USER } from './user.ts';

const isKnown = (division: Division, set: string, id: unknown): boolean =>
  set === 'Users' ? id === USER.id : division.find(set, id) !== undefined;

/**
 * Checks guid and code fields of a new or changed row. Unknown ones are refused, except where the vendor drops them
 * silently; a guid field of a kind of record that this company does not keep cannot point anywhere.
 */
export const checkReferences = (set: RowSet, draft: Row, guidFields: ReadonlySet<string>, division: Division): void => {
  const problems: string[] = [];
  for (const [field, value] of Object.entries(draft)) {
    if (value === null || value === '' || field === set.key) continue;
    const quietTarget = set.quietReferences[field] ?? set.quietCodes[field];
    if (quietTarget) {
      const known = set.quietReferences[field] ? isKnown(division, quietTarget, value) : division.byCode(quietTarget, value);
      if (!known) draft[field] = null;
      continue;
    }
    const codeTarget = set.codes[field];
    if (codeTarget) {
      const code = String(value).trim();
      const target = division.byCode(codeTarget, code);
      if (target) draft[field] = String(target['Code']);
      else problems.push(`Invalid reference: ${field} - ${code}`);
    } else if (guidFields.has(field)) {
      const target = set.references[field];
      if (!target || !isKnown(division, target, value)) problems.push(`Invalid reference: ${field} - ${String(value)}`);
    }
  }
  if (problems.length > 0) throw ruleFailure(...problems);
};

import type { ReadinessCheck } from '../http/ports.ts';
import type { ObjectRight, SalesforceNeeds } from '../salesforce/index.ts';
import { switchedOff, type IntegrationFindings, type MissingRight, type PersonFindings } from './missing-rights.ts';
import { LABELS } from './needed-rights.ts';

/** People that a finding names; of the rest it says how many they are. */
const NAMED_PEOPLE = 5;
const GRANT = 'In Tandem Setup press "Grant the rights".';

/** One check for each object and one for the rights of users; each names every single right that is missing. */
export function rightsChecks(
  { missing, isPackagedSetAssigned, switched }: IntegrationFindings,
  needs: SalesforceNeeds,
  username: string,
): ReadinessCheck[] {
  const off = switchedOff(needs, switched);
  const objects = Object.keys(needs.integration.objects).filter((object) => !off.has(object));
  const action = actionOf(isPackagedSetAssigned, username);
  return [
    ...objects.map((object) => {
      const ofObject = missing.filter(
        (right) => right.kind !== 'user' && (needs.shownWith[right.object] ?? right.object) === object,
      );
      return check(
        `salesforce-rights-${object.toLowerCase()}`,
        `What Tandem needs of ${object} is open`,
        ofObject,
        action,
        username,
      );
    }),
    check(
      'salesforce-rights-user',
      'Rights that belong to no object are granted',
      missing.filter(({ kind }) => kind === 'user'),
      action,
      username,
    ),
  ];
}

/** What those lack who work with Tandem in Salesforce. */
export function checkPeople(people: readonly PersonFindings[]): ReadinessCheck {
  const head = {
    id: 'salesforce-rights-people',
    system: 'salesforce',
    title: 'People with Tandem User or Tandem Administrator can work with it',
  } as const;
  if (people.length === 0) return { ...head, state: 'ok', detail: 'All of them may see what they work with.', action: null };
  const named = people.slice(0, NAMED_PEOPLE).map(({ name, missing }) => `${name} ${sentence(missing)}.`);
  const rest = people.length - named.length;
  const detail = [...named, ...(rest > 0 ? [`So it is for ${rest} more.`] : [])].join(' ');
  return {
    ...head,
    state: 'problem',
    detail,
    action: `${GRANT} It gives them the permission set "Tandem User: rights of this org".`,
  };
}

function check(id: string, title: string, missing: readonly MissingRight[], action: string, username: string): ReadinessCheck {
  if (missing.length === 0)
    return {
      id,
      system: 'salesforce',
      title,
      state: 'ok',
      detail: `${username} has every right that Tandem uses.`,
      action: null,
    };
  const isHarmless = missing.every((right) => right.kind === 'object' && right.right === 'viewAllRecords');
  const consequence = isHarmless ? ' Records that are not shared with this user are not found.' : '';
  const detail = `The integration user ${username} ${sentence(missing)}.${consequence}`;
  return { id, system: 'salesforce', title, state: isHarmless ? 'warning' : 'problem', detail, action };
}

/** What is assigned already is never to be assigned again: then the set of the org is what lacks the right. */
function actionOf(isPackagedSetAssigned: boolean | undefined, username: string): string {
  const grant = `${GRANT} It grants what is missing in the permission set "Tandem Integration: rights of this org".`;
  return isPackagedSetAssigned === false ? `Assign the permission set Tandem Integration to ${username}. ${grant}` : grant;
}

const CANNOT: Readonly<Record<ObjectRight, (object: string) => string>> = {
  read: (object) => `read ${object}`,
  create: (object) => `create ${object}`,
  edit: (object) => `edit ${object}`,
  viewAllFields: (object) => `see all fields of ${object}`,
  viewAllRecords: (object) => `see all records of ${object}`,
};

/** `cannot read Account, cannot edit Product2.Family and lacks the right View Setup and Configuration`. */
function sentence(missing: readonly MissingRight[]): string {
  const parts = missing.map((right) => {
    if (right.kind === 'user') return `lacks the right ${LABELS[right.permission] ?? right.permission}`;
    return right.kind === 'field'
      ? `cannot ${right.right} ${right.object}.${right.field}`
      : `cannot ${CANNOT[right.right](right.object)}`;
  });
  return new Intl.ListFormat('en', { type: 'conjunction' }).format(parts);
}

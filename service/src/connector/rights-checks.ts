import { joined, listed, phrase, type ParamValue, type Phrase } from '../errors/index.ts';
import type { ReadinessCheck } from '../http/ports.ts';
import type { ObjectRight, SalesforceNeeds } from '../salesforce/index.ts';
import { switchedOff, type IntegrationFindings, type MissingRight, type PersonFindings } from './missing-rights.ts';
import { LABELS } from './needed-rights.ts';

/** People that a finding names; of the rest it says how many they are. */
const NAMED_PEOPLE = 5;

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
        phrase('check_object_open', { object }),
        ofObject,
        action,
        username,
      );
    }),
    check(
      'salesforce-rights-user',
      phrase('check_user_rights'),
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
    title: phrase('check_people'),
  } as const;
  if (people.length === 0) return { ...head, state: 'ok', detail: phrase('check_people_complete'), action: null };
  const named = people
    .slice(0, NAMED_PEOPLE)
    .map(({ name, missing }) => phrase('person_lacks', { name, rights: rightsIn(missing) }));
  const rest = people.length - named.length;
  const detail = joined('sentences', [...named, ...(rest > 0 ? [phrase('people_more', { count: rest })] : [])]) ?? '';
  return { ...head, state: 'problem', detail, action: phrase('check_people_action') };
}

function check(id: string, title: Phrase, missing: readonly MissingRight[], action: Phrase, username: string): ReadinessCheck {
  if (missing.length === 0)
    return {
      id,
      system: 'salesforce',
      title,
      state: 'ok',
      detail: phrase('check_rights_complete', { user: username }),
      action: null,
    };
  const isHarmless = missing.every((right) => right.kind === 'object' && right.right === 'viewAllRecords');
  const detail = phrase(isHarmless ? 'check_rights_missing_unshared' : 'check_rights_missing', {
    user: username,
    rights: rightsIn(missing),
  });
  return { id, system: 'salesforce', title, state: isHarmless ? 'warning' : 'problem', detail, action };
}

/** What is assigned already is never to be assigned again: then the set of the org is what lacks the right. */
function actionOf(isPackagedSetAssigned: boolean | undefined, username: string): Phrase {
  const grant = phrase('check_rights_action');
  return isPackagedSetAssigned === false ? phrase('check_rights_action_unassigned', { user: username, grant }) : grant;
}

const LACKS: Readonly<Record<ObjectRight, (object: string) => Phrase>> = {
  read: (object) => phrase('lacks_read', { object }),
  create: (object) => phrase('lacks_create', { object }),
  edit: (object) => phrase('lacks_edit', { object }),
  viewAllFields: (object) => phrase('lacks_all_fields', { object }),
  viewAllRecords: (object) => phrase('lacks_all_records', { object }),
};

/** `cannot read Account, cannot edit Product2.Family and lacks the right View Setup and Configuration`. */
function rightsIn(missing: readonly MissingRight[]): ParamValue {
  return listed(
    missing.map((right) => {
      if (right.kind === 'user') return phrase('lacks_user_right', { right: LABELS[right.permission] ?? right.permission });
      return LACKS[right.right](right.kind === 'field' ? `${right.object}.${right.field}` : right.object);
    }),
  );
}

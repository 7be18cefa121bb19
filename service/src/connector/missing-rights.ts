import { isTandemError } from '../errors/index.ts';
import {
  soqlForValues,
  soqlIn,
  soqlText,
  type ObjectRight,
  type SalesforceNeeds,
  type SalesforceObjectDescribe,
  type SalesforceOrg,
} from '../salesforce/index.ts';

/** One right that somebody lacks. */
export type MissingRight =
  | { readonly kind: 'object'; readonly object: string; readonly right: ObjectRight }
  | { readonly kind: 'field'; readonly object: string; readonly field: string; readonly right: 'read' | 'edit' }
  | { readonly kind: 'user'; readonly permission: string };

/** What the integration user lacks, and what was found out beside it. */
export interface IntegrationFindings {
  readonly missing: readonly MissingRight[];
  /** Of the objects that an org may switch off, whether it has them; undefined where one is hidden and the user may not look why. */
  readonly switched: ReadonlyMap<string, boolean | undefined>;
  /** Whether the packaged permission set is assigned; undefined where the user may not look. */
  readonly isPackagedSetAssigned: boolean | undefined;
  readonly mayViewSetup: boolean;
}

export interface PersonFindings {
  readonly name: string;
  readonly missing: readonly MissingRight[];
}

/** Permission sets of the package. */
const INTEGRATION_SET = 'Tandem_Integration';
const PEOPLE_SETS = ['Tandem_Administrator', 'Tandem_User'];
/** Seen by describe; the others only by who may view the set-up. */
const DESCRIBED: readonly ObjectRight[] = ['read', 'create', 'edit'];
/** People that are looked at, in the order of their assignment. */
const MOST_PEOPLE = 200;

/** What the user who is signed in lacks, right by right. `username`: his, for what only the set-up tells. */
export async function missingOfIntegration(
  org: SalesforceOrg,
  username: string,
  needs: SalesforceNeeds,
): Promise<IntegrationFindings> {
  const { objects: neededObjects, userPermissions: neededPermissions } = needs.integration;
  const [permissions, ...described] = await Promise.all([
    userPermissions(org, neededPermissions),
    ...objectsOf(needs).map(async (name) => [name, await describe(org, name)] as const),
  ]);
  const objects = new Map(described);
  const mayViewSetup = permissions.get('ViewSetup') === true;
  const setup = mayViewSetup ? await readSetup(org, username, needs) : undefined;
  const switched = new Map(
    needs.switched.map(({ object }) => [object, objects.get(object) !== undefined || setup?.present.has(object)] as const),
  );
  const off = switchedOff(needs, switched);
  return {
    missing: [
      ...Object.entries(neededObjects)
        .filter(([object]) => !off.has(object))
        .flatMap(([object, rights]) => missingOnObject(object, rights, objects.get(object), setup?.granted)),
      ...missingFields(objects, needs),
      ...neededPermissions
        .filter((permission) => permissions.get(permission) === false && !off.has(permission))
        .map((permission): MissingRight => ({ kind: 'user', permission })),
    ],
    switched,
    isPackagedSetAssigned: setup?.isPackagedSetAssigned,
    mayViewSetup,
  };
}

/** What is not there because the org has switched it off: objects, and rights of users that come with them. */
export function switchedOff(needs: SalesforceNeeds, switched: ReadonlyMap<string, boolean | undefined>): ReadonlySet<string> {
  const off = needs.switched.filter(({ object }) => switched.get(object) === false);
  return new Set(off.flatMap(({ object, with: comesWith }) => [object, ...comesWith]));
}

/** Every object of which a right is needed. */
function objectsOf({ integration, packageFields }: SalesforceNeeds): string[] {
  const ofFields = [...integration.editable, ...integration.readable].map((path) => path.split('.')[0] ?? '');
  return [...new Set([...Object.keys(integration.objects), ...ofFields, ...Object.keys(packageFields)])];
}

/** What those lack who have a permission set of the package to work with. Needs the right to view the set-up. */
export async function missingOfPeople(
  org: SalesforceOrg,
  needs: SalesforceNeeds,
  switched: ReadonlyMap<string, boolean | undefined>,
): Promise<PersonFindings[]> {
  const people = await org.query<{ AssigneeId: string; Assignee: { Name: string } }>(
    `SELECT AssigneeId, Assignee.Name FROM PermissionSetAssignment WHERE ${soqlIn('PermissionSet.Name', PEOPLE_SETS)} ` +
      `AND Assignee.IsActive = true ORDER BY AssigneeId LIMIT ${MOST_PEOPLE}`,
  );
  const names = new Map(people.map(({ AssigneeId, Assignee }) => [AssigneeId, Assignee.Name]));
  const isThere = (object: string): boolean => !switched.has(object) || switched.get(object) === true;
  const needed = Object.keys(needs.people.objects).filter(isThere);
  const setsOf = Map.groupBy(
    await queryFor<{ AssigneeId: string; PermissionSetId: string }>(
      org,
      'AssigneeId',
      [...names.keys()],
      (condition) => `SELECT AssigneeId, PermissionSetId FROM PermissionSetAssignment WHERE ${condition}`,
    ),
    ({ AssigneeId }) => AssigneeId,
  );
  const setIds = [...setsOf.values()].flat().map(({ PermissionSetId }) => PermissionSetId);
  const readable = await queryFor<{ ParentId: string; SobjectType: string }>(
    org,
    'ParentId',
    setIds,
    (condition) =>
      `SELECT ParentId, SobjectType FROM ObjectPermissions WHERE ${condition} AND PermissionsRead = true AND ${soqlIn('SobjectType', needed)}`,
  );
  const objectsOf = Map.groupBy(readable, ({ ParentId }) => ParentId);
  return [...names].flatMap(([id, name]) => {
    const seen = new Set(
      (setsOf.get(id) ?? []).flatMap(({ PermissionSetId }) =>
        (objectsOf.get(PermissionSetId) ?? []).map(({ SobjectType }) => SobjectType),
      ),
    );
    const missing = needed.filter((object) => !seen.has(object));
    return missing.length === 0
      ? []
      : [{ name, missing: missing.map((object): MissingRight => ({ kind: 'object', object, right: 'read' })) }];
  });
}

async function describe(org: SalesforceOrg, object: string): Promise<SalesforceObjectDescribe | undefined> {
  try {
    return await org.describe(object, { isFresh: true });
  } catch (error) {
    if (isTandemError(error, 'salesforce_object_missing')) return undefined;
    throw error;
  }
}

/** `ViewSetup` -> whether the user has it; a right that the edition does not know is not there. */
async function userPermissions(org: SalesforceOrg, needed: readonly string[]): Promise<Map<string, boolean>> {
  const known = (await describe(org, 'UserPermissionAccess'))?.fields;
  const columns = needed.filter((name) => known?.has(`Permissions${name}`) === true);
  if (columns.length === 0) return new Map();
  const [row] = await org.query(
    `SELECT ${columns.map((name) => `Permissions${name}`).join(', ')} FROM UserPermissionAccess LIMIT 1`,
  );
  return new Map(columns.map((name) => [name, row?.[`Permissions${name}`] === true]));
}

interface Setup {
  /** `Account: viewAllRecords` of everything that a permission set in force grants. */
  readonly granted: ReadonlySet<string>;
  readonly isPackagedSetAssigned: boolean;
  /** Objects that an org may switch off and that are there. */
  readonly present: ReadonlySet<string>;
}

/** What only the rows of permissions tell; a profile is one of the permission sets. */
async function readSetup(org: SalesforceOrg, username: string, needs: SalesforceNeeds): Promise<Setup> {
  const ofUser = `Assignee.Username = ${soqlText(username)}`;
  const inForce = `SELECT PermissionSetId FROM PermissionSetAssignment WHERE ${ofUser}`;
  const [rows, packaged, ...switched] = await org.queryMany([
    `SELECT SobjectType, PermissionsViewAllFields, PermissionsViewAllRecords FROM ObjectPermissions WHERE ParentId IN (${inForce})`,
    `SELECT Id FROM PermissionSetAssignment WHERE ${ofUser} AND PermissionSet.Name = ${soqlText(INTEGRATION_SET)} LIMIT 1`,
    ...needs.switched.map(({ object }) => `SELECT Id FROM ObjectPermissions WHERE SobjectType = ${soqlText(object)} LIMIT 1`),
  ]);
  const granted = (rows ?? []).flatMap((row) =>
    (['viewAllFields', 'viewAllRecords'] as const).flatMap((right) =>
      row[columnOf(right)] === true ? `${String(row['SobjectType'])}: ${right}` : [],
    ),
  );
  return {
    granted: new Set(granted),
    isPackagedSetAssigned: (packaged ?? []).length > 0,
    present: new Set(needs.switched.flatMap(({ object }, place) => ((switched[place] ?? []).length > 0 ? [object] : []))),
  };
}

function columnOf(right: ObjectRight): string {
  return `Permissions${right.charAt(0).toUpperCase()}${right.slice(1)}`;
}

function missingOnObject(
  object: string,
  rights: readonly ObjectRight[],
  described: SalesforceObjectDescribe | undefined,
  granted: ReadonlySet<string> | undefined,
): MissingRight[] {
  const isMissing = (right: ObjectRight): boolean => {
    if (!DESCRIBED.includes(right)) return granted !== undefined && !granted.has(`${object}: ${right}`);
    if (described === undefined) return true;
    return (right === 'create' && !described.createable) || (right === 'edit' && !described.updateable);
  };
  return rights.filter(isMissing).map((right) => ({ kind: 'object', object, right }));
}

/** Fields of objects that are open; those of others are missing with their object. */
function missingFields(
  objects: ReadonlyMap<string, SalesforceObjectDescribe | undefined>,
  { integration, packageFields }: SalesforceNeeds,
): MissingRight[] {
  const paths = [
    ...integration.editable.map((path) => [path, 'edit'] as const),
    ...integration.readable.map((path) => [path, 'read'] as const),
    ...Object.entries(packageFields).flatMap(([object, fields]) =>
      fields.map((field) => [`${object}.${field}`, 'edit'] as const),
    ),
  ];
  return paths.flatMap(([path, right]): MissingRight[] => {
    const [object = '', field = ''] = path.split('.');
    const described = objects.get(object);
    return described === undefined || isOpen(described, field, right) ? [] : [{ kind: 'field', object, field, right }];
  });
}

/** An address is open where its street is: it has no such property itself. */
function isOpen({ fields }: SalesforceObjectDescribe, field: string, right: 'read' | 'edit'): boolean {
  const found = fields.get(field.endsWith('Address') ? field.replace(/Address$/, 'Street') : field);
  return right === 'read' ? found !== undefined : found?.updateable === true;
}

async function queryFor<Row extends Record<string, unknown>>(
  org: SalesforceOrg,
  field: string,
  values: readonly string[],
  build: (condition: string) => string,
): Promise<Row[]> {
  if (values.length === 0) return [];
  const found: Row[] = [];
  for (const soql of soqlForValues(field, values, build)) found.push(...(await org.query<Row>(soql)));
  return found;
}

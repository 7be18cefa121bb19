import { isTandemError } from '../errors/index.ts';
import { soqlForValues, soqlIn, soqlText, type SalesforceObjectDescribe, type SalesforceOrg } from '../salesforce/index.ts';
import { INTEGRATION_RIGHTS, PACKAGE_FIELDS, PEOPLE_RIGHTS, type ObjectRight } from './needed-rights.ts';

/** One right that somebody lacks. */
export type MissingRight =
  | { readonly kind: 'object'; readonly object: string; readonly right: ObjectRight }
  | { readonly kind: 'field'; readonly object: string; readonly field: string; readonly right: 'read' | 'edit' }
  | { readonly kind: 'user'; readonly permission: string };

/** What the integration user lacks, and what was found out beside it. */
export interface IntegrationFindings {
  readonly missing: readonly MissingRight[];
  /** Undefined where the object is hidden and the user may not look why. */
  readonly hasOrders: boolean | undefined;
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
export async function missingOfIntegration(org: SalesforceOrg, username: string): Promise<IntegrationFindings> {
  const names = [...new Set([...Object.keys(INTEGRATION_RIGHTS.objects), 'OrderItem', 'PricebookEntry'])];
  const [permissions, ...described] = await Promise.all([
    userPermissions(org),
    ...names.map(async (name) => [name, await describe(org, name)] as const),
  ]);
  const objects = new Map(described);
  const mayViewSetup = permissions.get('ViewSetup') === true;
  const setup = mayViewSetup ? await readSetup(org, username) : undefined;
  const hasOrders = objects.get('Order') !== undefined || setup?.hasOrders;
  const isLookedAt = (object: string): boolean => hasOrders !== false || !['Order', 'OrderItem'].includes(object);
  return {
    missing: [
      ...Object.entries(INTEGRATION_RIGHTS.objects)
        .filter(([object]) => isLookedAt(object))
        .flatMap(([object, rights]) => missingOnObject(object, rights, objects.get(object), setup?.granted)),
      ...missingFields(objects),
      ...INTEGRATION_RIGHTS.userPermissions
        .filter((permission) => permissions.get(permission) === false)
        .filter((permission) => permission !== 'EditActivatedOrders' || hasOrders !== false)
        .map((permission): MissingRight => ({ kind: 'user', permission })),
    ],
    hasOrders,
    isPackagedSetAssigned: setup?.isPackagedSetAssigned,
    mayViewSetup,
  };
}

/** What those lack who have a permission set of the package to work with. Needs the right to view the set-up. */
export async function missingOfPeople(org: SalesforceOrg, hasOrders: boolean): Promise<PersonFindings[]> {
  const people = await org.query<{ AssigneeId: string; Assignee: { Name: string } }>(
    `SELECT AssigneeId, Assignee.Name FROM PermissionSetAssignment WHERE ${soqlIn('PermissionSet.Name', PEOPLE_SETS)} ` +
      `AND Assignee.IsActive = true ORDER BY AssigneeId LIMIT ${MOST_PEOPLE}`,
  );
  const names = new Map(people.map(({ AssigneeId, Assignee }) => [AssigneeId, Assignee.Name]));
  const needed = Object.keys(PEOPLE_RIGHTS.objects).filter((object) => object !== 'Order' || hasOrders);
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
async function userPermissions(org: SalesforceOrg): Promise<Map<string, boolean>> {
  const known = (await describe(org, 'UserPermissionAccess'))?.fields;
  const columns = INTEGRATION_RIGHTS.userPermissions.filter((name) => known?.has(`Permissions${name}`) === true);
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
  readonly hasOrders: boolean;
}

/** What only the rows of permissions tell; a profile is one of the permission sets. */
async function readSetup(org: SalesforceOrg, username: string): Promise<Setup> {
  const ofUser = `Assignee.Username = ${soqlText(username)}`;
  const inForce = `SELECT PermissionSetId FROM PermissionSetAssignment WHERE ${ofUser}`;
  const [rows, packaged, orders] = await org.queryMany([
    `SELECT SobjectType, PermissionsViewAllFields, PermissionsViewAllRecords FROM ObjectPermissions WHERE ParentId IN (${inForce})`,
    `SELECT Id FROM PermissionSetAssignment WHERE ${ofUser} AND PermissionSet.Name = ${soqlText(INTEGRATION_SET)} LIMIT 1`,
    "SELECT Id FROM ObjectPermissions WHERE SobjectType = 'Order' LIMIT 1",
  ]);
  const granted = (rows ?? []).flatMap((row) =>
    (['viewAllFields', 'viewAllRecords'] as const).flatMap((right) =>
      row[columnOf(right)] === true ? `${String(row['SobjectType'])}: ${right}` : [],
    ),
  );
  return {
    granted: new Set(granted),
    isPackagedSetAssigned: (packaged ?? []).length > 0,
    hasOrders: (orders ?? []).length > 0,
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
function missingFields(objects: ReadonlyMap<string, SalesforceObjectDescribe | undefined>): MissingRight[] {
  const paths = [
    ...INTEGRATION_RIGHTS.editable.map((path) => [path, 'edit'] as const),
    ...INTEGRATION_RIGHTS.readable.map((path) => [path, 'read'] as const),
    ...Object.entries(PACKAGE_FIELDS).flatMap(([object, fields]) =>
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

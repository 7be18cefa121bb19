import { badRequest, type ApiError } from '../errors.ts';
import type { Org } from '../org.ts';
import type { StoredRecord } from '../records/record-store.ts';
import { hasObjectPermissions, neededFor, NEEDED_FOR_USER_PERMISSION, permissionNameOf } from '../schema/index.ts';
import type { Draft, ObjectRules } from './object-rules.ts';

const PREFIX = 'Permissions';

/** The rights that a row grants, without the prefix of their columns. */
const grantedBy = (values: Readonly<Record<string, unknown>>): string[] =>
  Object.entries(values).flatMap(([name, value]) => (name.startsWith(PREFIX) && value === true ? name.slice(PREFIX.length) : []));

const dependsOn = (right: string, other: string): ApiError =>
  badRequest('FIELD_INTEGRITY_EXCEPTION', `Permission ${right} depends on permission(s): ${other}`, []);

const siblings = (org: Org, object: string, parentId: unknown): StoredRecord[] =>
  org.store.find(org.object(object), 'ParentId', String(parentId)).filter((row) => !row.IsDeleted);

const refuseManaged = (set: Readonly<Record<string, unknown>> | undefined): void => {
  if (set?.['NamespacePrefix'] !== null)
    throw badRequest('CANNOT_MODIFY_MANAGED_OBJECT', 'cannot modify managed object: entity=PermissionSet', []);
};

const refuseManagedParent = (org: Org, parentId: unknown): void =>
  refuseManaged(org.store.get(org.object('PermissionSet'), String(parentId)));

const refuseSecond = (org: Org, draft: Draft, object: string, column: string): void => {
  const { values } = draft;
  const others = siblings(org, object, values['ParentId']).filter(({ Id }) => Id !== values['Id']);
  if (others.some((row) => row[column] === values[column]))
    throw badRequest('DUPLICATE_VALUE', `duplicate value found: ${column} duplicates value on record with id: unknown`, []);
};

const badPicklist = (column: string, value: unknown): ApiError =>
  badRequest('INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST', `${column}: bad value for restricted picklist field: ${String(value)}`, [
    column,
  ]);

/** Rows of rights below a permission set: one for each value of `column`, as `check` allows. */
const rulesOfRights = (object: string, column: string, check: (org: Org, draft: Draft) => void): ObjectRules => ({
  beforeInsert(org, draft) {
    refuseSecond(org, draft, object, column);
    check(org, draft);
  },
  beforeUpdate: check,
  beforeDelete(org, record) {
    refuseManagedParent(org, record['ParentId']);
  },
});

/** A right of users stands only beside those it needs. */
const checkUserPermissions = (org: Org, { values }: Draft): void => {
  const objects = new Set(
    siblings(org, 'ObjectPermissions', values['Id']).flatMap((row) =>
      grantedBy(row).map((right) => `${String(row['SobjectType'])}: ${right}`),
    ),
  );
  for (const name of grantedBy(values)) {
    const { permission, object } = NEEDED_FOR_USER_PERMISSION[name] ?? {};
    if (permission !== undefined && values[PREFIX + permission] !== true) throw dependsOn(name, permission);
    if (object !== undefined && !objects.has(object)) throw dependsOn(name, object);
  }
};

export const permissionSetRules: ObjectRules = {
  beforeInsert(org, draft) {
    const { values } = draft;
    if (!/^[A-Za-z](?:_?[A-Za-z0-9])*$/.test(String(values['Name'])))
      throw badRequest('INVALID_INPUT', 'The Permission Set API Name can only contain underscores and alphanumeric characters.', [
        'Name',
      ]);
    const other = org.store
      .find(draft.object, 'Name', values['Name'] ?? null)
      .find((row) => !row.IsDeleted && row['NamespacePrefix'] === null);
    if (other !== undefined)
      throw badRequest('DUPLICATE_DEVELOPER_NAME', 'The name is in use by another permission set', ['Name']);
    values['IsCustom'] = true;
    checkUserPermissions(org, draft);
  },
  beforeUpdate(org, draft) {
    refuseManaged(draft.before ?? undefined);
    checkUserPermissions(org, draft);
  },
  beforeDelete(_org, record) {
    refuseManaged(record);
  },
};

const checkObjectPermissions = (org: Org, draft: Draft): void => {
  const { values } = draft;
  const object = String(values['SobjectType']);
  refuseManagedParent(org, values['ParentId']);
  const isKnown = org.schema.object(object) !== undefined || object === 'UserExternalCredential';
  if (!isKnown || !hasObjectPermissions(object)) throw badPicklist('SobjectType', object);
  const rights = new Set(grantedBy(values).map((right) => `${object}: ${right}`));
  for (const row of siblings(org, 'ObjectPermissions', values['ParentId'])) {
    if (row.Id === values['Id']) continue;
    for (const right of grantedBy(row)) rights.add(`${String(row['SobjectType'])}: ${right}`);
  }
  for (const right of grantedBy(values)) {
    const missing = neededFor(object, right).find((needed) => !rights.has(needed));
    if (missing !== undefined) throw dependsOn(`${right} ${object}`, missing);
  }
};

export const objectPermissionsRules = rulesOfRights('ObjectPermissions', 'SobjectType', checkObjectPermissions);

const checkFieldPermissions = (org: Org, { values }: Draft): void => {
  refuseManagedParent(org, values['ParentId']);
  const [objectName = '', fieldName = ''] = String(values['Field']).split('.');
  const object = org.schema.object(objectName);
  const field = object === undefined ? undefined : org.schema.field(object, fieldName);
  if (object === undefined || field === undefined || permissionNameOf(object, field) !== `${object.name}.${field.name}`)
    throw badPicklist('Field', values['Field']);
  if (values['SobjectType'] !== object.name) throw badPicklist('SobjectType', values['SobjectType']);
  if (values['PermissionsEdit'] === true && values['PermissionsRead'] !== true)
    throw dependsOn(`Edit ${field.name}`, `Read ${field.name}`);
};

export const fieldPermissionsRules = rulesOfRights('FieldPermissions', 'Field', checkFieldPermissions);

export const assignmentRules: ObjectRules = {
  beforeInsert(org, draft) {
    const { values } = draft;
    const others = org.store.find(draft.object, 'AssigneeId', values['AssigneeId'] ?? null).filter((row) => !row.IsDeleted);
    if (others.some((row) => row['PermissionSetId'] === values['PermissionSetId']))
      throw badRequest('DUPLICATE_VALUE', 'duplicate value found: the permission set is assigned to this user already', []);
    values['IsActive'] = true;
  },
};

export const setupEntityAccessRules: ObjectRules = {
  beforeInsert(org, draft) {
    const { values } = draft;
    refuseManagedParent(org, values['ParentId']);
    refuseSecond(org, draft, 'SetupEntityAccess', 'SetupEntityId');
    values['SetupEntityType'] = org.schema.objectOfId(String(values['SetupEntityId']))?.name ?? null;
  },
  beforeDelete(org, record) {
    refuseManagedParent(org, record['ParentId']);
  },
};

import { badRequest } from '../errors.ts';
import type { OrgRecords } from '../org-records.ts';
import type { StoredRecord } from '../records/record-store.ts';
import { hasObjectPermissions, permissionNameOf, type PermissionSetContent } from '../schema/index.ts';

const isOwn = (name: string): boolean => name.endsWith('__c');

/**
 * What a managed installation leaves of a packaged permission set: rights on the package's own objects and fields, its classes and
 * custom permissions (Second-Generation Managed Packaging Developer Guide, "Permission Set Groups"; ISVforce Guide, "Permission Sets
 * and Profile Settings in Packages").
 */
export function leftByManagedInstall(set: PermissionSetContent): PermissionSetContent {
  return {
    ...set,
    userPermissions: [],
    objects: set.objects.filter(({ object }) => isOwn(object)),
    fields: set.fields.filter(({ field }) => isOwn(field)),
  };
}

/** Stores a permission set with a row for each right, as an org keeps them; answers its id. Only inside a transaction. */
export function installPermissionSet(
  org: OrgRecords,
  set: PermissionSetContent,
  values: Readonly<Record<string, string | boolean | null>>,
): string {
  const ParentId = org.ids.next('0PS');
  org.install('PermissionSet', ParentId, {
    Name: set.name,
    Label: set.label,
    Description: set.description,
    IsCustom: true,
    ...flagsOf(org, set.userPermissions),
    ...values,
  });
  for (const { object, rights } of set.objects) {
    const flags = Object.fromEntries(rights.map((right) => [`Permissions${right}`, true]));
    const SobjectType = org.nameOf(object);
    if (isInOrg(org, SobjectType)) org.install('ObjectPermissions', org.ids.next('110'), { ParentId, SobjectType, ...flags });
  }
  for (const { field, isEditable } of set.fields) {
    const [object = '', name = ''] = field.split('.');
    const SobjectType = org.nameOf(object);
    const Field = `${SobjectType}.${org.nameOf(name)}`;
    const rights = { PermissionsRead: true, PermissionsEdit: isEditable };
    if (isInOrg(org, SobjectType))
      org.install('FieldPermissions', org.ids.next('01k'), { ParentId, SobjectType, Field, ...rights });
  }
  const entities = [
    ...set.apexClasses.map((name) => ['ApexClass', 'Name', name] as const),
    ...set.customPermissions.map((name) => ['CustomPermission', 'DeveloperName', name] as const),
  ];
  for (const [SetupEntityType, column, name] of entities) {
    const SetupEntityId = [...org.store.all(org.object(SetupEntityType))].find((row) => row[column] === name)?.Id ?? null;
    org.install('SetupEntityAccess', org.ids.next('0J0'), { ParentId, SetupEntityId, SetupEntityType });
  }
  return ParentId;
}

export function assign(org: OrgRecords, AssigneeId: string, PermissionSetId: string): void {
  org.install('PermissionSetAssignment', org.ids.next('0Pa'), { AssigneeId, PermissionSetId, IsActive: true });
}

/** The permission set that a profile owns and its users have: here each user has a profile of his own. */
export function installProfile(
  org: OrgRecords,
  userId: string,
  set: Pick<PermissionSetContent, 'userPermissions' | 'objects' | 'fields'>,
): void {
  const earlier = assignmentsOf(org, userId).find((assignment) => isOfProfile(org, assignment));
  if (earlier !== undefined) org.store.put(org.object('PermissionSetAssignment'), { ...earlier, IsDeleted: true });
  const name = `X00e${userId.slice(3)}`;
  const content = { ...set, name, label: name, description: null, apexClasses: [], customPermissions: [] };
  assign(org, userId, installPermissionSet(org, content, { IsOwnedByProfile: true, IsCustom: false, NamespacePrefix: null }));
}

/** @throws ApiError 400 INVALID_INPUT for a name that no permission set of the org has */
export function findPermissionSet(org: OrgRecords, name: string): StoredRecord {
  const set = [...org.store.all(org.object('PermissionSet'))].find((row) => row['Name'] === name);
  if (set === undefined) throw badRequest('INVALID_INPUT', `This org has no permission set ${name}`);
  return set;
}

export function isOfProfile(org: OrgRecords, assignment: StoredRecord): boolean {
  return org.store.get(org.object('PermissionSet'), String(assignment['PermissionSetId']))?.['IsOwnedByProfile'] === true;
}

export function assignmentsOf(org: OrgRecords, userId: string): StoredRecord[] {
  const assignments = org.store.find(org.object('PermissionSetAssignment'), 'AssigneeId', userId);
  return assignments.filter((row) => !row.IsDeleted);
}

/** An org without orders has no permissions on them. */
function isInOrg(org: OrgRecords, object: string): boolean {
  return org.schema.object(object) !== undefined || object === 'UserExternalCredential';
}

/** The permissions that the schema has a field for. */
function flagsOf(org: OrgRecords, permissions: readonly string[]): Record<string, boolean> {
  const { fields } = org.object('PermissionSet');
  const names = permissions.map((permission) => `Permissions${permission}`);
  return Object.fromEntries(fields.filter(({ name }) => names.includes(name)).map(({ name }) => [name, true]));
}

const EVERYTHING = ['Create', 'Read', 'Edit', 'Delete', 'ViewAllRecords', 'ModifyAllRecords', 'ViewAllFields'];
const RECORDS = ['Create', 'Read', 'Edit', 'Delete'];

/** The profile System Administrator. Its rights on fields are taken for granted, and no rows show them. */
export function administratorProfile(org: OrgRecords): Pick<PermissionSetContent, 'userPermissions' | 'objects' | 'fields'> {
  const { fields } = org.object('PermissionSet');
  return {
    userPermissions: fields.flatMap(({ name }) => (name.startsWith('Permissions') ? name.slice('Permissions'.length) : [])),
    objects: [...org.schema.objects.map(({ name }) => name), 'UserExternalCredential']
      .filter(hasObjectPermissions)
      .map((object) => ({ object, rights: EVERYTHING })),
    fields: [],
  };
}

/** The profile Standard User, as far as it matters here: customers and orders with all their fields, but not the package's. */
export function standardProfile(org: OrgRecords): Pick<PermissionSetContent, 'userPermissions' | 'objects' | 'fields'> {
  const named = org.schema.objects.flatMap((object) =>
    object.fields.flatMap((field) => (field.isCustom ? [] : (permissionNameOf(object, field) ?? []))),
  );
  return {
    userPermissions: ['ActivateOrder', 'ApiEnabled'],
    objects: [
      ...['Account', 'Contact', 'Order', 'Opportunity', 'Quote'].map((object) => ({ object, rights: RECORDS })),
      ...['Product2', 'Pricebook2'].map((object) => ({ object, rights: ['Read'] })),
    ],
    fields: [...new Set(named)].map((field) => ({ field, isEditable: true })),
  };
}

import { badRequest } from './errors.ts';
import type { Actor, Org } from './org.ts';
import type { StoredRecord } from './records/record-store.ts';
import { readPackageSetup } from './schema/index.ts';

/** What a person has: absent members stay as they are. */
export interface UserSetup {
  readonly username: string;
  readonly isActive?: boolean;
  /** Names of all permission sets the user has from now on. */
  readonly permissionSets?: readonly string[];
  /** What the profile allows, such as `CustomizeApplication`; `all` for a system administrator. */
  readonly profilePermissions?: readonly string[] | 'all';
}

/** Installs the package's permission sets and notification types, and gives its two users the sets that the guide tells to give. */
export function installPackageSetup(org: Org, packageDirectory: string): void {
  const setup = readPackageSetup(packageDirectory);
  const NamespacePrefix = org.settings.namespace === '' ? null : org.settings.namespace;
  for (const set of setup.permissionSets) {
    const setId = org.ids.next('0PS');
    org.editableFields.set(setId, new Set(set.editableFields));
    org.install('PermissionSet', setId, {
      Name: set.name,
      Label: set.label,
      Description: set.description,
      NamespacePrefix,
      IsCustom: true,
      ...flagsOf(org, set.userPermissions),
    });
  }
  for (const type of setup.notificationTypes) {
    org.install('CustomNotificationType', org.ids.next('0ML'), {
      CustomNotifTypeName: type.name,
      DeveloperName: type.developerName,
      MasterLabel: type.label,
      Description: type.description,
      NamespacePrefix,
      Desktop: type.hasDesktop,
      Mobile: type.hasMobile,
    });
  }
  const names = new Set(setup.permissionSets.map(({ name }) => name));
  for (const [userId, name] of [
    [org.administrator.userId, 'Tandem_Administrator'],
    [org.runAs.userId, 'Tandem_Integration'],
  ] as const) {
    if (names.has(name)) assign(org, userId, findPermissionSet(org, name).Id);
  }
}

/** Whether a user may do something that a user permission allows, by profile or permission set. */
export function hasUserPermission(org: Org, actor: Pick<Actor, 'userId'>, permission: string): boolean {
  const profile = profileOf(org, actor);
  if (profile === 'all' || profile.includes(permission)) return true;
  const sets = org.object('PermissionSet');
  return assignmentsOf(org, actor.userId).some(
    (assignment) => org.store.get(sets, String(assignment['PermissionSetId']))?.[`Permissions${permission}`] === true,
  );
}

/** Whether a user may write a custom field that the package brings: only a permission set or a full profile opens those. */
export function mayEditPackageField(org: Org, actor: Pick<Actor, 'userId'>, object: string, field: string): boolean {
  if (profileOf(org, actor) === 'all') return true;
  const prefix = org.settings.namespace === '' ? '' : `${org.settings.namespace}__`;
  const bare = (name: string): string => (prefix !== '' && name.startsWith(prefix) ? name.slice(prefix.length) : name);
  return assignmentsOf(org, actor.userId).some((assignment) =>
    org.editableFields.get(String(assignment['PermissionSetId']))?.has(`${bare(object)}.${bare(field)}`),
  );
}

/** The user of a session; the two users of the package keep the rights that were set for them. */
export function actorOfUser(org: Org, userId: string): Actor {
  if (userId === org.runAs.userId) return org.runAs;
  const canEditActivatedOrders = hasUserPermission(org, { userId }, 'EditActivatedOrders');
  return { userId, canActivateOrders: true, canEditActivatedOrders };
}

/** The one row of `UserPermissionAccess`: what the user who asks may do. */
export function permissionAccess(org: Org, actor: Actor): StoredRecord {
  const { fields } = org.object('UserPermissionAccess');
  const flags = fields
    .filter(({ name }) => name.startsWith('Permissions'))
    .map(({ name }) => [name, hasUserPermission(org, actor, name.slice('Permissions'.length))] as const);
  return { Id: '000000000000000AAA', IsDeleted: false, LastCacheUpdate: org.now(), ...Object.fromEntries(flags) };
}

function profileOf(org: Org, { userId }: Pick<Actor, 'userId'>): readonly string[] | 'all' {
  return userId === org.administrator.userId ? 'all' : (org.profiles.get(userId) ?? []);
}

/** Makes a user, or changes the one of that name; answers the id. @throws ApiError for an unknown permission set */
export function enterUser(org: Org, { username, isActive, permissionSets, profilePermissions }: UserSetup): string {
  return org.store.transaction(() => {
    const users = org.object('User');
    const known = [...org.store.all(users)].find((row) => row['Username'] === username);
    const id = known?.Id ?? org.ids.next('005');
    const [alias = username] = username.split('@');
    const names = { Username: username, LastName: alias, Name: alias, Email: username, Alias: alias.slice(0, 8) };
    const settings = { TimeZoneSidKey: org.settings.timeZone, LocaleSidKey: 'nl_NL', LanguageLocaleKey: 'en_US' };
    if (known === undefined) {
      org.install('User', id, { ...names, ...settings, UserType: 'Standard', IsActive: isActive ?? true });
    } else if (isActive !== undefined) {
      org.store.put(users, { ...known, IsActive: isActive });
    }
    if (profilePermissions !== undefined) org.profiles.set(id, profilePermissions);
    if (permissionSets !== undefined) {
      const assignments = org.object('PermissionSetAssignment');
      for (const assignment of assignmentsOf(org, id)) org.store.put(assignments, { ...assignment, IsDeleted: true });
      for (const name of permissionSets) assign(org, id, findPermissionSet(org, name).Id);
    }
    return id;
  });
}

function assign(org: Org, AssigneeId: string, PermissionSetId: string): void {
  org.install('PermissionSetAssignment', org.ids.next('0Pa'), { AssigneeId, PermissionSetId, IsActive: true });
}

function assignmentsOf(org: Org, userId: string): StoredRecord[] {
  const assignments = org.store.find(org.object('PermissionSetAssignment'), 'AssigneeId', userId);
  return assignments.filter((row) => !row.IsDeleted);
}

function findPermissionSet(org: Org, name: string): StoredRecord {
  const set = [...org.store.all(org.object('PermissionSet'))].find((row) => row['Name'] === name);
  if (set === undefined) throw badRequest('INVALID_INPUT', `This org has no permission set ${name}`);
  return set;
}

/** The permissions that the schema has a field for. */
function flagsOf(org: Org, permissions: readonly string[]): Record<string, boolean> {
  const { fields } = org.object('PermissionSet');
  const names = permissions.map((permission) => `Permissions${permission}`);
  return Object.fromEntries(fields.filter(({ name }) => names.includes(name)).map(({ name }) => [name, true]));
}

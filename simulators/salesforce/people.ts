import { badRequest } from './errors.ts';
import type { Actor, Org } from './org.ts';
import type { StoredRecord } from './records/record-store.ts';
import {
  administratorProfile,
  assign,
  assignmentsOf,
  installPermissionSet,
  installProfile,
  isOfProfile,
  leftByManagedInstall,
  standardProfile,
} from './rights/index.ts';
import { readOrgRights, readPackageSetup } from './schema/index.ts';

/** What a user's profile allows: calling the API and rights of users such as `CustomizeApplication`; `all` for a system administrator, `standard` for a Standard User. */
export type ProfileSetup = readonly string[] | 'all' | 'standard';

/** What a person has: absent members stay as they are. */
export interface UserSetup {
  readonly username: string;
  readonly isActive?: boolean;
  /** Names of all permission sets the user has from now on, beside that of his profile. */
  readonly permissionSets?: readonly string[];
  /** Nothing but calling the API for a new user. The integration user has no profile: what he may do, his permission sets say. */
  readonly profilePermissions?: ProfileSetup;
}

/**
 * Installs what the package brings to the set-up, and gives its two users the sets that the guide tells to give. Where the org was
 * finished, its own sets are there too, as the setup page makes them; after a managed installation the packaged ones have lost what
 * Salesforce drops, and nobody has made the org's own yet.
 */
export function installPackageSetup(org: Org, packageDirectory: string): void {
  const setup = readPackageSetup(packageDirectory);
  const NamespacePrefix = org.settings.namespace === '' ? null : org.settings.namespace;
  for (const name of setup.apexClasses) org.install('ApexClass', org.ids.next('01p'), { Name: name, NamespacePrefix });
  for (const name of setup.customPermissions)
    org.install('CustomPermission', org.ids.next('0CP'), { DeveloperName: name, MasterLabel: name, NamespacePrefix });
  for (const set of setup.permissionSets)
    installPermissionSet(org, org.settings.isManagedInstall ? leftByManagedInstall(set) : set, { NamespacePrefix });
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
  const orgRights = org.settings.isManagedInstall ? [] : readOrgRights(packageDirectory);
  for (const { set } of orgRights) installPermissionSet(org, set, { NamespacePrefix: null });
  installProfile(org, org.administrator.userId, administratorProfile(org));
  const names = new Set(setup.permissionSets.map(({ name }) => name));
  for (const [userId, name] of [
    [org.administrator.userId, 'Tandem_Administrator'],
    [org.runAs.userId, 'Tandem_Integration'],
  ] as const) {
    const ofOrg = orgRights.filter(({ packagedSets }) => packagedSets.includes(name)).map(({ set }) => set.name);
    for (const each of [name, ...ofOrg]) if (names.has(name)) assign(org, userId, findPermissionSet(org, each).Id);
  }
}

/** Whether a user may do something that a user permission allows, by profile or permission set. */
export function hasUserPermission(org: Org, actor: Pick<Actor, 'userId'>, permission: string): boolean {
  return org.rightsOf(actor.userId).may(permission);
}

/** The user of a session; what was set for the integration user takes rights away, and gives none. */
export function actorOfUser(org: Org, userId: string): Actor {
  const canEditActivatedOrders = hasUserPermission(org, { userId }, 'EditActivatedOrders');
  if (userId !== org.runAs.userId) return { userId, canActivateOrders: true, canEditActivatedOrders };
  return { ...org.runAs, canEditActivatedOrders: org.runAs.canEditActivatedOrders && canEditActivatedOrders };
}

/** The one row of `UserPermissionAccess`: what the user who asks may do. */
export function permissionAccess(org: Org, actor: Actor): StoredRecord {
  const { fields } = org.object('UserPermissionAccess');
  const flags = fields
    .filter(({ name }) => name.startsWith('Permissions'))
    .map(({ name }) => [name, hasUserPermission(org, actor, name.slice('Permissions'.length))] as const);
  return { Id: '000000000000000AAA', IsDeleted: false, LastCacheUpdate: org.now(), ...Object.fromEntries(flags) };
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
    const profile = profilePermissions ?? (known === undefined ? [] : undefined);
    if (profile !== undefined) installProfile(org, id, profileOf(org, profile));
    if (permissionSets !== undefined) {
      const assignments = org.object('PermissionSetAssignment');
      for (const assignment of assignmentsOf(org, id))
        if (!isOfProfile(org, assignment)) org.store.put(assignments, { ...assignment, IsDeleted: true });
      for (const name of permissionSets) assign(org, id, findPermissionSet(org, name).Id);
    }
    return id;
  });
}

function profileOf(org: Org, profile: ProfileSetup): Parameters<typeof installProfile>[2] {
  if (profile === 'all') return administratorProfile(org);
  return profile === 'standard' ? standardProfile(org) : { userPermissions: ['ApiEnabled', ...profile], objects: [], fields: [] };
}

function findPermissionSet(org: Org, name: string): StoredRecord {
  const set = [...org.store.all(org.object('PermissionSet'))].find((row) => row['Name'] === name);
  if (set === undefined) throw badRequest('INVALID_INPUT', `This org has no permission set ${name}`);
  return set;
}

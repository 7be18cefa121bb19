import type { Org } from './org.ts';
import type { Actor } from './org-records.ts';
import type { StoredRecord } from './records/record-store.ts';
import {
  administratorProfile,
  assign,
  assignmentsOf,
  findPermissionSet,
  installProfile,
  isOfProfile,
  standardProfile,
} from './rights/index.ts';

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

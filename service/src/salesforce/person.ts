import { namesOf } from './names.ts';
import { queryMany } from './queries.ts';
import type { SalesforceCaller } from './caller.ts';
import { soqlText } from './soql.ts';

/** Who signed in, and what makes an administrator of the whole org that he lacks. */
export interface SalesforcePerson {
  readonly userId: string;
  readonly name: string;
  readonly username: string;
  readonly organizationName: string;
  /** Labels of rights, as Setup shows them; empty for an administrator. */
  readonly missingRights: readonly string[];
}

/** Whoever may change the set-up and the users of an org decides for it; others only work in it. */
const ADMINISTRATOR_RIGHTS: Readonly<Record<string, string>> = {
  PermissionsCustomizeApplication: 'Customize Application',
  PermissionsManageUsers: 'Manage Users',
};

/**
 * The user of a sign-in and his rights, in one call. `UserPermissionAccess` answers for whoever asks (Object Reference), so
 * nobody can be asked about another user. Works without the package.
 */
export async function readPerson(caller: SalesforceCaller, userId: string): Promise<SalesforcePerson> {
  const [users, access, organizations] = await queryMany(caller, namesOf(''), [
    `SELECT Name, Username FROM User WHERE Id = ${soqlText(userId)} LIMIT 1`,
    `SELECT ${Object.keys(ADMINISTRATOR_RIGHTS).join(', ')} FROM UserPermissionAccess LIMIT 1`,
    'SELECT Name FROM Organization LIMIT 1',
  ]);
  const user = users?.[0];
  const row = access?.[0];
  const missing = Object.entries(ADMINISTRATOR_RIGHTS).filter(([field]) => row?.[field] !== true);
  const username = textOf(user?.['Username']);
  return {
    userId,
    username,
    name: textOf(user?.['Name']) || username,
    organizationName: textOf(organizations?.[0]?.['Name']),
    missingRights: missing.map(([, label]) => label),
  };
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

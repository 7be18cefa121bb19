import type { OrgRecords } from '../org-records.ts';
import { UserRights } from './user-rights.ts';

/** Where rights are kept; a change in one of them may change what anybody may do. */
const SOURCES = ['PermissionSet', 'PermissionSetAssignment', 'ObjectPermissions', 'FieldPermissions', 'SetupEntityAccess'];

/** The rights of every user, added up once and again after each change. */
export class RightsInForce {
  private readonly org: OrgRecords;
  private readonly known = new Map<string, UserRights>();
  private revision = -1;
  private changedAt = 0;

  constructor(org: OrgRecords) {
    this.org = org;
  }

  /** When describe results may have changed last, in whole seconds. */
  lastChange(userId: string): number {
    this.of(userId);
    return this.changedAt;
  }

  of(userId: string): UserRights {
    const revision = SOURCES.reduce((sum, name) => sum + this.org.store.revision(this.org.object(name)), 0);
    if (revision !== this.revision) {
      this.known.clear();
      this.revision = revision;
      // Later than before also within the same second: that is all a header can tell.
      this.changedAt = Math.max(Math.floor(Date.now() / 1000) * 1000, this.changedAt + 1000);
    }
    const rights = this.known.get(userId) ?? new UserRights(this.org, userId);
    this.known.set(userId, rights);
    return rights;
  }
}

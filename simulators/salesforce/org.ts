import { OrgRecords, type OrgSettings } from './org-records.ts';
import { installPackageSetup } from './package-setup.ts';
import type { Change } from './records/record-store.ts';
import { RightsInForce, type UserRights } from './rights/index.ts';

/** One org with the package in it: its schema, its records, its users and what they may do. */
export class Org extends OrgRecords {
  readonly rights = new RightsInForce(this);

  /** @param onCommit hears what was written, after each transaction */
  constructor(settings: OrgSettings, onCommit: (changes: readonly Change[]) => void) {
    super(settings, onCommit);
    this.store.transaction(() => {
      this.installSetupRecords();
      installPackageSetup(this, settings.packageDirectory);
    });
  }

  /** What a user may do now. */
  rightsOf(userId: string): UserRights {
    return this.rights.of(userId);
  }
}

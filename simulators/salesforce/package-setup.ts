import type { OrgRecords } from './org-records.ts';
import {
  administratorProfile,
  assign,
  findPermissionSet,
  installPermissionSet,
  installProfile,
  leftByManagedInstall,
} from './rights/index.ts';
import { readOrgRights, readPackageSetup } from './schema/index.ts';

/**
 * Installs what the package brings to the set-up, and gives its two users the sets that the guide tells to give. Where the org was
 * finished, its own sets are there too, as the setup page makes them; after a managed installation the packaged ones have lost what
 * Salesforce drops, and nobody has made the org's own yet.
 */
export function installPackageSetup(org: OrgRecords, packageDirectory: string): void {
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

import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { XMLParser } from 'fast-xml-parser';

/** A permission set of the package. */
export interface PackagePermissionSet {
  readonly name: string;
  readonly label: string;
  readonly description: string | null;
  /** Such as `ViewSetup`. */
  readonly userPermissions: readonly string[];
  /** Such as `Product2.Exact_Id__c`, without a namespace. */
  readonly editableFields: readonly string[];
}

/** A custom notification type of the package. */
export interface PackageNotificationType {
  readonly developerName: string;
  readonly name: string;
  readonly label: string;
  readonly description: string | null;
  readonly hasDesktop: boolean;
  readonly hasMobile: boolean;
}

/** What a package directory brings to the set-up of an org. */
export interface PackageSetup {
  readonly permissionSets: readonly PackagePermissionSet[];
  readonly notificationTypes: readonly PackageNotificationType[];
}

type Content = Readonly<Record<string, string | undefined>> & {
  readonly userPermissions?: readonly { readonly name: string; readonly enabled: string }[];
  readonly fieldPermissions?: readonly { readonly field: string; readonly editable: string }[];
};

const LISTS = new Set(['userPermissions', 'fieldPermissions']);
const parser = new XMLParser({ parseTagValue: false, isArray: (name) => LISTS.has(name) });

/** Name and content of each `<folder>/*.<suffix>-meta.xml`. @throws Error when a file holds another root */
const readFolder = (directory: string, folder: string, suffix: string, root: string): [string, Content][] => {
  const path = join(directory, folder);
  const files = existsSync(path) ? readdirSync(path).filter((name) => name.endsWith(`.${suffix}-meta.xml`)) : [];
  return files.sort().map((file) => {
    const document = parser.parse(readFileSync(join(path, file), 'utf8')) as Readonly<Record<string, Content | undefined>>;
    const content = document[root];
    if (content === undefined) throw new Error(`${join(path, file)} holds no ${root}`);
    return [basename(file, `.${suffix}-meta.xml`), content];
  });
};

/** Reads `permissionsets` and `notificationtypes` of a package in source format; a package may have neither. */
export function readPackageSetup(packageDirectory: string): PackageSetup {
  const sets = readFolder(packageDirectory, 'permissionsets', 'permissionset', 'PermissionSet');
  const types = readFolder(packageDirectory, 'notificationtypes', 'notiftype', 'CustomNotificationType');
  return {
    permissionSets: sets.map(([name, { label, description, userPermissions, fieldPermissions }]) => ({
      name,
      label: label ?? name,
      description: description ?? null,
      userPermissions: (userPermissions ?? []).filter(({ enabled }) => enabled === 'true').map((permission) => permission.name),
      editableFields: (fieldPermissions ?? []).filter(({ editable }) => editable === 'true').map(({ field }) => field),
    })),
    notificationTypes: types.map(([developerName, content]) => ({
      developerName,
      name: content['customNotifTypeName'] ?? developerName,
      label: content['masterLabel'] ?? developerName,
      description: content['description'] ?? null,
      hasDesktop: content['desktop'] === 'true',
      hasMobile: content['mobile'] === 'true',
    })),
  };
}

import { existsSync, globSync, readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { createMetadataReader } from './metadata-file.ts';

/** What a permission set allows with the records of one object, in the words of the column names of `ObjectPermissions`. */
export interface ObjectGrant {
  readonly object: string;
  /** Such as `Create` or `ViewAllRecords`. */
  readonly rights: readonly string[];
}

export interface FieldGrant {
  /** Such as `Product2.Exact_Id__c`. */
  readonly field: string;
  readonly isEditable: boolean;
}

/** A permission set, of the package or of the org itself. Names carry no namespace. */
export interface PermissionSetContent {
  readonly name: string;
  readonly label: string;
  readonly description: string | null;
  /** Such as `ViewSetup`. */
  readonly userPermissions: readonly string[];
  readonly objects: readonly ObjectGrant[];
  readonly fields: readonly FieldGrant[];
  readonly apexClasses: readonly string[];
  readonly customPermissions: readonly string[];
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
  readonly permissionSets: readonly PermissionSetContent[];
  readonly notificationTypes: readonly PackageNotificationType[];
  readonly apexClasses: readonly string[];
  readonly customPermissions: readonly string[];
}

type Entry = Readonly<Record<string, string>>;
type Content = Readonly<Record<string, string | readonly Entry[] | undefined>>;

const readXml = createMetadataReader([
  'userPermissions',
  'fieldPermissions',
  'objectPermissions',
  'classAccesses',
  'customPermissions',
]);

/** Name and content of each `<folder>/*.<suffix>-meta.xml`. @throws Error when a file holds another root */
const readFolder = (directory: string, folder: string, suffix: string, root: string): [string, Content][] => {
  const path = join(directory, folder);
  const files = existsSync(path) ? readdirSync(path).filter((name) => name.endsWith(`.${suffix}-meta.xml`)) : [];
  return files.sort().map((file) => [basename(file, `.${suffix}-meta.xml`), readXml(join(path, file), root) as Content]);
};

const textOf = (content: Content, name: string): string | null => {
  const value = content[name];
  return typeof value === 'string' ? value : null;
};

const entriesOf = (content: Content, name: string): readonly Entry[] => {
  const value = content[name];
  return Array.isArray(value) ? (value as readonly Entry[]) : [];
};

const enabledOf = (content: Content, list: string, name: string): string[] =>
  entriesOf(content, list).flatMap((entry) => (entry['enabled'] === 'true' ? (entry[name] ?? []) : []));

/** `allowCreate` and `viewAllRecords` -> `Create` and `ViewAllRecords`. */
const columnOf = (element: string): string => element.replace(/^allow/, '').replace(/^./, (first) => first.toUpperCase());

const toPermissionSet = ([name, content]: [string, Content]): PermissionSetContent => ({
  name,
  label: textOf(content, 'label') ?? name,
  description: textOf(content, 'description'),
  userPermissions: enabledOf(content, 'userPermissions', 'name'),
  objects: entriesOf(content, 'objectPermissions').map(({ object = '', ...rights }) => ({
    object,
    rights: Object.entries(rights).flatMap(([element, value]) => (value === 'true' ? columnOf(element) : [])),
  })),
  fields: entriesOf(content, 'fieldPermissions')
    .filter(({ readable }) => readable === 'true')
    .map(({ field = '', editable }) => ({ field, isEditable: editable === 'true' })),
  apexClasses: enabledOf(content, 'classAccesses', 'apexClass'),
  customPermissions: enabledOf(content, 'customPermissions', 'name'),
});

/** Reads what of a package in source format the set-up of an org shows; a package may have nothing of it. */
export function readPackageSetup(packageDirectory: string): PackageSetup {
  const sets = readFolder(packageDirectory, 'permissionsets', 'permissionset', 'PermissionSet');
  const types = readFolder(packageDirectory, 'notificationtypes', 'notiftype', 'CustomNotificationType');
  const permissions = readFolder(packageDirectory, 'customPermissions', 'customPermission', 'CustomPermission');
  return {
    permissionSets: sets.map(toPermissionSet),
    notificationTypes: types.map(([developerName, content]) => ({
      developerName,
      name: textOf(content, 'customNotifTypeName') ?? developerName,
      label: textOf(content, 'masterLabel') ?? developerName,
      description: textOf(content, 'description'),
      hasDesktop: content['desktop'] === 'true',
      hasMobile: content['mobile'] === 'true',
    })),
    apexClasses: globSync('classes/**/*.cls', { cwd: packageDirectory })
      .map((file) => basename(file, '.cls'))
      .sort(),
    customPermissions: permissions.map(([name]) => name),
  };
}

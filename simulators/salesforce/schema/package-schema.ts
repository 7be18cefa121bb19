import { existsSync, readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { createMetadataReader } from './metadata-file.ts';
import { createCustomObject, type PackageField, type PackageObject } from './package-field.ts';

/** What a package directory adds to the org: fields on standard objects, and whole objects. */
export interface PackageSchema {
  /** Object name as the package writes it -> its fields. */
  readonly fields: ReadonlyMap<string, readonly PackageField[]>;
  readonly objects: readonly PackageObject[];
}

const readXml = createMetadataReader(['value', 'customValue']);

/**
 * Reads `objects/<object>/fields/*.field-meta.xml` and `objects/<object>/*.object-meta.xml` below a source-format package directory.
 * Custom metadata types, platform events and custom settings are no tables of records and are left out.
 *
 * @throws Error when the directory does not exist or a file is not the metadata its name promises
 */
export function readPackageSchema(packageDirectory: string): PackageSchema {
  if (!existsSync(packageDirectory)) throw new Error(`The package directory ${packageDirectory} does not exist`);
  const root = join(packageDirectory, 'objects');
  const fields = new Map<string, PackageField[]>();
  const objects: PackageObject[] = [];
  for (const objectName of existsSync(root) ? readdirSync(root).sort() : []) {
    const directory = join(root, objectName);
    const objectFile = join(directory, `${objectName}.object-meta.xml`);
    if (objectName.endsWith('__c') && existsSync(objectFile))
      objects.push(createCustomObject(objectName, readXml(objectFile, 'CustomObject')));
    const fieldDirectory = join(directory, 'fields');
    const names = existsSync(fieldDirectory)
      ? readdirSync(fieldDirectory).filter((name) => name.endsWith('.field-meta.xml'))
      : [];
    fields.set(
      objectName,
      names
        .sort()
        .map((name) => ({ name: basename(name, '.field-meta.xml'), xml: readXml(join(fieldDirectory, name), 'CustomField') })),
    );
  }
  return { fields, objects };
}

import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { PermissionSetContent } from './package-setup.ts';

/** A permission set that the org makes itself, and the sets of the package beside which it is assigned. */
export interface OrgRights {
  readonly packagedSets: readonly string[];
  readonly set: PermissionSetContent;
}

const capitalised = (name: string): string => name.replace(/^./, (first) => first.toUpperCase());

const toOrgRights = (call: string): OrgRights => {
  const [, name = '', label = '', description = ''] = /'([^']*)',\s*'([^']*)',\s*'([^']*)',\s*new List/.exec(call) ?? [];
  const lists = [...call.matchAll(/new List<String>(?:\{([^}]*)\}|\(\))/g)].map(([, body]) =>
    [...(body ?? '').matchAll(/'([^']*)'/g)].map(([, text = '']) => text),
  );
  const [packagedSets = [], objects = [], fields = [], userPermissions = []] = lists;
  return {
    packagedSets,
    set: {
      name,
      label,
      description,
      userPermissions,
      objects: objects.map((line) => {
        const [object = '', rights = ''] = line.split(': ');
        return { object, rights: rights.split(' ').map(capitalised) };
      }),
      fields: fields.map((line) => {
        const [field = '', right] = line.split(': ');
        return { field, isEditable: right === undefined };
      }),
      apexClasses: [],
      customPermissions: [],
    },
  };
};

/** The sets that the package's Apex makes in an org, read from the lists of its class OrgRights; a package may have none. */
export function readOrgRights(packageDirectory: string): OrgRights[] {
  const [file] = globSync('classes/**/OrgRights.cls', { cwd: packageDirectory });
  if (file === undefined) return [];
  const source = readFileSync(join(packageDirectory, file), 'utf8');
  return [...source.matchAll(/return new OrgRights\(([\s\S]*?)\);\n/g)].map(([, call = '']) => toOrgRights(call));
}

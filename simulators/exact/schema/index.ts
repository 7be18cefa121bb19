import { readFileSync } from 'node:fs';
import type { Field, Navigation, Resource, RowSet } from './types.ts';

export type { Field, Resource, Row, RowSet, Value } from './types.ts';

interface ResourceFile {
  deletedEntityTypes: Record<string, string>;
  resources: Record<
    string,
    {
      methods: string[];
      key: string;
      pageSize: number;
      selectMandatory: boolean;
      selectStarForbidden: boolean;
      filterable: string[] | null;
      fields: Record<string, string>;
    }
  >;
}

interface AnnotationFile {
  resources: Record<
    string,
    {
      set: string;
      type: string;
      /** Types of fields of which the reference says no more than that they are text. */
      types?: Record<string, string>;
      requiresFilter?: string[];
      filterable?: string[];
      navigation?: Record<string, Navigation>;
    }
  >;
  sets: Record<string, Partial<Omit<RowSet, 'name' | 'deletedType'>> & { home: string; deletedType?: string }>;
}

const readJson = <T>(name: string): T => JSON.parse(readFileSync(new URL(name, import.meta.url), 'utf8')) as T;

const file = readJson<ResourceFile>('./resources.json');
const annotations = readJson<AnnotationFile>('./annotations.json');

const parseField = (name: string, text: string): Field => {
  const [type = 'String', ops = 'R', ...flags] = text.split(' ');
  const isSettable = ops.includes('?');
  return {
    name,
    type,
    isReadable: !flags.includes('writeOnly'),
    isCreatable: isSettable || ops.includes('C'),
    isUpdatable: isSettable || ops.includes('U'),
    isMandatory: flags.includes('mandatory'),
    isObsolete: flags.includes('obsolete'),
    isCollection: type === 'Collection' || type.endsWith('[]'),
  };
};

/** Every resource by its lower-cased path: service names are case-insensitive in practice. */
export const RESOURCES: ReadonlyMap<string, Resource> = new Map(
  Object.entries(file.resources).map(([path, entity]): [string, Resource] => {
    const note = annotations.resources[path];
    if (!note) throw new Error(`${path} has no annotation`);
    const filterable = note.filterable ?? entity.filterable;
    const isSync = path.startsWith('sync/');
    return [
      path.toLowerCase(),
      {
        path,
        set: note.set,
        type: `Exact.Web.Api.Models.${note.type}`,
        methods: entity.methods,
        key: entity.key,
        pageSize: entity.pageSize,
        isSync,
        isNewer: isSync || path.startsWith('bulk/'),
        isSelectMandatory: entity.selectMandatory,
        isSelectStarForbidden: entity.selectStarForbidden,
        filterable: filterable ? new Set(filterable) : undefined,
        requiresFilter: note.requiresFilter,
        navigation: note.navigation ?? {},
        fields: new Map(Object.entries(entity.fields).map(([name, text]) => [name, parseField(name, text)])),
      },
    ];
  }),
);

/** The resource at exactly this path; a missing one is a mistake in the simulator. */
export const resourceAt = (path: string): Resource => {
  const resource = RESOURCES.get(path.toLowerCase());
  if (!resource) throw new Error(`no resource ${path}`);
  return resource;
};

const typeNumber = (name: string | undefined): number | undefined => {
  const entry = Object.entries(file.deletedEntityTypes).find(([, value]) => value === name);
  return entry ? Number(entry[0]) : undefined;
};

export const SETS: ReadonlyMap<string, RowSet> = new Map(
  Object.entries(annotations.sets).map(([name, note]): [string, RowSet] => [
    name,
    {
      name,
      home: note.home,
      key: note.key ?? resourceAt(note.home).key,
      deletedType: typeNumber(note.deletedType),
      topic: note.topic,
      parentField: note.parentField,
      unique: note.unique ?? [],
      immutable: note.immutable ?? [],
      lengths: note.lengths ?? {},
      padStart: note.padStart ?? {},
      padEnd: note.padEnd ?? {},
      references: note.references ?? {},
      quietReferences: note.quietReferences ?? {},
      codes: note.codes ?? {},
      quietCodes: note.quietCodes ?? {},
    },
  ]),
);

/** The set of this name; a missing one is a mistake in the simulator. */
export const setNamed = (name: string): RowSet => {
  const set = SETS.get(name);
  if (!set) throw new Error(`no set ${name}`);
  return set;
};

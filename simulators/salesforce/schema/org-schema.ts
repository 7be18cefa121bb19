import { readPackageSchema } from './package-schema.ts';
import { toPackageFieldDefinition, type PackageObject } from './package-field.ts';
import { readStandardSchema } from './standard-schema.ts';
import { personContactFields } from './person-account-fields.ts';
import type { FieldDefinition, ObjectDefinition, OrgFeatures } from './types.ts';

/** A lookup field that points at an object. */
export interface ChildReference {
  readonly object: ObjectDefinition;
  readonly field: FieldDefinition;
}

/** All objects of one org. Names are found in any case, as Salesforce does. */
export class OrgSchema {
  readonly objects: readonly ObjectDefinition[];
  private readonly byName = new Map<string, ObjectDefinition>();
  private readonly byPrefix = new Map<string, ObjectDefinition>();
  private readonly fieldsByName = new Map<string, Map<string, FieldDefinition>>();
  private readonly childrenOf = new Map<string, ChildReference[]>();

  constructor(objects: readonly ObjectDefinition[]) {
    this.objects = objects;
    for (const object of objects) {
      this.byName.set(object.name.toLowerCase(), object);
      this.byPrefix.set(object.keyPrefix, object);
      this.fieldsByName.set(object.name, new Map(object.fields.map((field) => [field.name.toLowerCase(), field])));
      for (const field of object.fields) {
        for (const target of field.referenceTo) {
          const known = this.childrenOf.get(target) ?? [];
          known.push({ object, field });
          this.childrenOf.set(target, known);
        }
      }
    }
  }

  object(name: string): ObjectDefinition | undefined {
    return this.byName.get(name.toLowerCase());
  }

  objectOfId(id: string): ObjectDefinition | undefined {
    return this.byPrefix.get(id.slice(0, 3));
  }

  field(object: ObjectDefinition, name: string): FieldDefinition | undefined {
    return this.fieldsByName.get(object.name)?.get(name.toLowerCase());
  }

  /** The lookup behind a parent relationship name (`Account`, `Product__r`). */
  relationship(object: ObjectDefinition, name: string): FieldDefinition | undefined {
    const wanted = name.toLowerCase();
    return object.fields.find((field) => field.relationshipName?.toLowerCase() === wanted && field.referenceTo.length > 0);
  }

  /** Every lookup that points at an object. */
  children(object: ObjectDefinition): readonly ChildReference[] {
    return this.childrenOf.get(object.name) ?? [];
  }

  /** The lookup behind a child relationship name (`OrderItems`). */
  childRelationship(object: ObjectDefinition, name: string): ChildReference | undefined {
    const wanted = name.toLowerCase();
    return this.children(object).find(({ field }) => field.childRelationships[object.name]?.toLowerCase() === wanted);
  }
}

/** Where a file hangs: on records of custom objects too. */
const FILE_PLACES: readonly string[] = ['ContentVersion.FirstPublishLocationId', 'ContentDocumentLink.LinkedEntityId'];

const systemField = (name: string, type: FieldDefinition['type'], extra: Partial<FieldDefinition> = {}): FieldDefinition => ({
  name,
  label: name,
  type,
  length: type === 'reference' || type === 'id' ? 18 : 0,
  precision: 0,
  scale: 0,
  isNillable: false,
  isCreateable: false,
  isUpdateable: false,
  isDefaultedOnCreate: true,
  isUnique: false,
  isCaseSensitive: false,
  isExternalId: false,
  isCustom: false,
  isFilterable: true,
  isIndexed: false,
  referenceTo: type === 'reference' ? ['User'] : [],
  relationshipName: type === 'reference' ? name.replace(/Id$/, '') : null,
  childRelationships: {},
  onParentDelete: 'setNull',
  picklist: [],
  isRestricted: false,
  defaultValue: null,
  autoNumberFormat: null,
  compound: null,
  ...extra,
});

const customObjectFields = (object: PackageObject, hasMultiCurrency: boolean): FieldDefinition[] => [
  systemField('Id', 'id'),
  systemField('OwnerId', 'reference', { isCreateable: true, isUpdateable: true }),
  systemField('IsDeleted', 'boolean'),
  systemField('Name', 'string', {
    label: object.nameLabel,
    length: 80,
    isNillable: object.nameFormat === null,
    isCreateable: object.nameFormat === null,
    isUpdateable: object.nameFormat === null,
    autoNumberFormat: object.nameFormat,
  }),
  ...(hasMultiCurrency
    ? [systemField('CurrencyIsoCode', 'picklist', { length: 3, isCreateable: true, isUpdateable: true, isRestricted: true })]
    : []),
  systemField('CreatedDate', 'datetime'),
  systemField('CreatedById', 'reference'),
  systemField('LastModifiedDate', 'datetime'),
  systemField('LastModifiedById', 'reference'),
  systemField('SystemModstamp', 'datetime'),
];

/** Where the objects and fields of an org come from besides the standard ones. */
export interface SchemaSources {
  readonly packageDirectory: string;
  /** Of packages that share the namespace. */
  readonly extensionDirectories: readonly string[];
  /** Of the org itself: without a namespace. */
  readonly ownDirectories: readonly string[];
  readonly namespace: string;
}

/**
 * The schema of an org: standard objects with the chosen features plus what the directories bring, under a namespace when one is given.
 *
 * @param orgPicklist values that the org defines itself (currencies, countries, order statuses); they make the picklist restricted
 * @throws Error when a package cannot be read, or adds a field to an object the org does not have
 */
export function createOrgSchema(
  { packageDirectory, extensionDirectories, ownDirectories, namespace }: SchemaSources,
  features: OrgFeatures,
  orgPicklist: (object: string, field: string) => readonly string[] | undefined,
): OrgSchema {
  const prefix = namespace === '' ? '' : `${namespace}__`;
  const renamed = (name: string): string => (/__[cr]$/.test(name) ? `${prefix}${name}` : name);
  const brought = [
    ...[packageDirectory, ...extensionDirectories].map((directory) => ({
      shipped: readPackageSchema(directory),
      rename: renamed,
    })),
    ...ownDirectories.map((directory) => ({ shipped: readPackageSchema(directory), rename: (name: string) => name })),
  ];
  const standard = readStandardSchema(features);
  const shippedObjects = brought.flatMap(({ shipped, rename }) => shipped.objects.map((object) => ({ object, rename })));
  const custom = shippedObjects.map(({ object, rename }, index): ObjectDefinition => ({
    name: rename(object.name),
    label: object.label,
    labelPlural: object.labelPlural,
    keyPrefix: `a${index.toString(36).padStart(2, '0')}`,
    isCustom: true,
    isCreateable: true,
    isUpdateable: true,
    isDeletable: true,
    fields: customObjectFields(object, features.multiCurrency),
  }));
  /** Fields by the name that their object has in the org. */
  const fieldsOf = (name: string): FieldDefinition[] =>
    brought.flatMap(({ shipped, rename }) =>
      [...shipped.fields].flatMap(([object, fields]) =>
        rename(object) === name ? fields.map((field) => toPackageFieldDefinition(object, field, rename)) : [],
      ),
    );
  const known = new Set([...standard, ...custom].map((object) => object.name));
  for (const { shipped, rename } of brought) {
    for (const [name, fields] of shipped.fields) {
      if (!known.has(rename(name)) && fields.length > 0 && (features.orders || !name.startsWith('Order')))
        throw new Error(`The org has no object ${name}`);
    }
  }
  const objects = [...standard, ...custom].map((object) => ({ ...object, fields: [...object.fields, ...fieldsOf(object.name)] }));
  const complete = features.personAccounts ? personContactFields(objects) : objects;
  return new OrgSchema(
    complete.map((object) => ({
      ...object,
      fields: object.fields.map((known) => {
        const isFilePlace = FILE_PLACES.includes(`${object.name}.${known.name}`);
        const field = isFilePlace ? { ...known, referenceTo: [...known.referenceTo, ...custom.map(({ name }) => name)] } : known;
        const picklist = orgPicklist(object.name, field.name);
        return picklist === undefined ? field : { ...field, picklist, isRestricted: true };
      }),
    })),
  );
}

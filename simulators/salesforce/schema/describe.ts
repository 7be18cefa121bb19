import type { OrgSchema } from './org-schema.ts';
import { permissionNameOf } from './permissionable.ts';
import type { FieldDefinition, ObjectDefinition } from './types.ts';

const SOAP_TYPES: Readonly<Record<string, string>> = {
  id: 'tns:ID',
  reference: 'tns:ID',
  boolean: 'xsd:boolean',
  currency: 'xsd:double',
  double: 'xsd:double',
  percent: 'xsd:double',
  int: 'xsd:int',
  long: 'xsd:long',
  date: 'xsd:date',
  datetime: 'xsd:dateTime',
  time: 'xsd:time',
  address: 'urn:address',
  base64: 'xsd:base64Binary',
};
const UNGROUPABLE = ['currency', 'double', 'percent', 'address', 'base64', 'datetime'];

const describeField = (object: ObjectDefinition, field: FieldDefinition): Record<string, unknown> => ({
  name: field.name,
  label: field.label,
  type: field.type,
  soapType: SOAP_TYPES[field.type] ?? 'xsd:string',
  length: field.length,
  byteLength: field.length * 3,
  precision: field.precision,
  scale: field.scale,
  digits: field.type === 'int' ? field.precision : 0,
  nillable: field.isNillable,
  createable: field.isCreateable,
  updateable: field.isUpdateable,
  defaultedOnCreate: field.isDefaultedOnCreate,
  defaultValue: field.type === 'boolean' ? (field.defaultValue ?? false) : null,
  unique: field.isUnique,
  caseSensitive: field.isCaseSensitive,
  externalId: field.isExternalId,
  idLookup: field.isExternalId || field.type === 'id',
  custom: field.isCustom,
  autoNumber: field.autoNumberFormat !== null,
  calculated: false,
  compoundFieldName: field.compound,
  filterable: field.isFilterable,
  groupable: field.isFilterable && !UNGROUPABLE.includes(field.type),
  sortable: field.isFilterable,
  nameField: field.name === 'Name',
  referenceTo: field.referenceTo,
  relationshipName: field.relationshipName,
  polymorphicForeignKey: field.referenceTo.length > 1,
  restrictedPicklist: field.isRestricted,
  picklistValues: field.picklist.map((value) => ({
    active: true,
    defaultValue: value === field.defaultValue,
    label: value,
    validFor: null,
    value,
  })),
  extraTypeInfo: field.type === 'textarea' ? (field.isFilterable ? 'plaintextarea' : 'longtextarea') : null,
  permissionable: permissionNameOf(object, field) === `${object.name}.${field.name}`,
  deprecatedAndHidden: false,
});

const describeHead = (object: ObjectDefinition, base: string): Record<string, unknown> => ({
  name: object.name,
  label: object.label,
  labelPlural: object.labelPlural,
  keyPrefix: object.keyPrefix,
  custom: object.isCustom,
  customSetting: false,
  createable: object.isCreateable,
  updateable: object.isUpdateable,
  deletable: object.isDeletable,
  queryable: true,
  retrieveable: true,
  searchable: true,
  undeletable: object.isDeletable,
  deprecatedAndHidden: false,
  urls: {
    sobject: `${base}/sobjects/${object.name}`,
    describe: `${base}/sobjects/${object.name}/describe`,
    rowTemplate: `${base}/sobjects/${object.name}/{ID}`,
  },
});

/** Body of `GET /sobjects`. @param schema the org as the user who asks sees it @param base `/services/data/v67.0` */
export function describeGlobal(schema: OrgSchema, base: string): Record<string, unknown> {
  return { encoding: 'UTF-8', maxBatchSize: 200, sobjects: schema.objects.map((object) => describeHead(object, base)) };
}

/** Body of `GET /sobjects/<object>/describe`. @param schema the org as the user who asks sees it */
export function describeObject(schema: OrgSchema, object: ObjectDefinition, base: string): Record<string, unknown> {
  return {
    ...describeHead(object, base),
    fields: object.fields.map((field) => describeField(object, field)),
    childRelationships: schema.children(object).map(({ object: child, field }) => ({
      childSObject: child.name,
      field: field.name,
      relationshipName: field.childRelationships[object.name] ?? null,
      cascadeDelete: field.onParentDelete === 'cascade',
      restrictedDelete: field.onParentDelete === 'restrict',
      deprecatedAndHidden: false,
    })),
    recordTypeInfos: [],
  };
}

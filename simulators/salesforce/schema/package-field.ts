import type { FieldDefinition, FieldType, FieldValue, ParentDeleteRule } from './types.ts';

/** A field file of the package: its name and its parsed XML. */
export interface PackageField {
  readonly name: string;
  readonly xml: Readonly<Record<string, unknown>>;
}

export interface PackageObject {
  readonly name: string;
  readonly label: string;
  readonly labelPlural: string;
  /** Format of an auto-numbered name; null where people type the name. */
  readonly nameFormat: string | null;
  readonly nameLabel: string;
}

const TYPES: Readonly<Record<string, FieldType>> = {
  Text: 'string',
  TextArea: 'textarea',
  LongTextArea: 'textarea',
  Html: 'textarea',
  Picklist: 'picklist',
  MultiselectPicklist: 'multipicklist',
  Checkbox: 'boolean',
  Currency: 'currency',
  Number: 'double',
  Percent: 'percent',
  Date: 'date',
  DateTime: 'datetime',
  Time: 'time',
  Email: 'email',
  Phone: 'phone',
  Url: 'url',
  Lookup: 'reference',
  MasterDetail: 'reference',
  AutoNumber: 'string',
};
/** Lengths that the metadata leaves to the platform. */
const FIXED_LENGTHS: Readonly<Record<string, number>> = {
  TextArea: 255,
  Email: 80,
  Phone: 40,
  Url: 255,
  Picklist: 255,
  MultiselectPicklist: 4099,
  Lookup: 18,
  MasterDetail: 18,
  AutoNumber: 30,
};
const DELETE_RULES: Readonly<Record<string, ParentDeleteRule>> = { SetNull: 'setNull', Cascade: 'cascade', Restrict: 'restrict' };

const text = (value: unknown): string | null => (typeof value === 'string' ? value : null);
const child = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[name] : undefined;

const readPicklist = (xml: PackageField['xml']): { values: string[]; isRestricted: boolean; defaultValue: FieldValue } => {
  const values = child(child(xml['valueSet'], 'valueSetDefinition'), 'value');
  const entries = Array.isArray(values) ? (values as Record<string, unknown>[]) : [];
  const preset = entries.find((entry) => entry['default'] === 'true');
  return {
    values: entries.map((entry) => String(entry['fullName'])),
    isRestricted: child(xml['valueSet'], 'restricted') === 'true',
    defaultValue: preset === undefined ? null : String(preset['fullName']),
  };
};

const readDefault = (metadataType: string, xml: PackageField['xml']): FieldValue => {
  if (metadataType === 'Checkbox') return xml['defaultValue'] === 'true';
  if (metadataType === 'Picklist') return readPicklist(xml).defaultValue;
  return null;
};

/**
 * A field of the org from a field file. A formula is there to be described and read, nobody writes it, and it is always empty: it is
 * not worked out here.
 *
 * @param rename gives a name of the package its namespace; standard names pass unchanged
 * @throws Error for a field type that the simulator cannot hold (roll-ups, geolocation)
 */
export function toPackageFieldDefinition(
  object: string,
  { name, xml }: PackageField,
  rename: (name: string) => string,
): FieldDefinition {
  const metadataType = text(xml['type']) ?? '';
  const type = TYPES[metadataType];
  if (type === undefined) throw new Error(`${object}.${name}: the simulator knows no field of type ${metadataType}`);
  const picklist = readPicklist(xml);
  const isReference = type === 'reference';
  const target = text(xml['referenceTo']);
  const childRelationship = text(xml['relationshipName']);
  const isAutoNumber = metadataType === 'AutoNumber';
  const isWritten = !isAutoNumber && xml['formula'] === undefined;
  const isUnique = xml['unique'] === 'true';
  const isExternalId = xml['externalId'] === 'true';
  const isLongText = metadataType === 'LongTextArea' || metadataType === 'Html';
  return {
    name: rename(name),
    label: text(xml['label']) ?? name,
    type,
    length: Number(xml['length'] ?? FIXED_LENGTHS[metadataType] ?? 0),
    precision: Number(xml['precision'] ?? 0),
    scale: Number(xml['scale'] ?? 0),
    isNillable: xml['required'] !== 'true' && metadataType !== 'MasterDetail' && type !== 'boolean',
    isCreateable: isWritten,
    isUpdateable: isWritten && (metadataType !== 'MasterDetail' || xml['reparentableMasterDetail'] === 'true'),
    isDefaultedOnCreate: type === 'boolean' || isAutoNumber,
    isUnique,
    isCaseSensitive: xml['caseSensitive'] === 'true',
    isExternalId,
    isCustom: true,
    isFilterable: !isLongText,
    isIndexed: isUnique || isExternalId || isReference,
    referenceTo: target === null ? [] : [rename(target)],
    relationshipName: isReference ? rename(name.replace(/__c$/, '__r')) : null,
    childRelationships:
      target === null || childRelationship === null ? {} : { [rename(target)]: rename(`${childRelationship}__r`) },
    onParentDelete:
      metadataType === 'MasterDetail' ? 'cascade' : (DELETE_RULES[text(xml['deleteConstraint']) ?? ''] ?? 'setNull'),
    picklist: picklist.values,
    isRestricted: picklist.isRestricted,
    defaultValue: readDefault(metadataType, xml),
    autoNumberFormat: isAutoNumber ? (text(xml['displayFormat']) ?? '{0}') : null,
    compound: null,
  };
}

/** A custom object from its object file. */
export function createCustomObject(name: string, xml: Readonly<Record<string, unknown>>): PackageObject {
  const nameField = xml['nameField'];
  const isAutoNumber = child(nameField, 'type') === 'AutoNumber';
  return {
    name,
    label: text(xml['label']) ?? name,
    labelPlural: text(xml['pluralLabel']) ?? name,
    nameFormat: isAutoNumber ? (text(child(nameField, 'displayFormat')) ?? '{0}') : null,
    nameLabel: text(child(nameField, 'label')) ?? 'Name',
  };
}

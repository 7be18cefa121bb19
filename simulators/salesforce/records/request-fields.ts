import { badRequest, noSuchColumn, unparsable } from '../errors.ts';
import type { Org } from '../org.ts';
import type { FieldDefinition, FieldValue, ObjectDefinition, OrgSchema } from '../schema/index.ts';
import { toStoredValue } from './field-value.ts';

export type RequestBody = Readonly<Record<string, unknown>>;

/** Finds the id behind `"Account": {"Exact_Id__c": "..."}`. */
const resolveNested = (org: Org, schema: OrgSchema, field: FieldDefinition, value: unknown): FieldValue => {
  if (value === null) return null;
  if (typeof value !== 'object') throw unparsable('reference', value);
  const entries = Object.entries(value).filter(([name]) => name !== 'attributes');
  const [name, key] = entries[0] ?? [];
  const target = schema.object(field.referenceTo[0] ?? '');
  if (name === undefined || entries.length > 1 || target === undefined) {
    throw badRequest(
      'INVALID_FIELD',
      `More than 1 field provided in an external foreign key reference in entity: ${field.referenceTo[0] ?? ''}`,
      [field.name],
    );
  }
  const keyField = schema.field(target, name);
  if (keyField === undefined) throw noSuchColumn(name, target.name);
  if (!keyField.isExternalId)
    throw badRequest('INVALID_FIELD', `${keyField.name} is not an External ID or indexed field for ${target.name}`, [field.name]);
  const found = org.store.find(target, keyField.name, toStoredValue(keyField, key)).filter((row) => !row.IsDeleted);
  const id = found[0]?.Id;
  if (id === undefined || found.length > 1) {
    throw badRequest(
      'INVALID_FIELD',
      `Foreign key external ID: ${String(key)} not found for field ${keyField.name} in entity ${target.name}`,
      [],
    );
  }
  return id;
};

/**
 * Reads the fields of a request for one object.
 *
 * @param schema the org as whoever asks sees it
 * @param purpose which of the fields may be written
 * @returns stored values by the field's real name
 * @throws ApiError INVALID_FIELD, INVALID_FIELD_FOR_INSERT_UPDATE, or what `toStoredValue` throws
 */
export function readRequestFields(
  org: Org,
  schema: OrgSchema,
  object: ObjectDefinition,
  body: RequestBody,
  purpose: 'create' | 'update',
): Map<string, FieldValue> {
  const values = new Map<string, FieldValue>();
  const refused: string[] = [];
  const entries = Object.entries(body).filter(([name]) => name !== 'attributes' && name.toLowerCase() !== 'id');
  // Names first: an unknown column makes the body unreadable whatever else is wrong with it.
  for (const [name] of entries) {
    if (schema.field(object, name) === undefined && schema.relationship(object, name) === undefined)
      throw noSuchColumn(name, object.name);
  }
  for (const [name, value] of entries) {
    const own = schema.field(object, name);
    const field = own ?? schema.relationship(object, name);
    if (field === undefined) continue;
    if (!(purpose === 'create' ? field.isCreateable : field.isUpdateable)) refused.push(field.name);
    else if (field.type === 'base64') values.set(field.name, readBase64(value));
    else values.set(field.name, own === undefined ? resolveNested(org, schema, field, value) : toStoredValue(field, value));
  }
  if (refused.length > 0) {
    throw badRequest(
      'INVALID_FIELD_FOR_INSERT_UPDATE',
      `Unable to create/update fields: ${refused.join(', ')}. Please check the security settings of this field and verify that it is read/write for your profile or permission set.`,
      refused,
    );
  }
  return values;
}

const readBase64 = (value: unknown): FieldValue => {
  if (value === null) return null;
  if (typeof value !== 'string' || !/^[A-Za-z0-9+/]*={0,2}$/.test(value)) throw unparsable('base64', value);
  return value;
};

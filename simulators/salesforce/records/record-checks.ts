import { ApiError, badRequest } from '../errors.ts';
import type { Org } from '../org.ts';
import type { Draft } from '../rules/object-rules.ts';

/** @throws ApiError REQUIRED_FIELD_MISSING with every missing field */
export function checkRequired(draft: Draft): void {
  const missing = draft.object.fields.filter((field) => {
    const isAsked = draft.before === null ? field.isCreateable : draft.given.has(field.name);
    return (
      isAsked && !field.isNillable && !field.isDefaultedOnCreate && field.type !== 'boolean' && draft.values[field.name] === null
    );
  });
  const names = missing.map((field) => field.name);
  if (names.length > 0) throw badRequest('REQUIRED_FIELD_MISSING', `Required fields are missing: [${names.join(', ')}]`, names);
}

/** Every reference that the request carried must lead to a living record of the right object. */
export function checkReferences(org: Org, draft: Draft): void {
  for (const field of draft.object.fields) {
    const id = draft.values[field.name];
    if (field.type !== 'reference' || typeof id !== 'string' || !draft.given.has(field.name)) continue;
    const target = org.schema.objectOfId(id);
    if (target === undefined || (field.referenceTo.length > 0 && !field.referenceTo.includes(target.name))) {
      throw badRequest('MALFORMED_ID', `${field.label}: id value of incorrect type: ${id}`, [field.name]);
    }
    const record = org.store.get(target, id);
    if (record === undefined) throw badRequest('INVALID_CROSS_REFERENCE_KEY', 'invalid cross reference id', []);
    if (record.IsDeleted) throw badRequest('ENTITY_IS_DELETED', 'entity is deleted', []);
  }
}

/** Unique fields: without regard to case unless the field says otherwise. The message names the 15-character id, as Salesforce does. */
export function checkUnique(org: Org, draft: Draft): void {
  for (const field of draft.object.fields) {
    const value = draft.values[field.name];
    if (!field.isUnique || value === null || value === undefined) continue;
    const other = org.store.find(draft.object, field.name, value).find((row) => row.Id !== draft.values['Id'] && !row.IsDeleted);
    if (other === undefined) continue;
    throw badRequest(
      'DUPLICATE_VALUE',
      `duplicate value found: ${field.name} duplicates value on record with id: ${other.Id.slice(0, 15)}`,
      [],
    );
  }
}

/** An update or delete of a record that is not there. */
export function missingRecord(isDeleted: boolean): ApiError {
  return isDeleted
    ? new ApiError(404, 'ENTITY_IS_DELETED', 'entity is deleted')
    : new ApiError(404, 'INVALID_CROSS_REFERENCE_KEY', 'invalid cross reference id');
}

/** The permissions of the user do not allow this with the records of the object. */
export function noAccess(): ApiError {
  return new ApiError(403, 'INSUFFICIENT_ACCESS_OR_READONLY', 'insufficient access rights on object id');
}

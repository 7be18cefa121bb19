import { ApiError, badRequest, notFound } from '../errors.ts';
import { normaliseId, type StoredRecord } from '../records/index.ts';
import { describeGlobal, describeObject, type FieldDefinition, type ObjectDefinition } from '../schema/index.ts';
import { recordAttributes } from '../soql/index.ts';
import { basePath, findObject, jsonObject, schemaOf, writeRow, type ApiAnswer, type ApiCall } from './api-call.ts';

const SUCCESS = { success: true, errors: [] } as const;

/** JSON of one record, all fields or those asked for. @throws ApiError INVALID_FIELD */
export function toRecordJson(
  call: ApiCall,
  object: ObjectDefinition,
  record: StoredRecord,
  fieldNames: readonly string[] | null,
): Record<string, unknown> {
  const fields =
    fieldNames === null
      ? object.fields.filter((field) => field.type !== 'address')
      : fieldNames.map((name) => {
          const field = schemaOf(call).field(object, name);
          if (field === undefined)
            throw badRequest('INVALID_FIELD', `No such column '${name}' on sobject of type ${object.name}`);
          return field;
        });
  return {
    attributes: recordAttributes(object, record.Id),
    ...Object.fromEntries(fields.map((field) => [field.name, record[field.name] ?? null])),
  };
}

const findRecord = (call: ApiCall, object: ObjectDefinition, recordId: string): StoredRecord => {
  const id = normaliseId(recordId);
  const record = id === null ? undefined : call.services.org.store.get(object, id);
  if (record === undefined || record.IsDeleted) throw notFound();
  return record;
};

const keyField = (call: ApiCall, object: ObjectDefinition, name: string): FieldDefinition => {
  const field = schemaOf(call).field(object, name);
  if (field === undefined || (!field.isExternalId && field.type !== 'id'))
    throw notFound(`Provided external ID field does not exist or is not accessible: ${name}`);
  return field;
};

const recordUrl = (call: ApiCall, object: ObjectDefinition, id: string): string =>
  `${basePath(call)}/sobjects/${object.name}/${id}`;

const severalMatches = (call: ApiCall, object: ObjectDefinition, ids: readonly string[]): ApiAnswer => ({
  status: 300,
  body: ids.map((id) => recordUrl(call, object, id)),
});

const listFields = (call: ApiCall): string[] | null =>
  call.query
    .get('fields')
    ?.split(',')
    .map((name) => name.trim()) ?? null;

/** `GET /sobjects` */
export function listObjects(call: ApiCall): ApiAnswer {
  return { status: 200, body: describeGlobal(schemaOf(call), basePath(call)) };
}

/** `GET /sobjects/X/describe`, which answers 304 to an `If-Modified-Since` after the last change of the schema. */
export function describe(call: ApiCall, [objectName = '']: readonly string[]): ApiAnswer {
  const { org } = call.services;
  const object = findObject(call, objectName);
  const since = Date.parse(call.headers['if-modified-since'] ?? '');
  const changedAt = org.rights.lastChange(call.actor.userId);
  if (since >= changedAt) return { status: 304 };
  return {
    status: 200,
    body: describeObject(schemaOf(call), object, basePath(call)),
    headers: { 'Last-Modified': new Date(changedAt).toUTCString() },
  };
}

/** `GET /sobjects/X` */
export function objectInfo(call: ApiCall, [objectName = '']: readonly string[]): ApiAnswer {
  const {
    fields: _fields,
    childRelationships: _children,
    recordTypeInfos: _types,
    ...objectDescribe
  } = describeObject(schemaOf(call), findObject(call, objectName), basePath(call));
  return { status: 200, body: { objectDescribe, recentItems: [] } };
}

/** `POST /sobjects/X` */
export function createRecord(call: ApiCall, [objectName = '']: readonly string[]): ApiAnswer {
  const object = findObject(call, objectName);
  const body = jsonObject(call.body);
  const id = writeRow(call, () => call.services.writer.insert(object, body, call.actor));
  return { status: 201, body: { id, ...SUCCESS }, headers: { Location: recordUrl(call, object, id) } };
}

/** `GET /sobjects/X/<id>` */
export function readRecord(call: ApiCall, [objectName = '', id = '']: readonly string[]): ApiAnswer {
  const object = findObject(call, objectName);
  return { status: 200, body: toRecordJson(call, object, findRecord(call, object, id), listFields(call)) };
}

/** `PATCH /sobjects/X/<id>` */
export function updateRecord(call: ApiCall, [objectName = '', id = '']: readonly string[]): ApiAnswer {
  const object = findObject(call, objectName);
  const body = jsonObject(call.body);
  if ('Id' in body || 'id' in body)
    throw badRequest('INVALID_FIELD', 'The Id field should not be specified in the sobject data.');
  writeRow(call, () => call.services.writer.update(object, id, body, call.actor));
  return { status: 204 };
}

/** `DELETE /sobjects/X/<id>` */
export function deleteRecord(call: ApiCall, [objectName = '', id = '']: readonly string[]): ApiAnswer {
  const object = findObject(call, objectName);
  writeRow(call, () => call.services.writer.delete(object, id, call.actor));
  return { status: 204 };
}

/** `GET /sobjects/X/<external id field>/<value>` */
export function readByKey(call: ApiCall, [objectName = '', fieldName = '', value = '']: readonly string[]): ApiAnswer {
  const object = findObject(call, objectName);
  const blobField = schemaOf(call).field(object, value);
  if (blobField?.type === 'base64') return readBlob(call, object, fieldName);
  const field = keyField(call, object, fieldName);
  const matches = call.services.org.store.find(object, field.name, value).filter((row) => !row.IsDeleted);
  const [match] = matches;
  if (match === undefined) throw notFound();
  if (matches.length > 1)
    return severalMatches(
      call,
      object,
      matches.map((row) => row.Id),
    );
  return { status: 200, body: toRecordJson(call, object, match, listFields(call)) };
}

/** `GET /sobjects/ContentVersion/<id>/VersionData` */
const readBlob = (call: ApiCall, object: ObjectDefinition, id: string): ApiAnswer => {
  const content = call.services.org.store.blob(findRecord(call, object, id).Id);
  if (content === undefined) throw notFound();
  return { status: 200, body: content, headers: { 'Content-Type': 'application/octet-stream' } };
};

/** `PATCH /sobjects/X/<external id field>/<value>`: 201 created, 200 updated, 300 several matches. */
export function upsertRecord(call: ApiCall, [objectName = '', fieldName = '', value = '']: readonly string[]): ApiAnswer {
  const object = findObject(call, objectName);
  const field = keyField(call, object, fieldName);
  const body = jsonObject(call.body);
  const repeated = Object.keys(body).find((name) => name.toLowerCase() === field.name.toLowerCase());
  if (repeated !== undefined)
    throw badRequest('INVALID_FIELD', `The ${field.name} field should not be specified in the sobject data.`);
  const isUpdateOnly = call.query.get('updateOnly') === 'true';
  const result = call.services.writer.upsert(object, field, value, body, call.actor, isUpdateOnly, (write) =>
    writeRow(call, write),
  );
  if ('matches' in result) return severalMatches(call, object, result.matches);
  return { status: result.isCreated ? 201 : 200, body: { id: result.id, ...SUCCESS, created: result.isCreated } };
}

/** `DELETE /sobjects/X/<external id field>/<value>` */
export function deleteByKey(call: ApiCall, [objectName = '', fieldName = '', value = '']: readonly string[]): ApiAnswer {
  const object = findObject(call, objectName);
  const field = keyField(call, object, fieldName);
  const [match, ...others] = call.services.org.store.find(object, field.name, value).filter((row) => !row.IsDeleted);
  if (match === undefined) throw new ApiError(404, 'NOT_FOUND', 'The requested resource does not exist');
  if (others.length > 0) return severalMatches(call, object, [match.Id, ...others.map((row) => row.Id)]);
  return deleteRecord(call, [object.name, match.Id]);
}

import { ApiError, badRequest } from '../errors.ts';
import { indexKey, normaliseId, toStoredValue } from '../records/index.ts';
import type { ObjectDefinition } from '../schema/index.ts';
import { findObject, inTransaction, jsonObject, schemaOf, writeRow, type ApiAnswer, type ApiCall } from './api-call.ts';
import { toRecordJson } from './record-rows.ts';

const MAX_RECORDS = 200;
const MAX_CHUNKS = 10;
const MAX_READ = 2000;

type Item = { readonly object: ObjectDefinition; readonly fields: Readonly<Record<string, unknown>> };
type ItemResult = {
  readonly id?: string;
  readonly success: boolean;
  readonly errors: readonly unknown[];
  readonly created?: boolean;
};

/** Aborts a collection whose records stand or fall together. */
class RolledBack extends Error {
  override readonly name = 'RolledBack';
  readonly results: readonly ItemResult[];
  constructor(results: readonly ItemResult[]) {
    super('rolled back');
    this.results = results;
  }
}

const failure = (error: ApiError): ItemResult => ({
  success: false,
  errors: [{ statusCode: error.code, message: error.message, fields: error.fields }],
});

const ROLLED_BACK = failure(
  badRequest(
    'ALL_OR_NONE_OPERATION_ROLLED_BACK',
    'Record rolled back because not all records were valid and the request was using AllOrNone header',
  ),
);

const readItems = (call: ApiCall, onlyObject: ObjectDefinition | null): { items: Item[]; isAllOrNone: boolean } => {
  const body = jsonObject(call.body);
  const records = body['records'];
  if (!Array.isArray(records)) throw badRequest('JSON_PARSER_ERROR', 'Unrecognized collection body: records is required');
  if (records.length > MAX_RECORDS)
    throw badRequest('EXCEEDED_ID_LIMIT', `record limit reached. cannot submit more than ${MAX_RECORDS} records into this call`);
  const items = (records as unknown[]).map((record): Item => {
    const { attributes, ...fields } = jsonObject(record);
    const type = (attributes as { type?: unknown } | undefined)?.type;
    if (typeof type !== 'string') throw badRequest('INVALID_INPUT', 'attributes.type is required for each record');
    const object = findObject(call, type);
    if (onlyObject !== null && object !== onlyObject)
      throw badRequest('INVALID_TYPE', `All records of this request must be of type ${onlyObject.name}`);
    return { object, fields };
  });
  const chunks = items.filter((item, index) => item.object !== items[index - 1]?.object).length;
  if (chunks > MAX_CHUNKS)
    throw badRequest(
      'LIMIT_EXCEEDED',
      `A request can hold at most ${MAX_CHUNKS} runs of records of one type, this one has ${chunks}`,
    );
  return { items, isAllOrNone: call.isAllOrNone || body['allOrNone'] === true };
};

/** One record after the other, each on its own; or all of them, or none. An unreadable record fails the whole request. */
const runItems = <Entry>(
  call: ApiCall,
  entries: readonly Entry[],
  isAllOrNone: boolean,
  run: (entry: Entry) => ItemResult,
): ApiAnswer => {
  try {
    const results = inTransaction(call, () => {
      const done = entries.map((entry) => {
        try {
          return run(entry);
        } catch (error) {
          if (!(error instanceof ApiError) || error.isUnreadableBody) throw error;
          return failure(error);
        }
      });
      if (isAllOrNone && done.some((result) => !result.success)) throw new RolledBack(done);
      return done;
    });
    return { status: 200, body: results };
  } catch (error) {
    if (!(error instanceof RolledBack)) throw error;
    return { status: 200, body: error.results.map((result) => (result.success ? ROLLED_BACK : result)) };
  }
};

/** `POST /composite/sobjects` */
export function createRecords(call: ApiCall): ApiAnswer {
  const { items, isAllOrNone } = readItems(call, null);
  return runItems(call, items, isAllOrNone, ({ object, fields }) => ({
    id: writeRow(call, () => call.services.writer.insert(object, fields, call.actor)),
    success: true,
    errors: [],
  }));
}

/** `PATCH /composite/sobjects` */
export function updateRecords(call: ApiCall): ApiAnswer {
  const { items, isAllOrNone } = readItems(call, null);
  return runItems(call, items, isAllOrNone, ({ object, fields }) => {
    const id = fields['Id'] ?? fields['id'];
    if (typeof id !== 'string') throw badRequest('MISSING_ARGUMENT', 'Id not specified in an update call', ['Id']);
    writeRow(call, () => call.services.writer.update(object, id, fields, call.actor));
    return { id: normaliseId(id) ?? id, success: true, errors: [] };
  });
}

/** `PATCH /composite/sobjects/X/<external id field>`: records of one type. */
export function upsertRecords(call: ApiCall, [objectName = '', fieldName = '']: readonly string[]): ApiAnswer {
  const object = findObject(call, objectName);
  const field = schemaOf(call).field(object, fieldName);
  if (field === undefined || (!field.isExternalId && field.type !== 'id')) {
    throw new ApiError(404, 'NOT_FOUND', `Provided external ID field does not exist or is not accessible: ${fieldName}`);
  }
  const { items, isAllOrNone } = readItems(call, object);
  const seen = new Set<string>();
  return runItems(call, items, isAllOrNone, ({ fields }) => {
    const name = Object.keys(fields).find((candidate) => candidate.toLowerCase() === field.name.toLowerCase());
    const key = name === undefined ? undefined : fields[name];
    if (key === undefined || key === null) throw badRequest('MISSING_ARGUMENT', `${field.name} not specified`, [field.name]);
    const seenAs = indexKey(field, toStoredValue(field, key)) ?? '';
    if (seen.has(seenAs)) throw badRequest('DUPLICATE_VALUE', `Duplicate external id specified: ${seenAs}`, [field.name]);
    seen.add(seenAs);
    const result = call.services.writer.upsert(object, field, key, fields, call.actor, false, (write) => writeRow(call, write));
    if ('matches' in result)
      throw badRequest(
        'DUPLICATE_EXTERNAL_ID',
        `${field.name}: more than one record found for external id field: [${result.matches.join(', ')}]`,
        [field.name],
      );
    return { id: result.id, success: true, errors: [], created: result.isCreated };
  });
}

/** `DELETE /composite/sobjects?ids=a,b` */
export function deleteRecords(call: ApiCall): ApiAnswer {
  const ids = (call.query.get('ids') ?? '').split(',').filter((id) => id !== '');
  if (ids.length === 0) throw badRequest('MISSING_ARGUMENT', 'ids is required');
  if (ids.length > MAX_RECORDS)
    throw badRequest('EXCEEDED_ID_LIMIT', `record limit reached. cannot submit more than ${MAX_RECORDS} records into this call`);
  return runItems(call, ids, call.isAllOrNone || call.query.get('allOrNone') === 'true', (recordId) => {
    const object = schemaOf(call).objectOfId(recordId);
    if (object === undefined) throw badRequest('MALFORMED_ID', `malformed id ${recordId}`, []);
    writeRow(call, () => call.services.writer.delete(object, recordId, call.actor));
    return { id: normaliseId(recordId) ?? recordId, success: true, errors: [] };
  });
}

/** `POST /composite/sobjects/X` with ids and fields, or `GET` with both in the query: the records, null where there is none. */
export function readRecords(call: ApiCall, [objectName = '']: readonly string[]): ApiAnswer {
  const object = findObject(call, objectName);
  const asked: Readonly<Record<string, unknown>> =
    call.method === 'GET'
      ? { ids: call.query.get('ids')?.split(','), fields: call.query.get('fields')?.split(',') }
      : jsonObject(call.body);
  const { ids, fields } = asked;
  if (!Array.isArray(ids) || !Array.isArray(fields)) throw badRequest('MISSING_ARGUMENT', 'ids and fields are required');
  if (ids.length > MAX_READ)
    throw badRequest('EXCEEDED_ID_LIMIT', `record limit reached. cannot submit more than ${MAX_READ} records into this call`);
  const body = ids.map((recordId) => {
    const id = normaliseId(String(recordId));
    const record = id === null ? undefined : call.services.org.store.get(object, id);
    return record === undefined || record.IsDeleted ? null : toRecordJson(call, object, record, fields.map(String));
  });
  return { status: 200, body };
}

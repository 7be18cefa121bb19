import { ApiError, badRequest, notFound } from '../errors.ts';
import type { Org } from '../org.ts';
import type { Actor } from '../org-records.ts';
import { OBJECT_RULES, syncAddresses, type Draft, type SystemWriter } from '../rules/index.ts';
import type { FieldDefinition, FieldValue, ObjectDefinition, OrgSchema } from '../schema/index.ts';
import { toStoredValue } from './field-value.ts';
import { checkReferences, checkRequired, checkUnique, missingRecord, noAccess } from './record-checks.ts';
import { normaliseId } from './record-id.ts';
import type { StoredRecord } from './record-store.ts';
import { readRequestFields, type RequestBody } from './request-fields.ts';

/** Result of an upsert; several matches write nothing. */
export type UpsertResult = { readonly id: string; readonly isCreated: boolean } | { readonly matches: readonly string[] };

/** Writes single records with every rule of the schema and the platform. Each write succeeds as a whole or changes nothing. */
export class RecordWriter implements SystemWriter {
  private readonly org: Org;

  constructor(org: Org) {
    this.org = org;
  }

  /** @returns the new id. @throws ApiError */
  insert(object: ObjectDefinition, body: RequestBody, actor: Actor): string {
    const view = this.viewOf(object, actor);
    const full = this.org.object(object.name);
    if (!full.isCreateable) throw badRequest('INVALID_TYPE_FOR_OPERATION', `entity type cannot be inserted: ${object.label}`);
    if (!view.object.isCreateable) throw noAccess();
    const given = readRequestFields(this.org, view.schema, view.object, body, 'create');
    if ('Id' in body || 'id' in body) throw badRequest('INVALID_FIELD', 'cannot specify Id in an insert call', ['Id']);
    return this.org.store.transaction(() => {
      const draft = this.newDraft(full, given, actor);
      const rules = OBJECT_RULES[object.name];
      checkRequired(draft);
      checkReferences(this.org, draft);
      syncAddresses(this.org, draft);
      rules?.beforeInsert?.(this.org, draft);
      checkUnique(this.org, draft);
      const record = this.store(draft);
      rules?.afterInsert?.(this.org, this, record, actor);
      return record.Id;
    });
  }

  /** @throws ApiError 404 INVALID_CROSS_REFERENCE_KEY or ENTITY_IS_DELETED when there is no such record */
  update(object: ObjectDefinition, recordId: string, body: RequestBody, actor: Actor): void {
    const view = this.viewOf(object, actor);
    const full = this.org.object(object.name);
    const given = readRequestFields(this.org, view.schema, view.object, body, 'update');
    const before = this.find(object, recordId);
    if (!full.isUpdateable) throw badRequest('INVALID_TYPE_FOR_OPERATION', `entity type cannot be updated: ${object.label}`);
    if (!view.object.isUpdateable) throw noAccess();
    this.org.store.transaction(() => {
      const values: Record<string, FieldValue> = { ...before, ...Object.fromEntries(given) };
      this.stamp(values, actor);
      const draft: Draft = { object: full, before, values, given: new Set(given.keys()), actor };
      const rules = OBJECT_RULES[object.name];
      checkRequired(draft);
      checkReferences(this.org, draft);
      syncAddresses(this.org, draft);
      rules?.beforeUpdate?.(this.org, draft);
      checkUnique(this.org, draft);
      const record = this.store(draft);
      rules?.afterUpdate?.(this.org, this, before, record, actor);
    });
  }

  /**
   * Creates or updates by an external id (or by `Id`).
   *
   * @param perform runs the one write that follows from the matches
   * @throws ApiError 404 NOT_FOUND when the field is no external id
   */
  upsert(
    object: ObjectDefinition,
    keyField: FieldDefinition,
    key: unknown,
    body: RequestBody,
    actor: Actor,
    isUpdateOnly: boolean,
    perform: <Result>(write: () => Result) => Result,
  ): UpsertResult {
    if (!keyField.isExternalId && keyField.type !== 'id')
      throw notFound(`Provided external ID field does not exist or is not accessible: ${keyField.name}`);
    const value = toStoredValue(keyField, key);
    if (value === null) throw badRequest('MISSING_ARGUMENT', `${keyField.name} not specified`, [keyField.name]);
    if (keyField.type === 'id') {
      perform(() => this.update(object, String(value), body, actor));
      return { id: String(value), isCreated: false };
    }
    const matches = this.org.store.find(object, keyField.name, value).filter((row) => !row.IsDeleted);
    const [match] = matches;
    if (matches.length > 1) return { matches: matches.map((row) => row.Id) };
    const rest = Object.fromEntries(Object.entries(body).filter(([name]) => name.toLowerCase() !== keyField.name.toLowerCase()));
    if (match !== undefined) {
      perform(() => this.update(object, match.Id, rest, actor));
      return { id: match.Id, isCreated: false };
    }
    if (isUpdateOnly) throw notFound();
    return { id: perform(() => this.insert(object, { ...rest, [keyField.name]: value }, actor)), isCreated: true };
  }

  /** Moves a record, and what hangs on it, to the recycle bin. */
  delete(object: ObjectDefinition, recordId: string, actor: Actor): void {
    const record = this.find(object, recordId);
    if (!this.org.object(object.name).isDeletable)
      throw badRequest('INVALID_TYPE_FOR_OPERATION', `entity type ${object.name} does not support delete`);
    if (!this.viewOf(object, actor).object.isDeletable) throw noAccess();
    this.org.store.transaction(() => this.remove(object.name, record.Id, actor));
  }

  create(objectName: string, values: Readonly<Record<string, FieldValue>>, actor: Actor): StoredRecord {
    const draft = this.newDraft(this.org.object(objectName), new Map(Object.entries(values)), actor);
    checkUnique(this.org, draft);
    return this.store(draft);
  }

  change(record: StoredRecord, objectName: string, values: Readonly<Record<string, FieldValue>>, actor: Actor): StoredRecord {
    const object = this.org.object(objectName);
    const changed: Record<string, FieldValue> = { ...record };
    for (const [name, value] of Object.entries(values)) if (name in changed) changed[name] = value;
    this.stamp(changed, actor);
    return this.store({ object, before: record, values: changed, given: new Set(Object.keys(values)), actor });
  }

  remove(objectName: string, id: string, actor: Actor): void {
    const object = this.org.object(objectName);
    const record = this.org.store.get(object, id);
    if (record === undefined || record.IsDeleted) return;
    const rules = OBJECT_RULES[object.name];
    rules?.beforeDelete?.(this.org, record, actor);
    this.change(record, objectName, { IsDeleted: true }, actor);
    for (const { object: child, field } of this.org.schema.children(object)) {
      for (const dependent of this.org.store.find(child, field.name, id).filter((row) => !row.IsDeleted)) {
        if (field.onParentDelete === 'cascade') this.remove(child.name, dependent.Id, actor);
        else if (field.onParentDelete === 'setNull') this.change(dependent, child.name, { [field.name]: null }, actor);
        else {
          throw badRequest(
            'DELETE_FAILED',
            `Your attempt to delete ${String(record['Name'] ?? id)} could not be completed because it is associated with the following ${child.labelPlural}: ${dependent.Id}`,
          );
        }
      }
    }
    rules?.afterDelete?.(this.org, this, { ...record, IsDeleted: true }, actor);
  }

  /** The org and the object as who writes sees them. @throws ApiError when he does not see the object */
  private viewOf({ name }: ObjectDefinition, { userId }: Actor): { schema: OrgSchema; object: ObjectDefinition } {
    const { schema } = this.org.rightsOf(userId);
    const object = schema.object(name);
    if (object === undefined) throw notFound();
    return { schema, object };
  }

  private find(object: ObjectDefinition, recordId: string): StoredRecord {
    const id = normaliseId(recordId);
    if (id === null) throw new ApiError(400, 'MALFORMED_ID', `malformed id ${recordId}`, ['Id']);
    const record = this.org.store.get(object, id);
    if (record === undefined || record.IsDeleted) throw missingRecord(record?.IsDeleted === true);
    return record;
  }

  private newDraft(object: ObjectDefinition, given: ReadonlyMap<string, FieldValue>, actor: Actor): Draft {
    const values: Record<string, FieldValue> = {};
    for (const field of object.fields) {
      const fallback = field.type === 'boolean' ? (field.defaultValue ?? false) : field.defaultValue;
      values[field.name] = given.has(field.name) ? (given.get(field.name) ?? null) : fallback;
    }
    values['Id'] = this.org.ids.next(object.keyPrefix);
    for (const name of ['CreatedById', 'OwnerId']) if (name in values) values[name] ??= actor.userId;
    if ('CreatedDate' in values) values['CreatedDate'] = this.org.now();
    if ('CurrencyIsoCode' in values) values['CurrencyIsoCode'] ??= this.org.settings.currency;
    for (const field of object.fields) {
      if (field.autoNumberFormat !== null)
        values[field.name] = this.org.nextAutoNumber(object.name, field.name, field.autoNumberFormat);
    }
    this.stamp(values, actor);
    return { object, before: null, values, given: new Set(given.keys()), actor };
  }

  private stamp(values: Record<string, FieldValue>, actor: Actor): void {
    const at = this.org.now();
    for (const name of ['LastModifiedDate', 'SystemModstamp']) if (name in values) values[name] = at;
    if ('LastModifiedById' in values) values['LastModifiedById'] = actor.userId;
  }

  private store(draft: Draft): StoredRecord {
    const record: StoredRecord = {
      ...draft.values,
      Id: String(draft.values['Id']),
      IsDeleted: draft.values['IsDeleted'] === true,
    };
    this.org.store.put(draft.object, record);
    return record;
  }
}

import { randomUUID } from 'node:crypto';
import { badRequest, notFound, ruleFailure } from '../failure.ts';
import { rulesOf } from '../rules/index.ts';
import { resourceAt, setNamed, type Resource, type Row, type RowSet } from '../schema/index.ts';
import type { Division } from '../store/division.ts';
import { isDerived } from './fields.ts';
import { fieldNamed, readValue, type JsonObject } from './read-body.ts';
import { checkReferences } from './references.ts';
import type { Actor, Change, RowWriter } from './rules.ts';

export type Action = 'Create' | 'Update' | 'Delete';
export type Listener = (set: RowSet, row: Row, action: Action, division: Division) => void;

const guidFieldsOf = (resource: Resource): Set<string> =>
  new Set([...resource.fields.values()].filter((field) => field.type === 'Guid').map((field) => field.name));

/** Creates, changes and deletes rows of one division under the vendor's rules. */
export class Writer implements RowWriter {
  readonly #division: Division;
  readonly #listener: Listener;
  readonly #clock: () => number;

  constructor(division: Division, listener: Listener, clock: () => number = Date.now) {
    this.#division = division;
    this.#listener = listener;
    this.#clock = clock;
  }

  create(setName: string, body: JsonObject, actor: Actor): Row {
    const rules = rulesOf(setName);
    if (rules.create) return rules.create(body, this.#change(actor));
    const draft = this.prepare(setName, body, { actor });
    return rules.existing?.(draft, this.#change(actor)) ?? this.insert(setName, draft, actor);
  }

  prepare(setName: string, body: JsonObject, how: { actor: Actor; parent?: Row; lineNumber?: number }): Row {
    const set = setNamed(setName);
    const resource = resourceAt(set.home);
    const change: Change = { ...this.#change(how.actor), parent: how.parent, lineNumber: how.lineNumber };
    const draft = this.read(resource, body, how.actor, 'create');
    if (resource.fields.get(set.key)?.type === 'Guid') draft[set.key] ??= randomUUID();
    const id = String(draft[set.key]);
    this.#checkLengths(set, draft);
    // The document around it is not stored yet, so nothing is found there.
    const parentField = how.parent ? set.parentField : undefined;
    if (parentField) draft[parentField] = null;
    checkReferences(set, draft, guidFieldsOf(resource), this.#division);
    if (parentField) draft[parentField] = how.parent?.[parentField] ?? null;
    this.#checkMandatory(resource, draft);
    if (this.#division.table(setName).get(id)) throw ruleFailure('Already exists');
    if (rulesOf(setName).existing?.(draft, change)) return draft;
    rulesOf(setName).beforeCreate?.(draft, change);
    this.#checkUnique(set, draft, id);
    return draft;
  }

  update(setName: string, id: string, body: JsonObject, actor: Actor): Row {
    const set = setNamed(setName);
    const resource = resourceAt(set.home);
    const row = this.#existing(set, id);
    const changed = this.read(resource, body, actor, 'update');
    if ((changed[set.key] ?? id) !== id)
      throw badRequest(`Error processing request stream. The key '${set.key}' cannot be changed.`);
    for (const field of set.immutable)
      if (changed[field] !== undefined && changed[field] !== row[field])
        throw ruleFailure(`Not allowed: ${field} cannot be changed`);
    for (const [field, value] of Object.entries(changed))
      if ((value === null || value === '') && resource.fields.get(field)?.isMandatory) throw ruleFailure(`Mandatory: ${field}`);
    this.#checkLengths(set, changed);
    checkReferences(set, changed, guidFieldsOf(resource), this.#division);
    rulesOf(setName).beforeUpdate?.(row, changed, this.#change(actor));
    if (set.unique.some((field) => field in changed)) this.#checkUnique(set, { ...row, ...changed }, id);
    return this.replace(setName, { ...row, ...changed }, row, actor);
  }

  remove(setName: string, id: string, actor: Actor): void {
    const set = setNamed(setName);
    const row = this.#existing(set, id);
    const change = this.#change(actor);
    rulesOf(setName).beforeRemove?.(row, change);
    this.#division.table(setName).remove(id);
    if (set.deletedType !== undefined)
      this.#division.table('Deleted').put({
        Timestamp: this.#division.nextTimestamp(),
        ID: randomUUID(),
        EntityKey: id,
        EntityType: set.deletedType,
        DeletedDate: change.now,
      });
    rulesOf(setName).afterRemove?.(row, change);
    this.#listener(set, row, 'Delete', this.#division);
  }

  insert(setName: string, draft: Row, actor: Actor): Row {
    const change = this.#change(actor);
    const row = { Created: change.now, ...draft, Modified: change.now, Timestamp: this.#division.nextTimestamp() };
    this.#division.table(setName).put(row);
    rulesOf(setName).afterWrite?.(row, undefined, change);
    this.#listener(setNamed(setName), row, 'Create', this.#division);
    return row;
  }

  replace(setName: string, next: Row, before: Row, actor: Actor): Row {
    const change = this.#change(actor);
    const row = { ...next, Modified: change.now, Timestamp: this.#division.nextTimestamp() };
    this.#division.table(setName).put(row);
    rulesOf(setName).afterWrite?.(row, before, change);
    this.#listener(setNamed(setName), row, 'Update', this.#division);
    return row;
  }

  /** A request body as a row: known, writable fields of the right types. Nested collections stay out. */
  read(resource: Resource, body: JsonObject, actor: Actor, mode: 'create' | 'update'): Row {
    const row: Row = {};
    for (const [name, value] of Object.entries(body)) {
      const field = fieldNamed(resource, name);
      if (field.isCollection && resource.navigation[name]) {
        if (mode === 'update')
          throw badRequest(`Error processing request stream. '${name}' cannot be changed through its parent.`);
        continue;
      }
      const isWritable = mode === 'create' ? field.isCreatable : field.isUpdatable;
      const isAllowed = actor === 'erp' ? !isDerived(resource.set, name) : isWritable;
      if (!isAllowed || field.isCollection)
        throw badRequest(`Error processing request stream. The property '${name}' of type '${resource.type}' is read-only.`);
      row[name] = readValue(field, value);
    }
    return row;
  }

  /** Work that a person does with several rows at once. */
  asPerson<T>(work: (change: Change) => T): T {
    return work(this.#change('erp'));
  }

  #change(actor: Actor): Change {
    return { division: this.#division, actor, writer: this, now: this.#clock() };
  }

  #existing(set: RowSet, id: string): Row {
    const row = this.#division.table(set.name).get(id);
    if (!row) throw notFound(`Resource not found for the segment '${set.name}'.`);
    return row;
  }

  #checkMandatory(resource: Resource, draft: Row): void {
    const rules = rulesOf(resource.set);
    const names =
      rules.mandatory ??
      Object.fromEntries(
        [...resource.fields.values()]
          .filter((field) => field.isMandatory && !field.isCollection)
          .map((field) => [field.name, field.name]),
      );
    const missing = Object.entries(names).filter(
      ([field]) => draft[field] === undefined || draft[field] === null || draft[field] === '',
    );
    if (missing.length > 0) throw ruleFailure(...missing.map(([, text]) => `Mandatory: ${text}`));
  }

  #checkLengths(set: RowSet, draft: Row): void {
    const tooLong = Object.entries(set.lengths).filter(([field, length]) => String(draft[field] ?? '').length > length);
    if (tooLong.length > 0)
      throw ruleFailure(...tooLong.map(([field, length]) => `Invalid: ${field} - The maximum length is ${length}`));
  }

  #checkUnique(set: RowSet, draft: Row, id: string): void {
    for (const field of set.unique) {
      const value = draft[field];
      if (value === undefined || value === null) continue;
      const others = this.#division
        .table(set.name)
        .find(field, value)
        .filter((row) => String(row[set.key]) !== id);
      if (others.length > 0) throw ruleFailure('Already exists');
    }
  }
}

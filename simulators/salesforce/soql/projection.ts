import type { FieldType } from '@jetstreamapp/soql-parser-js';
import type { VisibleOrg } from './visible-org.ts';
import type { StoredRecord } from '../records/record-store.ts';
import type { FieldDefinition, ObjectDefinition } from '../schema/index.ts';
import { parentObject, readParent, splitPath } from './field-path.ts';
import { malformed, noSuchField, noSuchRelationship } from './query-error.ts';

export type JsonRecord = Record<string, unknown>;

/** Compiles the query of `(SELECT ... FROM OrderItems)` into a function of the parent. */
export type ChildCompiler = (subquery: Extract<FieldType, { type: 'FieldSubquery' }>['subquery']) => {
  name: string;
  read: (parent: StoredRecord) => unknown;
};

type Column = { readonly name: string; readonly read: (record: StoredRecord) => unknown };

const readAddress = (object: ObjectDefinition, compound: FieldDefinition): ((record: StoredRecord) => unknown) => {
  const prefix = compound.name.slice(0, -'Address'.length);
  const parts = [
    'City',
    'Country',
    'CountryCode',
    'GeocodeAccuracy',
    'Latitude',
    'Longitude',
    'PostalCode',
    'State',
    'StateCode',
    'Street',
  ].filter((part) => object.fields.some((field) => field.name === prefix + part));
  return (record) => {
    const entries = parts.map((part): [string, unknown] => [
      part.charAt(0).toLowerCase() + part.slice(1),
      record[prefix + part] ?? null,
    ]);
    return entries.every(([, value]) => value === null) ? null : Object.fromEntries(entries);
  };
};

/** Head of every record in an answer. */
export function recordAttributes(object: ObjectDefinition, id: string): JsonRecord {
  return { type: object.name, url: `/services/data/v67.0/sobjects/${object.name}/${id}` };
}

const readColumn = (object: ObjectDefinition, field: FieldDefinition): Column => ({
  name: field.name,
  read: field.type === 'address' ? readAddress(object, field) : (record) => record[field.name] ?? null,
});

/** A SELECT list over one object, parents nested as objects. */
export class Projection {
  private readonly org: VisibleOrg;
  private readonly soql: string;
  private readonly object: ObjectDefinition;
  private readonly columns: Column[] = [];
  private readonly seen = new Set<string>();
  private readonly parents = new Map<string, { lookup: FieldDefinition; projection: Projection }>();

  constructor(org: VisibleOrg, soql: string, object: ObjectDefinition) {
    this.org = org;
    this.soql = soql;
    this.object = object;
  }

  addField(parts: readonly string[]): void {
    const [head = '', ...rest] = parts;
    if (rest.length > 0) {
      this.parent(head).addField(rest);
      return;
    }
    const field = this.org.schema.field(this.object, head);
    if (field === undefined) throw noSuchField(this.soql, head, this.object.name);
    if (this.seen.has(field.name)) throw malformed(`duplicate field selected: ${field.name}`);
    this.seen.add(field.name);
    this.columns.push(readColumn(this.object, field));
  }

  addAll(isWanted: (field: FieldDefinition) => boolean): void {
    for (const field of this.object.fields.filter(isWanted)) if (!this.seen.has(field.name)) this.addField([field.name]);
  }

  addColumn(column: Column): void {
    this.columns.push(column);
  }

  read(record: StoredRecord): JsonRecord {
    const answer: JsonRecord = { attributes: recordAttributes(this.object, record.Id) };
    for (const column of this.columns) answer[column.name] = column.read(record);
    return answer;
  }

  private parent(name: string): Projection {
    const known = this.parents.get(name.toLowerCase());
    if (known !== undefined) return known.projection;
    const lookup = this.org.schema.relationship(this.object, name);
    const target = lookup === undefined ? undefined : parentObject(this.org, lookup);
    if (lookup === undefined || target === undefined) throw noSuchRelationship(this.soql, name);
    const projection = new Projection(this.org, this.soql, target);
    this.parents.set(name.toLowerCase(), { lookup, projection });
    this.columns.push({
      name: lookup.relationshipName ?? name,
      read: (record) => {
        const parent = readParent(this.org, record, lookup);
        return parent === null ? null : projection.read(parent);
      },
    });
    return projection;
  }
}

/** Compiles a SELECT list without aggregates. */
export function compileProjection(
  org: VisibleOrg,
  soql: string,
  object: ObjectDefinition,
  alias: string | undefined,
  fields: readonly FieldType[],
  compileChild: ChildCompiler,
): Projection {
  const projection = new Projection(org, soql, object);
  for (const field of fields) {
    if (field.type === 'Field') projection.addField([field.field]);
    else if (field.type === 'FieldRelationship')
      projection.addField(splitPath([...field.relationships, field.field].join('.'), alias, object));
    else if (field.type === 'FieldSubquery') projection.addColumn(compileChild(field.subquery));
    else if (field.type === 'FieldFunctionExpression' && field.functionName.toUpperCase() === 'FIELDS') {
      const [parameter] = field.parameters;
      const group = typeof parameter === 'string' ? parameter.toUpperCase() : '';
      projection.addAll((entry) => group === 'ALL' || entry.isCustom === (group === 'CUSTOM'));
    } else throw malformed(`unexpected in a field list: ${'functionName' in field ? field.functionName : field.type}`);
  }
  return projection;
}

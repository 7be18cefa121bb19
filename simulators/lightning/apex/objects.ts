import type { ApexClass } from './class-table.ts';
import { ApexDescribe, ApexField, ApexRecord, type OrgCalls } from './org-calls.ts';

/** An instance of a class of the package. */
export class ApexObject {
  readonly apexClass: ApexClass;
  /** By lower-case name. */
  readonly fields = new Map<string, unknown>();

  constructor(apexClass: ApexClass) {
    this.apexClass = apexClass;
  }
}

/** `Schema.getGlobalDescribe()`: asked for one object at a time. */
export class ApexGlobalDescribe {
  readonly isGlobal = true;
}

/** A property of an object of the package, of a record or of a describe; undefined when there is none. */
export function readProperty(target: unknown, name: string): unknown {
  if (target instanceof ApexObject) {
    return target.fields.get(name.toLowerCase());
  }
  if (target instanceof ApexRecord) {
    return target.get(name);
  }
  return target instanceof ApexDescribe && name.toLowerCase() === 'fields' ? target : undefined;
}

/** Calls a method of a record, a set or a describe; undefined when the page does not know it. */
export function callOrgObject(
  target: unknown,
  methodName: string,
  [first, second]: readonly unknown[],
  calls: OrgCalls,
): unknown {
  const name = methodName.toLowerCase();
  if (target instanceof ApexRecord) {
    return callRecord(target, name, String(first), second);
  }
  if (target instanceof Set) {
    return callSet(target as Set<unknown>, name, first);
  }
  if (target instanceof ApexGlobalDescribe && name === 'get') {
    return calls.describe(String(first));
  }
  if (target instanceof ApexDescribe) {
    return callDescribe(target, name, String(first));
  }
  if (target instanceof ApexField) {
    return name === 'getdescribe' ? target : name === 'ispermissionable' ? target.isPermissionable : undefined;
  }
  return undefined;
}

function callRecord(record: ApexRecord, name: string, field: string, value: unknown): unknown {
  if (name === 'put') {
    record.put(field, value);
    return null;
  }
  return name === 'get' ? record.get(field) : undefined;
}

function callSet(set: Set<unknown>, name: string, value: unknown): unknown {
  switch (name) {
    case 'add':
      set.add(value);
      return null;
    case 'contains':
      return set.has(value);
    case 'removeall':
      for (const each of value as Iterable<unknown>) {
        set.delete(each);
      }
      return null;
    case 'size':
      return set.size;
    case 'isempty':
      return set.size === 0;
    default:
      return undefined;
  }
}

function callDescribe(describe: ApexDescribe, name: string, field: string): unknown {
  switch (name) {
    case 'getdescribe':
    case 'getmap':
      return describe;
    case 'get':
      return describe.fields.get(field.toLowerCase()) ?? null;
    case 'containskey':
      return describe.fields.has(field.toLowerCase());
    case 'iscreateable':
      return describe.isCreateable;
    default:
      return undefined;
  }
}

/** A value as a literal of SOQL. */
export function toSoql(value: unknown): string {
  if (Array.isArray(value) || value instanceof Set) {
    return `(${[...(value as Iterable<unknown>)].map(toSoql).join(', ')})`;
  }
  return typeof value === 'string' ? `'${value.replace(/['\\]/g, '\\$&')}'` : String(value);
}

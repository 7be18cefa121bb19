import type { TargetLimits } from '../mapping/index.ts';
import type { SalesforceFieldDescribe, SalesforceObjectDescribe } from '../salesforce/index.ts';

/** Fields of an object that the integration user may write, with what they take. */
export function writableFields(object: SalesforceObjectDescribe): ReadonlyMap<string, TargetLimits> {
  const writable = [...object.fields].filter(([, field]) => field.updateable && field.createable);
  return new Map(writable.map(([name, field]) => [name, limitsOfField(field)]));
}

const KINDS: Readonly<Record<string, TargetLimits['kind']>> = {
  boolean: 'flag',
  currency: 'amount',
  double: 'amount',
  percent: 'amount',
  int: 'amount',
  date: 'date',
  picklist: 'picklist',
};

function limitsOfField(field: SalesforceFieldDescribe): TargetLimits {
  const kind = KINDS[field.type] ?? 'text';
  if (kind === 'picklist') return field.restrictedPicklist ? { kind, values: field.picklist } : { kind, length: 255 };
  if (kind === 'amount') return { kind, scale: field.scale };
  return kind === 'text' && field.length > 0 ? { kind, length: field.length } : { kind };
}

import { SETS, type Field, type Resource, type Row, type Value } from '../schema/index.ts';
import { rulesOf } from '../rules/index.ts';
import type { Division } from '../store/division.ts';
import { USER } from './user.ts';

export type Reading = (row: Row) => Value;

/** Fields that every row answers alike. */
const COMMON: Readonly<Record<string, (row: Row, division: Division) => Value>> = {
  Division: (_, division) => division.code,
  Creator: () => USER.id,
  CreatorFullName: () => USER.fullName,
  Modifier: () => USER.id,
  ModifierFullName: () => USER.fullName,
  DeletedBy: () => USER.id,
};

const restingValue = (field: Field): Value => {
  if (field.isObsolete) return null;
  if (field.type === 'Boolean') return false;
  return field.type === 'Byte' ? 0 : null;
};

/** Whether a field is computed when read, so that nobody can write it. */
export const isDerived = (set: string, field: string): boolean => Boolean(rulesOf(set).derive?.[field] ?? COMMON[field]);

const INDEXED = new Set(['String', 'Guid', 'Int16', 'Int32']);

/** Whether the stored value is all there is to a field, so that an index over stored values answers for it. */
export const isPlainlyStored = (set: string, field: Field): boolean =>
  INDEXED.has(field.type) && !isDerived(set, field.name) && !rulesOf(set).defaults?.[field.name];

/** Reads a field of a row as it is, without padding: computed, stored or by default. */
export const rawReading = (resource: Resource, field: Field, division: Division): Reading => {
  const rules = rulesOf(resource.set);
  const derive = rules.derive?.[field.name] ?? COMMON[field.name];
  if (derive) return (row) => derive(row, division);
  const fallback = rules.defaults?.[field.name];
  const rest = restingValue(field);
  if (fallback) return (row) => (row[field.name] === undefined ? fallback(row, division) : (row[field.name] ?? null));
  return (row) => row[field.name] ?? rest;
};

/** Reads a field of a row as it goes over the wire: padded codes, dates still as milliseconds. */
export const wireReading = (resource: Resource, field: Field, division: Division): Reading => {
  const read = rawReading(resource, field, division);
  const { padStart = {}, padEnd = {} } = SETS.get(resource.set) ?? {};
  const start = padStart[field.name];
  if (start) return (row) => padded(read(row), (text) => text.padStart(start));
  const end = padEnd[field.name];
  return end ? (row) => padded(read(row), (text) => text.padEnd(end)) : read;
};

const padded = (value: Value, pad: (text: string) => string): Value => (typeof value === 'string' ? pad(value) : value);

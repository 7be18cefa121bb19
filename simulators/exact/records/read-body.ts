import { badRequest } from '../failure.ts';
import { readDateTime, readGuid } from '../odata/literals.ts';
import type { Field, Resource, Value } from '../schema/index.ts';
import { amsterdamOffsetMs } from './zone.ts';

export type Json = string | number | boolean | null | Json[] | { [key: string]: Json };
export type JsonObject = { [key: string]: Json };

export const isJsonObject = (value: Json | undefined): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const US_DATE = /^(\d{1,2})\/(\d{1,2})\/(\d{4})(?: (\d{2}:\d{2}:\d{2}))?$/;
const WIRE_DATE = /^\/Date\((-?\d+)\)\/$/;

/** Epoch milliseconds of any way of writing a date that the vendor takes; `Z` shifts to the company's local time. */
const readDate = (text: string): number | undefined => {
  const wire = WIRE_DATE.exec(text);
  if (wire) return Number(wire[1]);
  const us = US_DATE.exec(text);
  if (us) return readDateTime(`${us[3]}-${us[1]?.padStart(2, '0')}-${us[2]?.padStart(2, '0')}T${us[4] ?? '00:00:00'}`);
  const time = readDateTime(text);
  return time !== undefined && text.endsWith('Z') ? time + amsterdamOffsetMs(time) : time;
};

const INTEGERS: Readonly<Record<string, readonly [number, number]>> = {
  Byte: [0, 255],
  Int16: [-32_768, 32_767],
  Int32: [-2_147_483_648, 2_147_483_647],
  Int64: [Number.MIN_SAFE_INTEGER, Number.MAX_SAFE_INTEGER],
};

const readers: Readonly<Record<string, (value: Json) => Value | undefined>> = {
  String: (value) => (typeof value === 'string' ? value : undefined),
  Binary: (value) => (typeof value === 'string' ? value : undefined),
  Boolean: (value) => (typeof value === 'boolean' ? value : undefined),
  Double: (value) => (typeof value === 'number' ? value : undefined),
  Guid: (value) => (typeof value === 'string' ? readGuid(value) : undefined),
  DateTime: (value) => (typeof value === 'string' ? readDate(value) : undefined),
};

const readInteger = (value: Json, type: string): number | undefined => {
  const [low, high] = INTEGERS[type] ?? [0, 0];
  return typeof value === 'number' && Number.isInteger(value) && value >= low && value <= high ? value : undefined;
};

const DAY_MS = 86_400_000;
const INSTANTS = new Set(['Created', 'Modified', 'Approved', 'DeletedDate']);

/** One value of a request body as it is stored; a value of the wrong type is a 400. */
export const readValue = (field: Field, value: Json): Value => {
  if (value === null) return null;
  const read = field.type in INTEGERS ? readInteger(value, field.type) : readers[field.type]?.(value);
  if (read === undefined)
    throw badRequest(
      `Error processing request stream. Error encountered in converting the value from request payload for property '${field.name}' to type 'Edm.${field.type}'.`,
    );
  return field.type === 'DateTime' && !INSTANTS.has(field.name) ? Math.floor(Number(read) / DAY_MS) * DAY_MS : read;
};

/** The field a property names; an unknown name is a 400. */
export const fieldNamed = (resource: Resource, name: string): Field => {
  const field = resource.fields.get(name);
  if (!field)
    throw badRequest(
      `Error processing request stream. The property name '${name}' specified for type '${resource.type}' is not valid.`,
    );
  return field;
};

import type { ExactResource, ExactRow, ExactWritableField } from '../types.ts';
import { fieldReader, readableFields, type ExactFields, type RowOf } from './fields.ts';
import { rowReader } from './row-reader.ts';

/** Declares a resource by its fields: what is asked for, how a row is read and what may be written derive from them. */
export function resource<const Fields extends ExactFields>(definition: {
  readonly path: string;
  readonly key: string;
  readonly fields: Fields;
}): ExactResource<RowOf<Fields>> {
  const { path, key, fields } = definition;
  const readable = readableFields(fields);
  const writable = Object.entries(fields).flatMap(([name, { takes }]): [string, ExactWritableField][] =>
    takes === undefined ? [] : [[name, takes]],
  );
  const read = fieldReader(fields);
  return {
    path,
    key,
    select: readable.flatMap(([name, { inner }]) => inner?.map((field) => `${name}/${field}`) ?? [name]),
    expand: readable.flatMap(([name, { inner }]) => (inner === undefined ? [] : [name])),
    kinds: Object.fromEntries(readable.map(([name, { kind }]) => [name, kind])),
    writable: Object.fromEntries(writable),
    parse: (row: ExactRow) => read(rowReader(row)),
  };
}

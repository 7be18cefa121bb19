import type { ExactResource, ExactRow, ExactWritableField } from '../types.ts';
import type { ExactField, ExactFields, RowOf, WriteOnlyField } from './fields.ts';
import { rowReader } from './row-reader.ts';

/** Declares a resource by its fields: what is asked for, how a row is read and what may be written derive from them. */
export function resource<const Fields extends ExactFields>(definition: {
  readonly path: string;
  readonly key: string;
  readonly fields: Fields;
}): ExactResource<RowOf<Fields>> {
  const { path, key, fields } = definition;
  const readable = Object.entries(fields).flatMap(([name, field]) => (isReadable(field) ? [[name, field] as const] : []));
  const writable = Object.entries(fields).flatMap(([name, { takes }]): [string, ExactWritableField][] =>
    takes === undefined ? [] : [[name, takes]],
  );
  const parse = (row: ExactRow): RowOf<Fields> => {
    const reader = rowReader(row);
    const parsed: Record<string, unknown> = {};
    for (const [name, field] of readable) parsed[name] = field.read(reader, name);
    return parsed as RowOf<Fields>;
  };
  return {
    path,
    key,
    select: readable.map(([name]) => name),
    kinds: Object.fromEntries(readable.map(([name, { kind }]) => [name, kind])),
    writable: Object.fromEntries(writable),
    parse,
  };
}

function isReadable(field: ExactField<unknown> | WriteOnlyField): field is ExactField<unknown> {
  return 'read' in field;
}

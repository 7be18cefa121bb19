import { wireReading } from '../records/fields.ts';
import { resourceAt, type Field, type Resource, type Row, type Value } from '../schema/index.ts';
import type { Division } from '../store/division.ts';

export interface Deferred {
  readonly __deferred: { readonly uri: string };
}
export interface Rendered {
  readonly __metadata: { readonly uri: string; readonly type: string };
  readonly [field: string]: Value | Deferred | RenderedCollection | { readonly uri: string; readonly type: string };
}
export interface RenderedCollection {
  readonly results: readonly Rendered[];
}

export interface Shape {
  readonly select: readonly string[] | undefined;
  readonly expand: readonly string[];
  /** Fields left out as null, for the answer to a POST that did not ask for a representation. */
  readonly hides?: (field: Field) => boolean;
}

/** The literal of a key in a url. */
export const keyLiteral = (resource: Resource, value: Value): string => {
  const type = resource.fields.get(resource.key)?.type;
  if (type === 'Guid') return `guid'${String(value)}'`;
  if (type === 'Int64') return `${String(value)}L`;
  return type === 'String' ? `'${String(value)}'` : String(value);
};

/** A value as OData V2 verbose JSON writes it: dates as `/Date(ms)/`, Int64 as text. */
const jsonValue = (type: string, value: Value): Value => {
  if (value === null) return null;
  if (type === 'DateTime') return `/Date(${String(value)})/`;
  return type === 'Int64' ? String(value) : value;
};

export const uriOf = (resource: Resource, row: Row, division: Division, base: string): string =>
  `${base}/${resource.path}(${keyLiteral(resource, row[resource.key] ?? division.code)})`;

/** Makes the function that turns rows of a resource into what is sent. */
export const renderer = (resource: Resource, division: Division, base: string, shape: Shape): ((row: Row) => Rendered) => {
  const isWanted = (name: string): boolean => shape.select === undefined || shape.select.includes(name);
  const columns = [...resource.fields.values()]
    .filter((field) => field.isReadable && !resource.navigation[field.name] && isWanted(field.name))
    .map((field) => ({ field, read: shape.hides?.(field) ? () => null : wireReading(resource, field, division) }));
  const navigations = Object.entries(resource.navigation).flatMap(([name, navigation]) => {
    const nested = shape.select?.filter((path) => path.startsWith(`${name}/`)).map((path) => path.slice(name.length + 1)) ?? [];
    if (!isWanted(name) && nested.length === 0) return [];
    const target = resourceAt(navigation.resource);
    const render = renderer(target, division, base, { select: nested.length > 0 ? nested : undefined, expand: [] });
    return [{ name, navigation, target, render, isExpanded: shape.expand.includes(name) }];
  });
  return (row) => {
    const uri = uriOf(resource, row, division, base);
    const rendered: Record<string, Rendered[string]> = {};
    for (const { field, read } of columns) rendered[field.name] = jsonValue(field.type, read(row));
    for (const { name, navigation, target, render, isExpanded } of navigations) {
      const children = (): Row[] =>
        division
          .table(target.set)
          .find(navigation.by, row[navigation.of ?? navigation.by] ?? null)
          .sort((left, right) => Number(left['LineNumber']) - Number(right['LineNumber']));
      rendered[name] = isExpanded ? { results: children().map(render) } : { __deferred: { uri: `${uri}/${name}` } };
    }
    return { __metadata: { uri, type: resource.type }, ...rendered };
  };
};

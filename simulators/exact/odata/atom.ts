import type { Resource } from '../schema/index.ts';
import type { Rendered } from './rendering.ts';
import { xmlDocument, type Element } from './xml.ts';

const METADATA = 'http://schemas.microsoft.com/ado/2007/08/dataservices/metadata';
const NAMESPACES = {
  'xmlns:d': 'http://schemas.microsoft.com/ado/2007/08/dataservices',
  'xmlns:m': METADATA,
  xmlns: 'http://www.w3.org/2005/Atom',
};

const property = (resource: Resource, field: string, value: string | number | boolean | null): Element => {
  const name = `d:${field}`;
  if (value === null) return { name, attributes: { 'm:null': 'true' } };
  const type = resource.fields.get(field)?.type ?? 'String';
  const wire = type === 'DateTime' ? /^\/Date\((-?\d+)\)\/$/.exec(String(value)) : null;
  const content = wire ? new Date(Number(wire[1])).toISOString().replace('Z', '') : String(value);
  return { name, attributes: type === 'String' ? {} : { 'm:type': `Edm.${type}` }, content };
};

const entry = (resource: Resource, row: Rendered, attributes: Readonly<Record<string, string>> = {}): Element => {
  const properties = Object.entries(row).flatMap(([field, value]) =>
    typeof value === 'object' && value !== null ? [] : [property(resource, field, value)],
  );
  return {
    name: 'entry',
    attributes,
    content: [
      { name: 'id', content: row.__metadata.uri },
      { name: 'category', attributes: { term: row.__metadata.type } },
      { name: 'content', attributes: { type: 'application/xml' }, content: [{ name: 'm:properties', content: properties }] },
    ],
  };
};

/** What the vendor sends a caller who did not ask for JSON. */
export const atomFeed = (resource: Resource, rows: readonly Rendered[], next: string | undefined): string =>
  xmlDocument({
    name: 'feed',
    attributes: NAMESPACES,
    content: [
      { name: 'title', attributes: { type: 'text' }, content: resource.path.split('/').at(-1) ?? '' },
      ...rows.map((row) => entry(resource, row)),
      ...(next ? [{ name: 'link', attributes: { rel: 'next', href: next } }] : []),
    ],
  });

export const atomEntry = (resource: Resource, row: Rendered): string => xmlDocument(entry(resource, row, NAMESPACES));

export const xmlError = (text: string): string =>
  xmlDocument({
    name: 'error',
    attributes: { xmlns: METADATA },
    content: [{ name: 'code' }, { name: 'message', attributes: { 'xml:lang': '' }, content: text }],
  });

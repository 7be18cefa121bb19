import { XMLBuilder } from 'fast-xml-parser';
import type { Resource } from '../schema/index.ts';
import type { Rendered } from './rendering.ts';

const builder = new XMLBuilder({ ignoreAttributes: false, attributeNamePrefix: '@', suppressEmptyNode: true });
const NAMESPACES = {
  '@xmlns:d': 'http://schemas.microsoft.com/ado/2007/08/dataservices',
  '@xmlns:m': 'http://schemas.microsoft.com/ado/2007/08/dataservices/metadata',
  '@xmlns': 'http://www.w3.org/2005/Atom',
};

const property = (resource: Resource, name: string, value: unknown): Record<string, unknown> => {
  if (value === null) return { '@m:null': 'true' };
  const type = resource.fields.get(name)?.type ?? 'String';
  const wire = /^\/Date\((-?\d+)\)\/$/.exec(String(value));
  const text = wire && type === 'DateTime' ? new Date(Number(wire[1])).toISOString().replace('Z', '') : String(value);
  return { ...(type === 'String' ? {} : { '@m:type': `Edm.${type}` }), '#text': text };
};

const entry = (resource: Resource, row: Rendered): Record<string, unknown> => ({
  id: row.__metadata.uri,
  category: { '@term': row.__metadata.type },
  content: {
    '@type': 'application/xml',
    'm:properties': Object.fromEntries(
      Object.entries(row)
        .filter(([name, value]) => name !== '__metadata' && (typeof value !== 'object' || value === null))
        .map(([name, value]) => [`d:${name}`, property(resource, name, value)]),
    ),
  },
});

const document = (root: Record<string, unknown>): string =>
  `<?xml version="1.0" encoding="utf-8"?>${String(builder.build(root))}`;

/** What the vendor sends a caller who did not ask for JSON. */
export const atomFeed = (resource: Resource, rows: readonly Rendered[], next: string | undefined): string =>
  document({
    feed: {
      ...NAMESPACES,
      title: { '@type': 'text', '#text': resource.path.split('/').at(-1) },
      entry: rows.map((row) => entry(resource, row)),
      ...(next ? { link: { '@rel': 'next', '@href': next } } : {}),
    },
  });

export const atomEntry = (resource: Resource, row: Rendered): string =>
  document({ entry: { ...NAMESPACES, ...entry(resource, row) } });

export const xmlError = (text: string): string =>
  document({ error: { '@xmlns': NAMESPACES['@xmlns:m'], code: '', message: { '@xml:lang': '', '#text': text } } });

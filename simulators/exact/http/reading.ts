import { ExactFailure, notFound } from '../failure.ts';
import { atomEntry, atomFeed } from '../odata/atom.ts';
import { countMatches, readPage } from '../odata/page.ts';
import { readQuery, type Query } from '../odata/query.ts';
import { keyLiteral, renderer } from '../odata/rendering.ts';
import { resourceAt, type Resource, type Row, type Value } from '../schema/index.ts';
import type { Division } from '../store/division.ts';
import { Table } from '../store/table.ts';
import type { World } from '../world.ts';
import { json, wantsJson, type Answer, type Request } from './answer.ts';
import type { Route } from './route.ts';

/** A request that passed the gate: its company and the url its answers start with. */
export interface Visit {
  readonly world: World;
  readonly request: Request;
  readonly division: Division;
  readonly base: string;
}

const DELETED_KEPT_MS = 61 * 86_400_000;

const xml = (body: string): Answer => ({ status: 200, headers: { 'content-type': 'application/atom+xml; charset=utf-8' }, body });

const nextLink = (visit: Visit, resource: Resource, query: Query, last: Value, sent: number): string => {
  const params = [...visit.request.query].filter(([name]) => !['$skiptoken', '$skip', '$top'].includes(name));
  if (query.top !== undefined) params.push(['$top', String(query.top - sent)]);
  params.push(['$skiptoken', keyLiteral(resource, last)]);
  return `${visit.base}/${resource.path}?${params.map(([name, value]) => `${name}=${encodeURIComponent(value)}`).join('&')}`;
};

/** A collection: `d.results` with `__next`, or a bare array in `d` when `$top` asks for no more than a page. */
const collection = (visit: Visit, resource: Resource, query: Query, table: Table, keep?: (row: Row) => boolean): Answer => {
  const page = readPage(table, visit.division, resource, query, keep);
  const rows = page.rows.map(renderer(resource, visit.division, visit.base, query));
  const last = page.continuesAfter;
  const place = last && (resource.isSync ? (last['Timestamp'] ?? null) : table.idOf(last));
  const next = place === undefined ? undefined : nextLink(visit, resource, query, place, rows.length);
  if (!wantsJson(visit.request)) return xml(atomFeed(resource, rows, next));
  if (query.top !== undefined && query.top <= resource.pageSize && !query.isCounted) return json(200, { d: rows });
  return json(200, {
    d: { results: rows, ...(page.count === undefined ? {} : { __count: String(page.count) }), ...(next ? { __next: next } : {}) },
  });
};

const entity = (visit: Visit, resource: Resource, query: Query, row: Row): Answer => {
  const rendered = renderer(resource, visit.division, visit.base, query)(row);
  return wantsJson(visit.request) ? json(200, { d: rendered }) : xml(atomEntry(resource, rendered));
};

const byKey = (table: Table, resource: Resource, key: string): Row | undefined => {
  if (!resource.isSync) return table.get(key);
  for (const row of table.newerThan(Number(key) - 1)) return String(row['Timestamp']) === key ? row : undefined;
  return undefined;
};

/** Answers a GET over stored rows; `table` stands in for the stored set where rows are made on the fly. */
export const read = (visit: Visit, route: Route, table: Table = visit.division.table(route.resource.set)): Answer => {
  const { resource } = route;
  const { settings } = visit.world;
  const rules = { acceptsOr: settings.acceptsOrInFilters, isByKey: route.key !== undefined };
  if (route.key !== undefined) {
    const row = byKey(table, resource, route.key);
    if (!row) throw notFound(`Resource not found for the segment '${resource.path.split('/').at(-1) ?? ''}'.`);
    if (route.navigation === undefined) return entity(visit, resource, readQuery(visit.request.query, resource, rules), row);
    return children(visit, resource, route.navigation, row);
  }
  const query = readQuery(visit.request.query, resource, rules);
  const oldest = Date.now() - DELETED_KEPT_MS / settings.timeScale;
  const keep = resource.set === 'Deleted' ? (row: Row) => Number(row['DeletedDate']) >= oldest : undefined;
  if (!route.isCount) return collection(visit, resource, query, table, keep);
  if (wantsJson(visit.request)) throw new ExactFailure(415, 'Unsupported media type requested.');
  const total = countMatches(table, visit.division, resource, query, keep);
  return { status: 200, headers: { 'content-type': 'text/plain; charset=utf-8' }, body: String(total) };
};

const children = (visit: Visit, parent: Resource, name: string, row: Row): Answer => {
  const navigation = parent.navigation[name];
  const target = resourceAt(navigation?.resource ?? '');
  const table = new Table(target.key);
  for (const child of visit.division.table(target.set).find(navigation?.by ?? '', row[navigation?.of ?? parent.key] ?? null))
    table.put(child);
  return collection(visit, target, readQuery(visit.request.query, target, { acceptsOr: true, isByKey: true }), table);
};

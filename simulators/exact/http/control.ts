import type { FaultRule } from '../../fault-rules.ts';
import { badRequest, ExactFailure, notFound } from '../failure.ts';
import { isJsonObject, type Json, type JsonObject } from '../records/read-body.ts';
import { COLLEAGUE, USER } from '../records/user.ts';
import { rawReading } from '../records/fields.ts';
import { resourceAt, type Resource, type Row } from '../schema/index.ts';
import { layCatalogue } from '../store/catalogue.ts';
import type { Division } from '../store/division.ts';
import type { World } from '../world.ts';
import { empty, json, type Answer, type Request } from './answer.ts';
import { book, closePeriod, unbook } from './bookkeeping.ts';
import type { FaultKind } from './faults.ts';
import { troublePicture } from './pictures.ts';
import { mergeAccounts } from './relations.ts';
import { routeOf } from './route.ts';
import type { Withheld } from './withheld.ts';

const bodyOf = (request: Request): JsonObject => {
  if (request.body.length === 0) return {};
  const body = JSON.parse(request.body.toString('utf8')) as Json;
  if (!isJsonObject(body)) throw badRequest('a JSON object is expected');
  return body;
};

const homeOf = (path: string): Resource => {
  const { resource } = routeOf(path);
  return resource;
};

const inDivision = (world: World, code: number): { division: Division; writer: NonNullable<ReturnType<World['writer']>> } => {
  const division = world.division(code);
  const writer = world.writer(code);
  if (!division || !writer) throw notFound(`no division ${code}`);
  return { division, writer };
};

/** A row as plain JSON: codes without padding, dates in ISO format, empty fields left out. */
const plain = (resource: Resource, division: Division): ((row: Row) => JsonObject) => {
  const columns = [...resource.fields.values()].map((field) => ({ field, read: rawReading(resource, field, division) }));
  return (row) =>
    Object.fromEntries(
      columns.flatMap(({ field, read }) => {
        const value = read(row);
        if (value === null) return [];
        return [[field.name, field.type === 'DateTime' && typeof value === 'number' ? new Date(value).toISOString() : value]];
      }),
    );
};

const seed = (world: World, request: Request): Answer => {
  const body = bodyOf(request);
  const { writer } = inDivision(world, Number(body['division']));
  const entities = isJsonObject(body['entities']) ? body['entities'] : {};
  const ids: Record<string, string[]> = {};
  for (const [path, rows] of Object.entries(entities)) {
    const resource = homeOf(path);
    ids[path] = (Array.isArray(rows) ? rows : []).map((row, index) => {
      if (!isJsonObject(row)) throw badRequest(`${path}[${index}] is not an object`);
      try {
        return String(writer.create(resource.set, row, 'erp')[resource.key]);
      } catch (error) {
        if (error instanceof ExactFailure) throw new ExactFailure(422, `${path}[${index}]: ${error.message}`);
        throw error;
      }
    });
  }
  return json(200, { ids });
};

const rows = (world: World, request: Request, code: number, path: string): Answer => {
  const { division, writer } = inDivision(world, code);
  if (request.method === 'GET') {
    const resource = homeOf(path);
    return json(200, { rows: [...division.table(resource.set).inKeyOrder()].map(plain(resource, division)) });
  }
  const cut = path.lastIndexOf('/');
  const resource = homeOf(path.slice(0, cut));
  const id = path.slice(cut + 1);
  if (request.method === 'DELETE') {
    writer.remove(resource.set, id, 'erp');
    return empty(204);
  }
  return json(200, plain(resourceAt(resource.path), division)(writer.update(resource.set, id, bodyOf(request), 'erp')));
};

const faults = (world: World, request: Request): Answer => {
  const body = bodyOf(request);
  const isClearing = request.method === 'DELETE';
  world.faults.set(isClearing ? [] : ((body['rules'] ?? []) as unknown as FaultRule<FaultKind>[]), Number(body['seed'] ?? 1));
  return empty(204);
};

const grant = (world: World, request: Request): Answer => {
  const body = bodyOf(request);
  const redirectUri = body['redirectUri'] ?? world.settings.app.redirectUris[0];
  if (typeof redirectUri !== 'string' || !world.settings.app.redirectUris.includes(redirectUri))
    throw badRequest('redirectUri is not registered for the app');
  const divisions = Array.isArray(body['divisions']) ? body['divisions'].map(Number) : undefined;
  const user = body['colleague'] === true ? COLLEAGUE : USER;
  return json(200, { code: world.grants.consent(redirectUri, divisions, user) });
};

const layOut = (world: World, request: Request): Answer => {
  const body = bodyOf(request);
  const { division } = inDivision(world, Number(body['division']));
  const [withPrices, withStock] = [body['withPrices'] !== false, body['withStock'] === true];
  const withPictureNames = body['withPictureNames'] === true;
  layCatalogue(division, { items: Number(body['items']), withPrices, withStock, withPictureNames }, Date.now());
  const sizeOf = (set: string): number => division.table(set).size;
  return json(200, { items: sizeOf('Items'), prices: sizeOf('SalesItemPrices'), positions: sizeOf('ItemWarehouses') });
};

const dispatch = (world: World, request: Request, reset: () => void): Answer => {
  const path = request.path.slice('/_control/'.length);
  const [, code, rest] = /^rows\/(\d+)\/(.+)$/.exec(path) ?? [];
  if (code !== undefined && rest !== undefined) return rows(world, request, Number(code), rest);
  const [, kind, company, id] = /^(payments|matches)\/(\d+)\/([^/]+)$/.exec(path) ?? [];
  if (request.method === 'DELETE' && kind !== undefined && id !== undefined)
    return unbook(inDivision(world, Number(company)).writer, kind, id);
  switch (`${request.method} ${path}`) {
    case 'GET health':
      return json(200, { status: 'ok' });
    case 'POST reset':
      reset();
      return empty(204);
    case 'POST seed':
      return seed(world, request);
    case 'POST catalogue':
      return layOut(world, request);
    case 'POST payments':
    case 'POST set-offs': {
      const body = bodyOf(request);
      return book(inDivision(world, Number(body['division'])).writer, path, body);
    }
    case 'POST pictures': {
      const body = bodyOf(request);
      troublePicture(inDivision(world, Number(body['division'])).division, body);
      return empty(204);
    }
    case 'POST periods': {
      const body = bodyOf(request);
      return closePeriod(inDivision(world, Number(body['division'])).division, body);
    }
    case 'POST merge': {
      const body = bodyOf(request);
      const { division, writer } = inDivision(world, Number(body['division']));
      const { master, loser } = body;
      if (typeof master !== 'string' || typeof loser !== 'string') throw badRequest('master and loser are expected');
      mergeAccounts(writer, division, master.toLowerCase(), loser.toLowerCase());
      return empty(204);
    }
    case 'POST withheld': {
      world.withheld.set((bodyOf(request)['withheld'] ?? []) as unknown as Withheld[]);
      return empty(204);
    }
    case 'GET journal':
      return json(200, { calls: world.journal.after(Number(request.query.get('after') ?? 0)) });
    case 'GET counts':
      return json(200, world.journal.counts());
    case 'POST journal/clear':
      world.journal.clear();
      return empty(204);
    case 'POST faults':
    case 'DELETE faults':
      return faults(world, request);
    case 'POST consent':
      return grant(world, request);
    case 'POST end-access':
      world.grants.endAccess();
      return empty(204);
    case 'POST revoke':
      world.grants.revokeAll();
      return empty(204);
    default:
      throw notFound(`no control route ${request.method} ${path}`);
  }
};

/** The control interface: acts as an ERP user and tells what happened. Never counted, never limited, no token. */
export const control = (world: World, request: Request, reset: () => void): Answer => {
  try {
    return dispatch(world, request, reset);
  } catch (error) {
    if (error instanceof ExactFailure) return json(error.status, { error: error.message });
    if (error instanceof SyntaxError) return json(400, { error: error.message });
    throw error;
  }
};

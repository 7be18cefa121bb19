import { badRequest, ExactFailure, forbidden, ruleFailure } from '../failure.ts';
import { atomEntry } from '../odata/atom.ts';
import { renderer, uriOf } from '../odata/rendering.ts';
import { isJsonObject, type Json, type JsonObject } from '../records/read-body.ts';
import type { Writer } from '../records/writer.ts';
import type { Field, Resource, Row } from '../schema/index.ts';
import { validateCallback } from '../webhooks/delivery.ts';
import { empty, header, json, wantsJson, type Answer } from './answer.ts';
import type { Route } from './route.ts';
import type { Visit } from './reading.ts';

const MAX_BODY_BYTES = 10 * 1024 * 1024;

/** What base64 adds to the bytes that it stands for: binaries are measured as they are. */
const encodingOf = (body: JsonObject): number => {
  const attachment = body['Attachment'];
  return typeof attachment === 'string' ? attachment.length - Buffer.byteLength(attachment, 'base64') : 0;
};

const readJson = ({ request }: Visit): JsonObject => {
  if (!header(request, 'content-type').toLowerCase().includes('json'))
    throw new ExactFailure(415, 'Unsupported media type requested.');
  let body: Json;
  try {
    body = JSON.parse(request.body.toString('utf8')) as Json;
  } catch {
    throw badRequest('Error processing request stream. The request is not valid JSON.');
  }
  if (!isJsonObject(body))
    throw badRequest('Error processing request stream. The request should be a valid top-level resource object.');
  if (request.body.length - encodingOf(body) > MAX_BODY_BYTES) throw new ExactFailure(413, 'Request entity too large');
  return body;
};

/** Without `Prefer: return=representation` the answer to a POST leaves what the vendor computed as null. */
const answerOf = (visit: Visit, resource: Resource, row: Row, body: JsonObject): Answer => {
  const isWhole = /return=representation/i.test(header(visit.request, 'prefer'));
  const hides = (field: Field): boolean => field.name !== resource.key && field.name !== 'Division' && !(field.name in body);
  const shape = { select: undefined, expand: [], ...(isWhole ? {} : { hides }) };
  const rendered = renderer(resource, visit.division, visit.base, shape)(row);
  const headers = {
    location: uriOf(resource, row, visit.division, visit.base),
    ...(isWhole ? { 'preference-applied': 'return=representation' } : {}),
  };
  if (wantsJson(visit.request)) return json(201, { d: rendered }, headers);
  return {
    status: 201,
    headers: { 'content-type': 'application/atom+xml; charset=utf-8', ...headers },
    body: atomEntry(resource, rendered),
  };
};

/** The callback must be on the domain of the app's redirect URI, by https unless it is on this very machine. */
const checkCallback = async ({ world, division }: Visit, body: JsonObject): Promise<void> => {
  const text = body['CallbackURL'];
  if (typeof text !== 'string' || !URL.canParse(text)) throw ruleFailure('Mandatory: CallbackURL');
  const url = new URL(text);
  const isLocal = ['localhost', '127.0.0.1', '[::1]'].includes(url.hostname);
  if (url.protocol !== 'https:' && !isLocal) throw ruleFailure('Invalid: Callback URL - https is required');
  const hosts = world.settings.app.redirectUris.map((uri) => new URL(uri).hostname);
  if (!hosts.includes(url.hostname)) throw ruleFailure('Invalid: Callback URL - Not the domain of the redirect URI');
  const topic = body['Topic'];
  if (typeof topic === 'string' && division.table('WebhookSubscriptions').find('Topic', topic).length > 0)
    throw ruleFailure('Already exists');
  const outcome = await validateCallback(text);
  if (typeof outcome === 'string' || outcome < 200 || outcome > 299)
    throw ruleFailure(`Invalid: Post to callback URL endpoint returns ${String(outcome)}`);
};

/** POST, PUT and DELETE over the home resource of a set. */
export const write = async (visit: Visit, route: Route, writer: Writer): Promise<Answer> => {
  const { resource } = route;
  const { method } = visit.request;
  if (resource.isNewer) throw new ExactFailure(405, `Method ${method} is not allowed.`);
  if (!resource.methods.includes(method)) throw forbidden('Forbidden');
  if (method === 'POST') {
    if (route.key !== undefined) throw new ExactFailure(405, 'Method POST is not allowed.');
    const body = readJson(visit);
    if (resource.set === 'WebhookSubscriptions') await checkCallback(visit, body);
    return answerOf(visit, resource, writer.create(resource.set, body, 'api'), body);
  }
  if (route.key === undefined || route.navigation !== undefined) throw new ExactFailure(405, `Method ${method} is not allowed.`);
  if (method === 'DELETE') writer.remove(resource.set, route.key, 'api');
  else writer.update(resource.set, route.key, readJson(visit), 'api');
  return empty(204);
};

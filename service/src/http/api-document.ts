import type { FastifyDynamicSwaggerOptions } from '@fastify/swagger';
import { jsonSchemaTransform, jsonSchemaTransformObject } from 'fastify-type-provider-zod';
import { z } from 'zod';
import type { Access, HttpApp } from './app-types.ts';
import { PROBLEM } from './problems.ts';

type Transform = NonNullable<FastifyDynamicSwaggerOptions['transform']>;
type TransformObject = NonNullable<FastifyDynamicSwaggerOptions['transformObject']>;
type Route = Parameters<Transform>[0]['route'];

const PROBLEM_MEANINGS: Readonly<Record<string, string>> = {
  400: 'the request is not valid',
  401: 'the key or the token is missing, dead or wrong',
  403: 'the key belongs to another org, or Tandem lacks a right in one of the systems',
  404: 'there is no such thing',
  409: 'the state of the org or of the record does not allow it now',
  412: 'somebody else has saved meanwhile',
  413: 'the body is too large',
  415: 'the body is not marked as JSON',
  422: 'what the request is about has to be corrected first',
  428: 'If-Match is missing',
  431: 'address and headers together are larger than 16 KB',
  429: 'too many requests, or wrong secrets, from this org or address',
  502: 'one of the two systems sent an answer that cannot be used',
  503: 'Tandem, its database or one of the two systems cannot be reached now',
};
const STATUSES_WITH_RETRY_AFTER: ReadonlySet<string> = new Set(['429', '503']);

/** What each door may answer, whatever its routes do: the border, the key, the limits, the database. */
const PROBLEMS_OF_ACCESS: Readonly<Record<Access, readonly number[]>> = {
  org: [401, 403, 429, 503],
  operator: [401, 404, 429, 503],
  pairing: [429, 503],
  page: [429, 503],
  webhook: [401, 404, 429, 503],
};
const PROBLEM_CONTENT = { 'application/problem+json': { schema: PROBLEM } };
/** What is refused before a route is found knows of no page. */
const PAGE_PROBLEM = { ...PROBLEM_CONTENT, 'text/html': { schema: z.string() } };
const PROBLEMS_OF_SYSTEMS = [403, 404, 409, 422, 502, 503];
const SECURITY: Readonly<Partial<Record<Access, string>>> = { org: 'org', operator: 'operator' };

const ORG_ID = z.string().meta({ pattern: '^[0-9A-Za-z]{15}([0-9A-Za-z]{3})?$' });
const ORG_ID_HEADER = {
  org: ORG_ID.optional().describe('the org that the request comes from; a key of another org is refused'),
  pairing: ORG_ID.describe('the org that the pairing code was made for'),
};

const AUTHOR_HEADER = z.string().max(2_000).optional().describe('who does it, URL-encoded in UTF-8; a note for people');

/**
 * How `/openapi.json` is made: routes say what is theirs, and what holds for each route behind the same door (who may come in, what
 * every request may be answered, in which form) is added here, so that no route can leave it out.
 */
export const API_DOCUMENT: FastifyDynamicSwaggerOptions = {
  openapi: {
    openapi: '3.1.0',
    info: {
      title: 'Tandem',
      description:
        'Keeps a company’s Exact Online and Salesforce in step. What cannot be carried out is answered as application/problem+json with a code. ' +
        'Requests that arrive too slowly are answered 408, before any route is looked for.',
      version: '1',
    },
    components: {
      securitySchemes: {
        org: { type: 'http', scheme: 'bearer', description: 'the API key of an org' },
        operator: { type: 'http', scheme: 'bearer', description: 'OPERATOR_TOKEN of the service' },
      },
    },
  },
  transform: (document) => jsonSchemaTransform({ ...document, schema: schemaOf(document) }),
  transformObject: (document) => withoutUnusedSchemas(withProblemResponses(jsonSchemaTransformObject(document))),
};

/** Tells the document through which door the routes of a scope are reached. */
export function openDoor(scope: HttpApp, access: Access): void {
  scope.addHook('onRoute', (route) => {
    route.config = { ...route.config, access };
  });
}

function schemaOf({ schema, route }: Parameters<Transform>[0]): Parameters<Transform>[0]['schema'] {
  if (schema.hide === true) return schema;
  const { access, headers } = route.config ?? {};
  const security = access === undefined ? undefined : SECURITY[access];
  const known = {
    ...(access === 'org' || access === 'pairing' ? { 'X-Salesforce-Org-Id': ORG_ID_HEADER[access] } : {}),
    ...(access === 'org' && !isReading(route) ? { 'X-Salesforce-User': AUTHOR_HEADER } : {}),
    ...headers,
  };
  const problems = Object.fromEntries(
    problemsOf(route).map((status) => [status, { content: access === 'page' ? PAGE_PROBLEM : PROBLEM_CONTENT }]),
  );
  return {
    ...schema,
    security: security === undefined ? [] : [{ [security]: [] }],
    ...(Object.keys(known).length === 0 ? {} : { headers: z.object(known) }),
    ...(access === 'page' ? { produces: ['text/html'] } : {}),
    response: { ...(schema.response ?? { 200: access === 'page' ? z.string().describe('a page') : z.null() }), ...problems },
  };
}

function isReading({ method }: Route): boolean {
  return method === 'GET' || method === 'HEAD';
}

function problemsOf(route: Route): number[] {
  const { url, config, schema } = route;
  const access = config?.access;
  const mayAskSystems =
    config?.asksSystems ?? (access === 'page' || (!isReading(route) && (access === 'org' || access === 'operator')));
  const own = Object.keys(schema?.response ?? {}).map(Number);
  return [
    ...new Set([
      400,
      431,
      ...own.filter((status) => status >= 400),
      ...(access === undefined ? [] : PROBLEMS_OF_ACCESS[access]),
      ...(isReading(route) ? [] : [413, 415]),
      ...(url.includes(':') ? [404] : []),
      ...(mayAskSystems ? PROBLEMS_OF_SYSTEMS : []),
    ]),
  ];
}

/** The parts of an OpenAPI document that are changed once it is made. */
type DocumentedPaths = Readonly<
  Record<string, Readonly<Record<string, { readonly responses: Record<string, DocumentedResponse> }>>>
>;

interface DocumentedResponse {
  description: string;
  headers?: Record<string, unknown>;
}

/** Problems say what they mean, and when to come again. */
function withProblemResponses(document: ReturnType<TransformObject>): ReturnType<TransformObject> {
  const operations = Object.values((document.paths ?? {}) as DocumentedPaths).flatMap((methods) => Object.values(methods));
  for (const [status, response] of operations.flatMap(({ responses }) => Object.entries(responses))) {
    if (Number(status) < 400) continue;
    response.description = PROBLEM_MEANINGS[status] ?? response.description;
    if (STATUSES_WITH_RETRY_AFTER.has(status))
      response.headers = { 'Retry-After': { description: 'seconds to wait, where that is known', schema: { type: 'integer' } } };
  }
  return document;
}

/** Every named schema comes twice, as it is sent and as it is answered; most are only answered. */
function withoutUnusedSchemas(document: ReturnType<TransformObject>): ReturnType<TransformObject> {
  const { components } = document as { readonly components?: { readonly schemas?: Readonly<Record<string, object>> } };
  const schemas = components?.schemas ?? {};
  const used = new Set<string>();
  const follow = (part: unknown): void => {
    for (const [, name = ''] of JSON.stringify(part).matchAll(/"#\/components\/schemas\/(\w+)"/g)) {
      if (used.has(name)) continue;
      used.add(name);
      follow(schemas[name]);
    }
  };
  follow(document.paths);
  const kept = Object.entries(schemas).filter(([name]) => used.has(name));
  return { ...document, components: { ...components, schemas: Object.fromEntries(kept) } };
}

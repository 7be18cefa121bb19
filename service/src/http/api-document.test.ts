import { beforeAll, describe, expect, it } from '@jest/globals';
import { startTestApp } from '../../tests/support/test-app.ts';
import { CATALOGUE, type CatalogueEntry } from '../errors/index.ts';
import { CONFIGURATION } from '../flows/index.ts';

type Schema = Readonly<Record<string, unknown>>;

interface Operation {
  readonly tags?: readonly string[];
  readonly security: readonly Readonly<Record<string, unknown>>[];
  readonly parameters?: readonly {
    readonly name: string;
    readonly in: string;
    readonly required?: boolean;
    readonly schema: Schema;
  }[];
  readonly requestBody?: { readonly required?: boolean; readonly content: Readonly<Record<string, { readonly schema: Schema }>> };
  readonly responses: Readonly<
    Record<
      string,
      { readonly description: string; readonly headers?: object; readonly content?: Readonly<Record<string, unknown>> }
    >
  >;
}

let schemas: Readonly<Record<string, Schema & { readonly properties?: Readonly<Record<string, unknown>> }>>;
let operations: { readonly name: string; readonly path: string; readonly method: string; readonly operation: Operation }[];

beforeAll(async () => {
  const app = await startTestApp();
  const document = (await (await app.request('GET', '/openapi.json')).json()) as {
    paths: Record<string, Record<string, Operation>>;
    components: { schemas: typeof schemas };
  };
  await app.close();
  schemas = document.components.schemas;
  operations = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ name: `${method} ${path}`, path, method, operation })),
  );
});

describe('saving settings that would send records of the past', () => {
  it.each(['put /v1/config', 'post /v1/config/versions/{version}/restore'])('takes its confirmation: %s', (name) => {
    const found = operations.find((entry) => entry.name === name)?.operation as
      (Operation & { readonly description?: string }) | undefined;

    expect(found?.parameters).toContainEqual(expect.objectContaining({ name: 'confirmReleased', in: 'query' }));
    expect(found?.description).toContain('start_point_moves_back');
    expect(Object.keys(found?.responses ?? {})).toContain('409');
  });
});

/** Operations for which that does not hold, by name. */
function exceptions(holds: (entry: (typeof operations)[number]) => boolean): string[] {
  return operations.filter((entry) => !holds(entry)).map(({ name }) => name);
}

const isPage = ({ path }: { path: string }) => path.startsWith('/connect/');
const isOperators = ({ path }: { path: string }) => /^\/v1\/orgs(\/|$)/.test(path);
const isOpen = ({ path }: { path: string }) => /^\/(health|webhooks|connect|v1\/pairing)(\/|$)/.test(path);
const hasAll = (operation: Operation, statuses: readonly number[]) => statuses.every((status) => status in operation.responses);

describe('/openapi.json', () => {
  it('knows the whole interface', () => {
    expect(operations.length).toBeGreaterThan(40);
  });

  it('names what it answers, and holds no schema that nothing uses', () => {
    const text = JSON.stringify([operations, schemas]);

    expect(Object.keys(schemas)).toEqual(expect.arrayContaining(['Org', 'Run', 'Issue', 'Problem']));
    expect(Object.keys(schemas).filter((name) => !text.includes(`"#/components/schemas/${name}"`))).toEqual([]);
  });

  it('says what the settings document may hold, as the service itself says it', () => {
    expect(Object.keys(schemas['ConfigurationDocument']?.properties ?? {})).toEqual(
      Object.keys((CONFIGURATION.jsonSchema() as { properties: object }).properties),
    );
  });

  it('names who may come in, at each operation', () => {
    expect(
      exceptions((entry) => {
        const keys = entry.operation.security.flatMap((scheme) => Object.keys(scheme));
        return keys.join() === (isOpen(entry) ? '' : isOperators(entry) ? 'operator' : 'org');
      }),
    ).toEqual([]);
  });

  it('says that a request may be refused, and why', () => {
    expect(exceptions(({ operation }) => hasAll(operation, [400, 431]))).toEqual([]);
    expect(exceptions((entry) => isOpen(entry) || hasAll(entry.operation, [401, 429, 503]))).toEqual([]);
    expect(exceptions((entry) => isOpen(entry) || isOperators(entry) || hasAll(entry.operation, [403]))).toEqual([]);
    expect(exceptions(({ path, operation }) => !path.includes('{') || hasAll(operation, [404]))).toEqual([]);
    expect(exceptions(({ method, operation }) => method === 'get' || hasAll(operation, [413, 415]))).toEqual([]);
  });

  it('says each status that the catalogue has, where both systems are asked', () => {
    const statuses = Object.values<CatalogueEntry>(CATALOGUE).map(({ status }) => status);
    // One is of a document that stands on another, and one of our own faults, which no interface promises.
    const ofSystems = [...new Set(statuses)].filter((status) => ![408, 412, 428, 431, 500].includes(status));
    const push = operations.find(({ name }) => name === 'post /v1/orders/{orderId}/push');

    expect(ofSystems.filter((status) => !(String(status) in (push?.operation.responses ?? {})))).toEqual([]);
  });

  it('gives a problem its own media type, a meaning, and the time to come again', () => {
    const isProblem = ([status]: readonly [string, unknown]) => Number(status) >= 400;
    const types = (entry: (typeof operations)[number]) =>
      Object.entries(entry.operation.responses)
        .filter(isProblem)
        .flatMap(([, { content = {} }]) => Object.keys(content));
    expect(
      exceptions((entry) =>
        types(entry).every((type) => type === 'application/problem+json' || (isPage(entry) && type === 'text/html')),
      ),
    ).toEqual([]);
    expect(
      exceptions(({ operation }) =>
        Object.entries(operation.responses).every((entry) => !isProblem(entry) || entry[1].description !== 'Default Response'),
      ),
    ).toEqual([]);
    expect(
      exceptions(({ operation }) =>
        ['429', '503'].every((status) => {
          const response = operation.responses[status];
          return response === undefined || 'Retry-After' in (response.headers ?? {});
        }),
      ),
    ).toEqual([]);
  });

  it('names the headers that a request is read by', () => {
    const headersOf = ({ operation }: (typeof operations)[number]) =>
      (operation.parameters ?? []).filter((parameter) => parameter.in === 'header');
    expect(
      exceptions(
        (entry) => isOpen(entry) || isOperators(entry) || headersOf(entry).some(({ name }) => name === 'X-Salesforce-Org-Id'),
      ),
    ).toEqual([]);
    const saving = operations.find(({ name }) => name === 'put /v1/config');
    expect(saving === undefined ? [] : headersOf(saving)).toContainEqual(
      expect.objectContaining({ name: 'If-Match', required: true }),
    );
  });

  /** The document of the settings is checked by rules of its own, which it can be asked for. */
  const isDocumentOfSettings = (schema: Schema) => 'additionalProperties' in schema && schema['additionalProperties'] !== false;

  /** What has no bound, with its place: it would reach a column or a list that has one. */
  function unbounded(schema: Schema, place: string): string[] {
    const { type, properties, items, anyOf, oneOf } = schema as {
      type?: string;
      properties?: Record<string, Schema>;
      items?: Schema;
      anyOf?: Schema[];
      oneOf?: Schema[];
    };
    const isBounded = (...names: string[]) => names.some((name) => name in schema);
    const inner = [
      ...Object.entries(properties ?? {}).flatMap(([name, property]) => unbounded(property, `${place}.${name}`)),
      ...[...(anyOf ?? []), ...(oneOf ?? [])].flatMap((option) => unbounded(option, place)),
      ...(items === undefined ? [] : unbounded(items, `${place}[]`)),
    ];
    if (type === 'string' && !isBounded('maxLength', 'pattern', 'enum', 'const', 'format')) return [place];
    if ((type === 'integer' || type === 'number') && !isBounded('maximum', 'exclusiveMaximum')) return [place];
    if (type === 'array' && !isBounded('maxItems')) return [place, ...inner];
    return type === 'object' && isDocumentOfSettings(schema) ? [] : inner;
  }

  it('bounds every text, number and list that a request may hold', () => {
    expect(
      operations.flatMap(({ name, operation }) => [
        ...(operation.parameters ?? []).flatMap((parameter) => unbounded(parameter.schema, `${name} ${parameter.name}`)),
        ...Object.values(operation.requestBody?.content ?? {}).flatMap(({ schema }) => unbounded(schema, name)),
      ]),
    ).toEqual([]);
  });

  it('never bounds a number by the largest that a double counts to, which no column holds', () => {
    const text = JSON.stringify(operations.map(({ operation }) => [operation.parameters, operation.requestBody]));

    expect(text).not.toContain(String(Number.MAX_SAFE_INTEGER));
  });
});

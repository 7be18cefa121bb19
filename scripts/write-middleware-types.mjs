// Writes config/types/middleware.d.ts, what the service answers as the Lightning components read it, from the service's OpenAPI
// document; with --check it only says where the two differ.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import openapiTypes, { astToString } from 'openapi-typescript';
import pino from 'pino';
import prettier from 'prettier';
import { Registry } from 'prom-client';
import { root } from './setup.mjs';

const page = path.join(root, 'config/types/middleware.d.ts');
/** What openapi-typescript writes besides the schemas. */
const BESIDE_THE_SCHEMAS = ['paths', 'webhooks', 'operations', '$defs'];
const { buildApp } = await import(path.join(root, 'service/src/app.ts'));

const document = await apiDocument();
const types = await openapiTypes(answersOnly(document), {
  rootTypes: true,
  rootTypesNoSchemaPrefix: true,
  // A document of settings may leave out what has a default.
  defaultNonNullable: false,
});
const text = await prettier.format(
  `/** What the service answers, as the Lightning components read it. Written by scripts/write-middleware-types.mjs. */
declare module 'tandem/middleware' {
/** What each route that Apex asks answers when it goes well, by status; otherwise it answers a Problem. */
export interface Answers {
${routeLines(document.paths).join('\n')}
}
${astToString(types.filter(({ name }) => !BESIDE_THE_SCHEMAS.includes(name.text)))}
}`,
  { parser: 'typescript', ...(await prettier.resolveConfig(page)) },
);
const current = existsSync(page) ? readFileSync(page, 'utf8') : '';
if (!process.argv.includes('--check')) writeFileSync(page, text);
else if (current !== text) {
  console.error(
    'config/types/middleware.d.ts differs from what the service answers; run: node scripts/write-middleware-types.mjs',
  );
  const [written, said] = [placedLines(current), placedLines(text)];
  for (const line of written.difference(said)) console.error(`- ${line}`);
  for (const line of said.difference(written)) console.error(`+ ${line}`);
  process.exitCode = 1;
}

/** Routes are registered and none is asked: what they stand on need not be there, save what registering reads. */
async function apiDocument() {
  const app = await buildApp({ metrics: new Registry(), settings: { requestsPerMinute: 1 } }, pino({ level: 'silent' }));
  await app.ready();
  const made = app.swagger();
  await app.close();
  return made;
}

/** The named schemas of answers; what is sent is made by Apex. */
function answersOnly({ components, ...rest }) {
  const schemas = Object.fromEntries(Object.entries(components.schemas).filter(([name]) => !name.endsWith('Input')));
  schemas.ConfigurationDocument = ofAnyFlow(schemas.ConfigurationDocument);
  return { ...rest, paths: {}, components: { schemas } };
}

/** The document with what every flow has in common: pages read a flow's own settings off the schema that is served with them. */
function ofAnyFlow(schema) {
  const flows = Object.values(schema.properties.flows.properties);
  const inCommon = Object.entries(flows[0].properties).filter(([name, property]) =>
    flows.every(({ properties }) => isDeepStrictEqual(properties[name], property)),
  );
  const anyFlow = { type: 'object', properties: Object.fromEntries(inCommon), additionalProperties: true };
  return { ...schema, properties: { ...schema.properties, flows: { type: 'object', additionalProperties: anyFlow } } };
}

/** One line a route: `'GET /v1/org': { 200: Org }`. Fails for an answer whose schema has no name. */
function routeLines(paths) {
  const routes = Object.entries(paths).flatMap(([address, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ name: `${method.toUpperCase()} ${address}`, ...operation })),
  );
  return routes
    .filter(({ security, tags }) => security.some((scheme) => 'org' in scheme) || tags?.includes('pairing'))
    .map(({ name, responses }) => {
      const answers = Object.entries(responses)
        .filter(([status]) => Number(status) < 400)
        .map(([status, response]) => `${status}: ${nameOf(response) ?? stop(`${name} answers ${status} without a name`)}`);
      return `'${name}': { ${answers.join('; ')} };`;
    });
}

function nameOf({ content }) {
  const schema = content?.['application/json']?.schema;
  return schema === undefined ? 'null' : schema.$ref?.replace('#/components/schemas/', '');
}

function stop(problem) {
  throw new Error(`${problem}: give its schema an id, .meta({ id: '...' })`);
}

/** Each line with what it stands in. */
function placedLines(source) {
  const place = [];
  const lines = source.split('\n').filter((line) => line.trim() !== '');
  return new Set(
    lines.map((line) => {
      place.length = Math.floor(line.search(/\S/) / 2);
      place.push(line.trim().replace(/:? \{$/, ''));
      return place.join(' › ');
    }),
  );
}

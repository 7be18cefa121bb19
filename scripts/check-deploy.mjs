// Holds what people deploy with to what the service really reads: variables, files of the image, addresses of probes, codes of the runbook.
import { existsSync, globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parseEnv } from 'node:util';
import { parseAllDocuments } from 'yaml';
import { ENVIRONMENT } from '../service/src/config.ts';
import { CATALOGUE } from '../service/src/errors/catalogue.ts';
import { root } from './setup.mjs';

const KUBERNETES = 'deploy/kubernetes';

/** Read by the service for one country each: `EXACT_NL_CLIENT_ID`. */
const COUNTRY_VARIABLE = /^EXACT_[A-Z]{2}_CLIENT_(ID|SECRET)$/;
/** What the platform and the PostgreSQL client read, not the service. */
const PLATFORM_VARIABLES = ['PGSSLMODE', 'POSTGRES_USER', 'POSTGRES_DB', 'POSTGRES_PASSWORD'];
const NOT_IN_PRODUCTION = ['DATA_DIR', 'TIME_SCALE'];
const SET_BY_HEROKU = ['PORT', 'DATABASE_URL'];

const problems = [];
const variables = Object.keys(ENVIRONMENT.shape);
const runbook = read('docs/operations.md');

const yamlFiles = [
  'compose.yaml',
  ...globSync('*.yaml', { cwd: path.join(root, KUBERNETES) }).map((file) => `${KUBERNETES}/${file}`),
];
const yaml = Object.fromEntries(yamlFiles.map((file) => [file, parseYaml(file)]));

checkEnvironmentTable();
checkVariables();
checkImage();
checkKubernetes();
checkCodes();
for (const problem of problems) console.error(problem);
process.exitCode = problems.length === 0 ? 0 : 1;

function checkEnvironmentTable() {
  const expected = Object.entries(ENVIRONMENT.shape).map(([name, schema]) => [
    name,
    String(schema.safeParse(undefined).data ?? 'none'),
    schema.description,
  ]);
  const rows = rowsOf(runbook, 'Environment').map((cells) => cells.slice(0, 3));
  compare('docs/operations.md, table of the environment', rows.map(rowText), expected.map(rowText));
}

function checkVariables() {
  const production = without(variables, NOT_IN_PRODUCTION);
  const settings = parseEnv(read(`${KUBERNETES}/settings.env`));
  const secrets = parseEnv(read(`${KUBERNETES}/secrets.env.example`));
  compare(KUBERNETES, [...Object.keys(settings), ...Object.keys(secrets)], production);
  for (const [name, value] of Object.entries(secrets))
    if (value !== '')
      problems.push(`${KUBERNETES}/secrets.env.example: ${name} has a value; secrets do not belong into the repository`);

  const heroku = Object.keys(JSON.parse(read('app.json')).env);
  compare('app.json', without(heroku, PLATFORM_VARIABLES), without(production, SET_BY_HEROKU));

  for (const { services } of yaml['compose.yaml'])
    for (const [service, { environment = {} }] of Object.entries(services))
      checkKnown(`compose.yaml, ${service}`, Object.keys(environment));
  const image = [...read('Dockerfile').matchAll(/^ENV (.+)$/gm)].flatMap(([, line]) => line.split(/\s+/));
  checkKnown(
    'Dockerfile',
    image.map((assignment) => assignment.split('=')[0]),
  );
}

/** The image gets what the Dockerfile names, file by file; the build sees nothing else. */
function checkImage() {
  const sources = [...read('Dockerfile').matchAll(/^COPY (?!--from)(.+)$/gm)].flatMap(([, line]) =>
    line.split(/\s+/).slice(0, -1),
  );
  const [first, ...rules] = read('.dockerignore')
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'));
  if (first !== '*') problems.push('.dockerignore: the first rule must leave everything out: *');
  const kept = rules.filter((rule) => rule.startsWith('!')).map((rule) => rule.slice(1));
  compare('.dockerignore against the COPY lines of the Dockerfile', kept, [...new Set(sources)]);
  for (const source of sources)
    if (!existsSync(path.join(root, source))) problems.push(`Dockerfile: copies ${source}, which is missing`);
}

function checkKubernetes() {
  const [kustomization] = yaml[`${KUBERNETES}/kustomization.yaml`];
  const manifests = yamlFiles.filter((file) => file.startsWith(KUBERNETES) && !file.endsWith('kustomization.yaml'));
  compare(
    `${KUBERNETES}/kustomization.yaml, resources`,
    kustomization.resources,
    manifests.map((file) => path.basename(file)),
  );
  const routes = read('service/src/http/routes/health.ts');
  for (const { spec } of yaml[`${KUBERNETES}/deployment.yaml`]) {
    for (const container of spec.template.spec.containers)
      for (const probe of ['startupProbe', 'livenessProbe', 'readinessProbe'])
        if (!routes.includes(`'${container[probe]?.httpGet.path}'`))
          problems.push(
            `${KUBERNETES}/deployment.yaml: the ${probe} of ${container.name} asks an address that the service does not have`,
          );
  }
}

/** Every code that stops a flow, and every code that makes one wait, is explained to the operator. */
function checkCodes() {
  const codes = rowsOf(runbook, 'Why a flow waits or stopped').map(([code]) => code);
  const explained = Object.entries(CATALOGUE)
    .filter(([, { handling }]) => handling === 'stop' || handling === 'wait')
    .map(([code]) => code);
  compare('docs/operations.md, codes that stop a flow or make it wait', codes, explained);
}

function checkKnown(place, names) {
  for (const name of names)
    if (!variables.includes(name) && !COUNTRY_VARIABLE.test(name) && !PLATFORM_VARIABLES.includes(name))
      problems.push(`${place}: ${name} is no variable of service/src/config.ts`);
}

function compare(place, found, expected) {
  for (const item of without(expected, found)) problems.push(`${place}: missing: ${item}`);
  for (const item of without(found, expected)) problems.push(`${place}: too much: ${item}`);
}

function without(items, others) {
  return items.filter((item) => !others.includes(item));
}

/** The body cells of all tables in a chapter, without the marks of code. */
function rowsOf(text, title) {
  const chapter = text.split(/^## /m).find((part) => part.startsWith(`${title}\n`)) ?? '';
  const tables = [...chapter.matchAll(/^\|.+\|\n\|[ -|]+\|\n((?:\|.+\|\n)+)/gm)];
  return tables.flatMap(([, body]) => body.trim().split('\n').map(cellsOf));
}

function cellsOf(line) {
  return line
    .slice(1, -1)
    .split('|')
    .map((cell) => cell.trim().replaceAll('`', ''));
}

function rowText(cells) {
  return cells.join(' | ');
}

function parseYaml(file) {
  return parseAllDocuments(read(file), { merge: true }).map((document) => {
    for (const { message } of [...document.errors, ...document.warnings]) problems.push(`${file}: ${message}`);
    return document.toJS() ?? {};
  });
}

function read(file) {
  return readFileSync(path.join(root, file), 'utf8');
}

// Holds the arrows of the architecture: which folder may import which, who reads the environment, what a plan may touch; and that
// no file needs itself in a circle.
import { globSync, readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';
import { root } from './setup.mjs';

const service = path.join(root, 'service/src');

/** Folders of service/src with the folders they may import; `*.ts` directly in service/src (main, app) may import all of them. */
const ARROWS = {
  errors: [],
  money: ['errors'],
  // Numbers that a state or a network gives: read and checked by libraries.
  identifiers: [],
  // Pure: which VAT, from which facts, and its arithmetic.
  tax: ['money'],
  // How long to wait before the next attempt at anything.
  pace: [],
  // What both clients need of HTTP and JSON; it knows neither vendor.
  wire: ['errors'],
  salesforce: ['errors', 'pace', 'wire'],
  exact: ['errors', 'money', 'pace', 'wire'],
  mapping: ['errors', 'identifiers', 'money', 'tax'],
  store: ['errors'],
  // Which record is which.
  links: ['errors', 'exact', 'salesforce', 'store'],
  activity: ['errors', 'links', 'store'],
  // What waits for a second person, whatever it is about.
  approvals: ['errors', 'store'],
  flows: ['errors', 'identifiers', 'money', 'tax', 'exact', 'salesforce', 'links', 'mapping', 'store', 'activity', 'approvals'],
  // What a seller asks: it reads as flows do, and writes nothing.
  selling: ['errors', 'money', 'tax', 'exact', 'salesforce', 'flows'],
  engine: ['errors', 'money', 'pace', 'exact', 'salesforce', 'links', 'mapping', 'store', 'activity', 'flows'],
  // Implements the HTTP door's port for both systems.
  connector: ['errors', 'wire', 'exact', 'salesforce', 'store'],
  http: [
    'errors',
    'money',
    'exact',
    'salesforce',
    'links',
    'mapping',
    'store',
    'activity',
    'approvals',
    'flows',
    'engine',
    'selling',
  ],
};

/**
 * What may be imported as a type besides: the connector implements the port that the HTTP door declares, and the door never sees
 * it; tax reads the VAT codes of Exact.
 */
const TYPE_ARROWS = { connector: ['http'], tax: ['exact'] };

/** Flows that others build on: their rooms import no other room of `flows`. */
const FOUNDATIONS = ['customers', 'items', 'order-lines'];

/** No flow, but what all of them are carried out by. */
const SHARED_ROOMS = ['execute'];

/** What a plan.ts may not import, types apart: it is a pure function. */
const CLIENTS = ['exact', 'salesforce', 'store', 'activity', 'engine', 'http'];

/** Their circles are of types only and wait to be opened: until then only what runs is held there. */
const CIRCLES_OF_TYPES = ['service/src/store', 'service/src/engine'];

const problems = [];

for (const folder of readdirSync(service))
  if (!folder.endsWith('.ts') && !(folder in ARROWS))
    problems.push(`service/src/${folder} has no arrows in scripts/check-arrows.mjs`);
for (const file of sources(service)) checkServiceFile(file);
for (const file of sources(path.join(root, 'simulators'))) checkSimulatorFile(file);
checkCircles(['service/src', 'simulators', 'bench'].flatMap((folder) => sources(path.join(root, folder))));
for (const problem of problems) console.error(problem);
process.exitCode = problems.length === 0 ? 0 : 1;

function sources(folder) {
  return globSync('**/*.ts', { cwd: folder, exclude: (name) => name === 'node_modules' })
    .filter((file) => !file.endsWith('.d.ts'))
    .map((file) => path.join(folder, file));
}

function checkServiceFile(file) {
  const [folder, ownPath] = folderOf(file);
  const isTest = file.endsWith('.test.ts') || isTestSupport(ownPath);
  const source = parse(file);
  for (const found of importsOf(source, file)) {
    const [target, inner] = found.target === undefined ? [] : folderOf(found.target);
    if (found.target !== undefined && isWithin(found.target, path.join(root, 'simulators')) && !isTest)
      report(source, found, 'the service must not import the simulators');
    if (target === undefined || isTest) continue;
    if (isTestSupport(inner)) report(source, found, 'what tests are made with must not reach the product');
    if (target === 'config.ts' && !isOutside(folder))
      report(source, found, 'config.ts is imported by the composition of the service only');
    if (folder === 'flows' && target === folder) checkRooms(source, found, ownPath, inner);
    if (isOutside(folder) || target === folder) continue;
    const allowed = [...ARROWS[folder], ...(found.isTypeOnly ? (TYPE_ARROWS[folder] ?? []) : [])];
    if (target in ARROWS && !allowed.includes(target)) report(source, found, `${folder} must not import ${target}`);
    if (target in ARROWS && !isDoor(target, inner, found.isTypeOnly))
      report(source, found, `import ${target} through its index.ts, not ${inner}`);
    if (path.basename(file) === 'plan.ts' && CLIENTS.includes(target) && !found.isTypeOnly)
      report(source, found, `a plan imports no ${target}`);
  }
  if (isTest) return;
  if (folder !== 'config.ts')
    for (const node of uses(source, 'process', 'env')) reportNode(source, node, 'process.env is read in config.ts only');
  if (path.basename(file) === 'plan.ts') {
    for (const node of [...uses(source, 'Date', 'now'), ...newDates(source)])
      reportNode(source, node, 'a plan reads no clock: take `now` from the moment it is given');
  }
}

/** A room of `flows` is a folder: it imports the files beside the rooms, and other rooms through their doors. */
function checkRooms(source, found, ownPath, inner) {
  const [room, otherRoom] = [roomOf(ownPath), roomOf(inner)];
  if (room === undefined || otherRoom === undefined || room === otherRoom) return;
  if (FOUNDATIONS.includes(room) && !SHARED_ROOMS.includes(otherRoom))
    report(source, found, `flows/${room} must not import flows/${otherRoom}`);
  else if (inner !== `${otherRoom}/index.ts`)
    report(source, found, `import flows/${otherRoom} through its index.ts, not ${inner.slice(otherRoom.length + 1)}`);
}

function roomOf(inner) {
  return inner.includes('/') ? inner.split('/')[0] : undefined;
}

/** True for the files directly in service/src, which put everything together. */
function isOutside(folder) {
  return !(folder in ARROWS);
}

/** `testing.ts` and `testing/` hold what tests of other folders are made with. */
function isTestSupport(inner) {
  return /(^|\/)testing(\.ts$|\/)/.test(inner);
}

/** A folder's door is its index.ts; for types also types.ts and ports.ts; `flows` has rooms, one a flow, with doors of their own. */
function isDoor(folder, inner, isTypeOnly) {
  if (inner === 'index.ts' || inner === 'types.ts') return true;
  return (inner === 'ports.ts' && isTypeOnly) || (folder === 'flows' && /^\w+\/index\.ts$|^flow\.ts$/.test(inner));
}

function checkSimulatorFile(file) {
  if (file.endsWith('.test.ts')) return;
  const source = parse(file);
  for (const found of importsOf(source, file)) {
    if (found.target !== undefined && isWithin(found.target, path.join(root, 'service')))
      report(source, found, 'simulators import nothing from the service');
    if (found.name.startsWith('@tandem/service')) report(source, found, 'simulators import nothing from the service');
  }
}

/** Types count as well: files that need each other's types are one thing in two places. */
function checkCircles(files) {
  const finished = new Set();
  const way = [];
  const visit = (file) => {
    if (finished.has(file)) return;
    if (way.includes(file)) {
      const circle = [...way.slice(way.indexOf(file)), file].map((each) => path.relative(root, each));
      problems.push(`a circle: ${circle.join(' -> ')}`);
      return;
    }
    way.push(file);
    for (const next of neededBy(file)) visit(next);
    way.pop();
    finished.add(file);
  };
  for (const file of files) visit(file);
}

function neededBy(file) {
  const isHeldForTypes = !CIRCLES_OF_TYPES.some((folder) => isWithin(file, path.join(root, folder)));
  return importsOf(parse(file), file)
    .filter(({ target, isTypeOnly }) => target?.endsWith('.ts') && (isHeldForTypes || !isTypeOnly))
    .map(({ target }) => target);
}

/** First folder (or file) below service/src and the rest of the path; empty for what lies elsewhere. */
function folderOf(file) {
  if (!isWithin(file, service)) return [];
  const [first, ...rest] = path.relative(service, file).split(path.sep);
  return [first, rest.join('/')];
}

function isWithin(file, folder) {
  return file.startsWith(`${folder}${path.sep}`);
}

function parse(file) {
  return ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest, true);
}

/** All imports and re-exports, dynamic ones too; `target` is the file of a relative one. */
function importsOf(source, file) {
  const found = [];
  const add = (node, specifier, isTypeOnly) => {
    const name = specifier.text;
    found.push({ node, name, isTypeOnly, target: name.startsWith('.') ? path.resolve(path.dirname(file), name) : undefined });
  };
  walk(source, (node) => {
    if (ts.isImportDeclaration(node)) add(node, node.moduleSpecifier, isTypeImport(node));
    else if (ts.isExportDeclaration(node) && node.moduleSpecifier) add(node, node.moduleSpecifier, node.isTypeOnly);
    else if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)) add(node, node.argument.literal, true);
    else if (
      ts.isCallExpression(node) &&
      node.expression.kind === ts.SyntaxKind.ImportKeyword &&
      node.arguments[0] &&
      ts.isStringLiteralLike(node.arguments[0])
    )
      add(node, node.arguments[0], false);
  });
  return found;
}

function isTypeImport({ importClause }) {
  if (importClause === undefined) return false;
  const names = importClause.namedBindings;
  return (
    importClause.isTypeOnly ||
    (importClause.name === undefined &&
      names !== undefined &&
      ts.isNamedImports(names) &&
      names.elements.every((element) => element.isTypeOnly))
  );
}

function uses(source, object, property) {
  const found = [];
  walk(source, (node) => {
    if (ts.isPropertyAccessExpression(node) && node.expression.getText(source) === object && node.name.text === property)
      found.push(node);
  });
  return found;
}

function newDates(source) {
  const found = [];
  walk(source, (node) => {
    if (ts.isNewExpression(node) && node.expression.getText(source) === 'Date' && (node.arguments?.length ?? 0) === 0)
      found.push(node);
  });
  return found;
}

function walk(node, visit) {
  visit(node);
  ts.forEachChild(node, (child) => walk(child, visit));
}

function report(source, { node, name }, rule) {
  reportNode(source, node, `${rule} (${name})`);
}

function reportNode(source, node, text) {
  const { line } = source.getLineAndCharacterOfPosition(node.getStart(source));
  problems.push(`${path.relative(root, source.fileName)}:${line + 1}: ${text}`);
}

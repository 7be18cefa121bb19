// All tests, one suite after the other; the last line says how many passed and failed.
//   npm test                          what a change wants every time; what cannot run here (no Chromium) is named and skipped
//   npm run test:long                 the rest: the embedded database, faults, memory, several instances, another day, generated requests
//   npm test -- simulators clock      only these of both
//   npm run test:long -- --all        with all tests of minutes and every cell of the fault matrix, not those drawn
//   REQUIRE_ALL=1 npm test            what cannot run here fails
import { randomInt } from 'node:crypto';
import { globSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { findBrowser } from './find-browser.mjs';
import { ensureEnvironment, findPython } from './python-environment.mjs';
import { CLI, ensureReleaseTools, reasonWithoutCli } from './release-tools.mjs';
import { runCommand } from './run-command.mjs';
import { ensureInstalled, pinnedNode, root } from './setup.mjs';
import { clockEnvironment, findFaketime } from './shifted-clock.mjs';
import { findPostgres, startPostgres } from './start-postgres.mjs';

const mustRunAll = process.env.REQUIRE_ALL === '1';
const results = mkdtempSync(path.join(tmpdir(), 'tandem-tests-'));
const totals = { passed: 0, failed: 0, skipped: 0 };
let prepared;
const BROWSER_TESTS = '\\.browser\\.test\\.ts$';
/** Tests of minutes, which prove the same on either database: on the server where there is one. */
const LONG_TESTS = '\\.long\\.test\\.ts$';
/**
 * The parts of those, each of about three minutes: faults in every run, and one drawn of the others. What holds a clock against the
 * service, or seven worlds at once, runs by itself: beside other work it would measure that work.
 */
const LONG_PARTS = {
  faults: { files: ['faults/matrix', 'engine/whale', 'acceptance/formula-bombs'], atOnce: 1, isAlways: true },
  day: { files: ['engine/idle-day', 'engine/budget-limit'], atOnce: 1 },
  load: {
    files: ['acceptance/(connection-errors|large-stock|memory)', 'faults/(instances|killed-renewal)'],
    atOnce: 2,
  },
  audit: { files: ['audit/'], atOnce: 1 },
};
/**
 * Where one database could answer otherwise than the other: the store, and whose rows and keys are whose. The flows run on the
 * embedded one too, on the other day.
 */
const DATABASE_TESTS = 'src/(store/|connector/|http/(connect|forget|issues|keys|reconnect|tenant))';
const PYTHON_MISSING = 'no Python of 3.10 or newer that can make environments (Debian: apt-get install python3-venv)';
/** What the day and the zone can change. */
const DATED_TESTS = ['src/flows/', 'tests/acceptance/(approved|awaited|bad-input|field-cases|mixed)'];
const EVERY_TIME = {
  lightning: () => runJest('Lightning components', [path.join(root, 'node_modules/.bin/sfdx-lwc-jest'), '--'], {}),
  service: runServiceTests,
  simulators: () => runWorkspaceTests('simulators', 'simulators', without(BROWSER_TESTS, LONG_TESTS)),
  browser: runBrowserTests,
};
const LONG = {
  embedded: () => runOnEmbedded({ args: ['--testPathPatterns', DATABASE_TESTS] }),
  long: () => onServer('service, tests of minutes', runLongTests),
  clock: runOnOtherDay,
  fuzz: runFuzzer,
  clients: runClients,
};
const suites = { ...EVERY_TIME, ...LONG };
const options = process.argv.slice(2).filter((argument) => argument.startsWith('--'));
const named = process.argv.slice(2).filter((argument) => !argument.startsWith('--'));
const unknown = [...named.filter((name) => !(name in suites)), ...options.filter((name) => !['--long', '--all'].includes(name))];
if (unknown.length > 0) {
  console.error(`there is no ${unknown.join(', ')}; there are ${[...Object.keys(suites), '--long', '--all'].join(', ')}`);
  process.exit(2);
}
process.on('exit', () => rmSync(results, { recursive: true, force: true }));
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.once(signal, () => process.exit(1));

ensureInstalled();
const wanted = named.length > 0 ? named : Object.keys(options.includes('--long') ? LONG : EVERY_TIME);
for (const name of wanted) await suites[name]();

if (totals.skipped > 0) console.log(`${totals.skipped} tests skipped; their reasons stand above`);
console.log(`${totals.passed} passed, ${totals.failed} failed`);
process.exitCode = totals.failed === 0 ? 0 : 1;

async function runWorkspaceTests(workspace, label, args, env = {}) {
  const begun = workspace === 'service' ? await preparedService() : {};
  const jest = ['--experimental-vm-modules', '--no-warnings', path.join(root, 'node_modules/jest/bin/jest.js')];
  await runJest(label, [...jest, ...args], { env: { ...begun, ...env }, cwd: path.join(root, workspace) });
}

/** On a PostgreSQL server where there is one, a third of the time; a machine without has the embedded one. */
async function runServiceTests() {
  if (!process.env.DATABASE_URL && findPostgres() === undefined && !mustRunAll) return runOnEmbedded({});
  return onServer('service, on a PostgreSQL server', (label, env) => runService(label, { env }));
}

function runOnEmbedded(options) {
  return runService('service, on embedded PostgreSQL (PGlite)', { env: { DATABASE_URL: undefined }, ...options });
}

/** Without the long ones, files wait as long as they work: four at a time keep two cores busy. */
async function runService(label, { env, args = [] }) {
  await runWorkspaceTests('service', label, ['--maxWorkers=4', ...args, ...without(BROWSER_TESTS, LONG_TESTS)], env);
}

/**
 * What every start of the service in a test would make anew: the tables of its database, which tests copy, and its compiled modules.
 * Made once. What cannot be made, each test makes by itself and says why that fails.
 */
function preparedService() {
  prepared ??= (async () => {
    const NODE_COMPILE_CACHE = path.join(results, 'compiled');
    const EMPTY_DATABASES = path.join(results, 'empty-databases');
    const written = await writeEmptyDatabases([EMPTY_DATABASES]);
    await runCommand(pinnedNode, [...serviceArguments(), '--migrate'], {
      env: { NODE_COMPILE_CACHE, DATABASE_URL: undefined, DATA_DIR: path.join(results, 'migrated') },
    });
    return { NODE_COMPILE_CACHE, ...(written ? { EMPTY_DATABASES } : {}) };
  })();
  return prepared;
}

/** Compiled modules are those of the same flags. */
function serviceArguments() {
  const { scripts } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'));
  return ['--no-warnings', ...scripts.serve.split(' ').slice(1)];
}

async function writeEmptyDatabases(args, env = {}) {
  const script = 'service/tests/support/write-empty-databases.ts';
  return (await runCommand(pinnedNode, ['--no-warnings', script, ...args], { env })).code === 0;
}

/** What runs every time and one part drawn of the others; only the one in LONG_PART; with --all every one. */
async function runLongTests(label, env) {
  const isAll = options.includes('--all');
  const partOf = ({ files }) => `tests/(${files.join('|')}).*${LONG_TESTS}`;
  const inNone = globSync('service/**/*.long.test.ts', { cwd: root, exclude: ['**/node_modules'] }).filter(
    (file) => !Object.values(LONG_PARTS).some((part) => new RegExp(partOf(part)).test(file)),
  );
  if (inNone.length > 0) return fail(label, `no part of LONG_PARTS has ${inNone.join(', ')}`);
  for (const name of isAll ? Object.keys(LONG_PARTS) : longPartsOfThisRun(label)) {
    const args = [`--maxWorkers=${LONG_PARTS[name].atOnce}`, '--testPathPatterns', partOf(LONG_PARTS[name])];
    await runWorkspaceTests('service', `${label}: ${name}`, args, { ...env, ...(isAll ? { MATRIX: 'all' } : {}) });
  }
}

function longPartsOfThisRun(label) {
  const names = Object.keys(LONG_PARTS);
  const asked = process.env.LONG_PART;
  if (asked !== undefined && !names.includes(asked)) throw new RangeError(`LONG_PART is one of ${names.join(', ')}`);
  if (asked !== undefined) return [asked];
  const always = names.filter((name) => LONG_PARTS[name].isAlways === true);
  const rare = names.filter((name) => !always.includes(name));
  const drawn = rare[randomInt(rare.length)];
  console.log(`\n== ${label}: ${drawn}, drawn of ${rare.join(', ')} (again: LONG_PART=${drawn}; all: --all)`);
  return [...always, drawn];
}

function without(...patterns) {
  return ['--testPathIgnorePatterns', ...patterns, '/node_modules/'];
}

/** In the last minutes of a year, where it is the year after already. `npm run at-clock` has more days. */
function runOnOtherDay() {
  const label = 'service, on New Year in Auckland';
  const library = findFaketime();
  if (library === undefined) return cannotRun(label, 'no libfaketime found; install it (Debian: apt-get install faketime)');
  const env = { DATABASE_URL: undefined, ...clockEnvironment(library, 'newYear', 'Pacific/Auckland') };
  return runService(label, { env, args: ['--testPathPatterns', ...DATED_TESTS] });
}

/** The pages by themselves (simulators), then the pages on the service with both systems behind it (service). */
async function runBrowserTests() {
  const browser = findBrowser();
  if (browser === undefined)
    return cannotRun('browser tests', 'no Chromium found; install it (Debian: apt-get install chromium) or set CHROMIUM_PATH');
  const args = ['--maxWorkers=2', '--testPathPatterns', BROWSER_TESTS];
  const env = { CHROMIUM_PATH: browser, DATABASE_URL: undefined };
  for (const workspace of ['simulators', 'service'])
    await runWorkspaceTests(workspace, `browser tests of the ${workspace}`, args, env);
}

/** On the server of DATABASE_URL, else on a cluster of its own that is gone afterwards. */
async function onServer(label, run) {
  if (process.env.DATABASE_URL) return run(label, await withTemplate(process.env.DATABASE_URL));
  const binaries = findPostgres();
  if (binaries === undefined)
    return cannotRun(label, 'no PostgreSQL found; install it (Debian: apt-get install postgresql) or set DATABASE_URL');
  let cluster;
  try {
    cluster = await startPostgres(binaries);
  } catch (error) {
    return fail(label, error.message);
  }
  try {
    await run(label, await withTemplate(cluster.url));
  } finally {
    await cluster.stop();
  }
}

async function withTemplate(DATABASE_URL) {
  const env = { DATABASE_URL, TEMPLATE_DATABASE: 'tandem_tests_template' };
  return (await writeEmptyDatabases(['--server'], env)) ? env : { DATABASE_URL };
}

/** Generated requests to everything that /openapi.json names; each operation counts as a test. */
async function runFuzzer() {
  const label = 'fuzzer over /openapi.json';
  const python = findPython();
  if (python === undefined) return cannotRun(label, PYTHON_MISSING);
  let program;
  try {
    program = ensureEnvironment(python, 'service/tests/fuzz/requirements.txt', 'schemathesis');
  } catch (error) {
    return fail(label, error.message);
  }
  const main = path.join(root, 'service/tests/fuzz/main.ts');
  await runCounted(label, (file) => ['--no-warnings', main, '--schemathesis', program, '--outputFile', file], {
    env: { DATABASE_URL: undefined },
  });
}

/** Clients of Salesforce that are not ours, on the simulated org: the Salesforce CLI and a library of Python. */
async function runClients() {
  const label = 'clients of Salesforce on the simulated org';
  const env = {};
  const python = findPython();
  const reason = ensureReleaseTools() ? reasonWithoutCli() : 'npm could not install the tools of release/';
  if (reason === undefined) env.SF_CLI = CLI;
  // A registry need not have it, so it may be missing where everything else must run.
  else console.log(`\n== ${label}: without the Salesforce CLI, ${reason}`);
  if (python === undefined) cannotRun(`${label}: simple-salesforce`, PYTHON_MISSING);
  else
    try {
      env.CLIENTS_PYTHON = ensureEnvironment(python, 'simulators/salesforce/clients/requirements.txt', 'python');
    } catch (error) {
      return fail(label, error.message);
    }
  await runWorkspaceTests('simulators', label, ['--runInBand', ...without(BROWSER_TESTS), '--testPathPatterns', LONG_TESTS], env);
}

function runJest(label, args, options) {
  return runCounted(label, (file) => [...args, '--json', `--outputFile=${file}`, '--ci'], options);
}

/** Runs what writes its counts as Jest does and adds them; a run that ends badly without a failed test counts as one failure. */
async function runCounted(label, argsFor, options) {
  console.log(`\n== ${label}`);
  const file = path.join(results, `${label.replace(/\W+/g, '-')}.json`);
  const { code, seconds } = await runCommand(pinnedNode, argsFor(file), { ...options, show: true });
  const counts = readCounts(file);
  if (counts.failed === 0 && code !== 0) counts.failed = 1;
  for (const kind of Object.keys(totals)) totals[kind] += counts[kind];
  console.log(
    `== ${label}: ${counts.passed} passed, ${counts.failed} failed${counts.skipped > 0 ? `, ${counts.skipped} skipped` : ''} (${seconds} s)`,
  );
}

function readCounts(file) {
  let report;
  try {
    report = JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    return { passed: 0, failed: 1, skipped: 0, reason: error.message };
  }
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests + report.numRuntimeErrorTestSuites,
    skipped: report.numPendingTests,
  };
}

function cannotRun(label, reason) {
  if (mustRunAll) return fail(label, reason);
  console.log(`\n== ${label}: skipped, ${reason}`);
}

function fail(label, reason) {
  totals.failed += 1;
  console.log(`\n== ${label}: failed, ${reason}`);
}

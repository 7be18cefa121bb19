// All tests, one suite after the other; the last line says how many passed and failed.
//   npm test                          what cannot run here (no Chromium, PostgreSQL or Python) is named and skipped
//   REQUIRE_ALL=1 npm test            what cannot run here fails
//   npm test -- simulators browser    only these of: lightning, service, postgres, simulators, clock, browser
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { findBrowser } from './find-browser.mjs';
import { ensureSchemathesis, findPython } from './fuzz-python.mjs';
import { runCommand } from './run-command.mjs';
import { ensureInstalled, pinnedNode, root } from './setup.mjs';
import { clockEnvironment, findFaketime } from './shifted-clock.mjs';
import { findPostgres, startPostgres } from './start-postgres.mjs';

const mustRunAll = process.env.REQUIRE_ALL === '1';
const results = mkdtempSync(path.join(tmpdir(), 'tandem-tests-'));
const totals = { passed: 0, failed: 0, skipped: 0 };
const BROWSER_TESTS = '\\.browser\\.test\\.ts$';
const WITHOUT_BROWSER = ['--testPathIgnorePatterns', BROWSER_TESTS, '/node_modules/'];
/** Their tests open no database: after the run on the embedded one they have nothing new to say. */
const ROOMS_WITHOUT_DATABASE = 'service/src/(errors|exact|flows|mapping|money|salesforce|wire)/';
const SUITES = {
  lightning: () => runJest('Lightning components', [path.join(root, 'node_modules/.bin/sfdx-lwc-jest'), '--'], {}),
  service: runOnEmbedded,
  postgres: runOnPostgres,
  simulators: () => runWorkspaceTests('simulators', 'simulators', WITHOUT_BROWSER),
  clock: runOnOtherDay,
  browser: runBrowserTests,
  fuzz: runFuzzer,
};
const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !(name in SUITES));
if (unknown.length > 0) {
  console.error(`there is no suite ${unknown.join(', ')}; there are ${Object.keys(SUITES).join(', ')}`);
  process.exit(2);
}
process.on('exit', () => rmSync(results, { recursive: true, force: true }));
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.once(signal, () => process.exit(1));

ensureInstalled();
for (const [name, suite] of Object.entries(SUITES)) if (wanted.length === 0 || wanted.includes(name)) await suite();

if (totals.skipped > 0) console.log(`${totals.skipped} tests skipped; their reasons stand above`);
console.log(`${totals.passed} passed, ${totals.failed} failed`);
process.exitCode = totals.failed === 0 ? 0 : 1;

async function runWorkspaceTests(workspace, label, args, env = {}) {
  const jest = ['--experimental-vm-modules', '--no-warnings', path.join(root, 'node_modules/jest/bin/jest.js')];
  await runJest(label, [...jest, ...args], { env, cwd: path.join(root, workspace) });
}

function runService(label, { databaseUrl, env = {}, args = [], without = [] }) {
  return runWorkspaceTests('service', label, [...args, ...WITHOUT_BROWSER, ...without], { DATABASE_URL: databaseUrl, ...env });
}

function runServiceOnServer(label, databaseUrl) {
  const without = wanted.length === 0 || wanted.includes('service') ? [ROOMS_WITHOUT_DATABASE] : [];
  return runService(label, { databaseUrl, without });
}

/**
 * Tests of many minutes run once: on the server where there is one, else on the embedded database. Without them, two files at a
 * time do not get in each other's way.
 */
function runOnEmbedded() {
  const isWanted = wanted.length === 0 || wanted.includes('postgres');
  const serverFollows = isWanted && (Boolean(process.env.DATABASE_URL) || findPostgres() !== undefined);
  return runService('service, on embedded PostgreSQL (PGlite)', {
    env: { SERVER_SUITE_FOLLOWS: serverFollows ? '1' : '' },
    args: serverFollows ? ['--maxWorkers=2'] : [],
  });
}

/** What depends on the day, in the last minutes of a year, where it is the year after already. `npm run at-clock` has more days. */
function runOnOtherDay() {
  const label = 'service, on New Year in Auckland';
  const library = findFaketime();
  if (library === undefined) return cannotRun(label, 'no libfaketime found; install it (Debian: apt-get install faketime)');
  const env = { DATABASE_URL: undefined, ...clockEnvironment(library, 'newYear', 'Pacific/Auckland') };
  return runWorkspaceTests('service', label, [...WITHOUT_BROWSER, '--testPathPatterns', 'src/flows/', 'tests/acceptance/'], env);
}

/** The pages by themselves (simulators), then the pages on the service with both systems behind it (service). */
async function runBrowserTests() {
  const browser = findBrowser();
  if (browser === undefined)
    return cannotRun('browser tests', 'no Chromium found; install it (Debian: apt-get install chromium) or set CHROMIUM_PATH');
  const args = ['--runInBand', '--testPathPatterns', BROWSER_TESTS];
  const env = { CHROMIUM_PATH: browser, DATABASE_URL: undefined };
  for (const workspace of ['simulators', 'service'])
    await runWorkspaceTests(workspace, `browser tests of the ${workspace}`, args, env);
}

async function runOnPostgres() {
  const label = 'service, on a PostgreSQL server';
  if (process.env.DATABASE_URL) return runServiceOnServer(label, process.env.DATABASE_URL);
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
    await runServiceOnServer(label, cluster.url);
  } finally {
    await cluster.stop();
  }
}

/** Generated requests to everything that /openapi.json names; each operation counts as a test. */
async function runFuzzer() {
  const label = 'fuzzer over /openapi.json';
  const python = findPython();
  if (python === undefined)
    return cannotRun(label, 'no Python of 3.10 or newer that can make environments (Debian: apt-get install python3-venv)');
  let program;
  try {
    program = ensureSchemathesis(python);
  } catch (error) {
    return fail(label, error.message);
  }
  const main = path.join(root, 'service/tests/fuzz/main.ts');
  await runCounted(label, (file) => ['--no-warnings', main, '--schemathesis', program, '--outputFile', file], {
    env: { DATABASE_URL: undefined },
  });
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

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { enterItems, enterOrder, item } from '../support/shop.ts';
import { DIVISION, OPERATOR_TOKEN, startWorld, type World } from '../support/world.ts';
import { readMetrics, readReport, type Measured, type TestedOperation } from './readings.ts';

const HERE = import.meta.dirname;
/** One seed sends the same requests each time; another one is tried with `--seed`. */
const SEED = '20261124';
const CHECKS = [
  'not_a_server_error',
  'status_code_conformance',
  'content_type_conformance',
  'response_schema_conformance',
  'response_headers_conformance',
];
const FEWEST_CASES = 1_000;
/** A run that takes longer hangs somewhere. */
const LONGEST_MS = 600_000;
/** Ends the org for which all others are sent: tried by itself, when they are through. */
const ENDS_THE_ORG = '^(DELETE /v1/orgs?(/.*)?)$';

const { values } = parseArgs({
  options: {
    schemathesis: { type: 'string', default: '' },
    examples: { type: 'string', default: '20' },
    seed: { type: 'string', default: SEED },
    outputFile: { type: 'string' },
  },
});

if (values.schemathesis === '') throw new RangeError('usage: main.ts --schemathesis PATH [--examples N] [--seed N]');
const world = await startWorld({
  timeScale: 60,
  limits: null,
  environment: { TRUST_PROXY: '1', NODE_OPTIONS: `--import=${path.join(HERE, 'loopback-only.mjs')}` },
});
try {
  process.exitCode = (await fuzz(world)) ? 0 : 1;
} finally {
  await world.close();
}

/** Sends generated requests to a service that has something to answer, says what came, and answers whether all was well. */
async function fuzz(of: World): Promise<boolean> {
  const known = await furnish(of);
  const before = await measure(of);
  const operations = [
    ...(await runSchemathesis(of, known, ['--exclude-name-regex', ENDS_THE_ORG])),
    ...(await runSchemathesis(of, known, ['--include-name-regex', ENDS_THE_ORG])),
  ];
  const after = await measure(of);
  const longHolds = after.longHolds - before.longHolds;
  const answered = after.requests - after.heldBack;
  const checks = [
    ...operations.map(({ name, failures }) => ({ name, fault: failures.join('\n  ') })),
    {
      name: 'a thousand cases that were not held back by a limit',
      fault: answered < FEWEST_CASES ? `${answered} of ${after.requests}` : '',
    },
    {
      name: 'no request held the event loop for more than 0.2 seconds',
      fault: longHolds > 0 ? `${longHolds} did` : '',
    },
    { name: 'no error that nobody had thought of', fault: linesWith(of, 'internal_error') },
    { name: 'nothing tried to leave this machine', fault: linesWith(of, 'kept from connecting') },
  ];
  for (const { name, fault } of checks.filter((check) => check.fault !== '')) console.log(`failed: ${name}\n  ${fault}`);
  const failed = checks.filter(({ fault }) => fault !== '').length;
  console.log(`${after.requests} requests to ${operations.length} operations, seed ${values.seed}`);
  console.log(`${checks.length - failed} passed, ${failed} failed`);
  const counts = {
    numPassedTests: checks.length - failed,
    numFailedTests: failed,
    numRuntimeErrorTestSuites: 0,
    numPendingTests: 0,
  };
  if (values.outputFile !== undefined) await writeFile(values.outputFile, JSON.stringify(counts));
  return failed === 0;
}

/** A product, an order that was sent and one that could not be, so that there are runs, issues and records to ask for. */
async function furnish(of: World): Promise<Record<string, unknown>> {
  await enterItems(of, [{ row: item('SKU-1'), price: 1.5 }]);
  await of.saveConfiguration({
    version: 1,
    divisions: [{ code: DIVISION, default: true }],
    flows: {
      products: { enabled: true, division: DIVISION, prices: { currency: 'EUR' } },
      orders: { enabled: true, division: DIVISION, statusCodes: ['Activated'], sendFrom: '2020-01-01T00:00:00Z' },
    },
  });
  await of.run({ flow: 'products', mode: 'apply' });
  const good = await enterOrder(of, 'Good');
  const bad = await enterOrder(of, 'Bad', { account: { BillingCountry: 'Nowhere' } });
  const plan = await of.run({ flow: 'orders', mode: 'plan' });
  for (const { orderId } of [good, bad]) await of.api('POST', `/v1/orders/${orderId}/push?waitMs=20000`);
  const issues = (await of.api('GET', '/v1/issues')).body['items'] as { readonly id: string }[];
  return {
    orgId: of.orgId,
    apiKey: of.apiKey,
    operatorToken: OPERATOR_TOKEN,
    division: DIVISION,
    orderIds: [good.orderId, bad.orderId],
    recordIds: [good.orderId, bad.orderId, good.accountId],
    runIds: [plan['id']],
    issueIds: issues.map(({ id }) => id),
    instanceUrl: of.salesforceUrl,
  };
}

async function measure(of: World): Promise<Measured> {
  return readMetrics(await (await fetch(`${of.service.url}/metrics`)).text());
}

/** Lines of the service's log with that in it, the first few. */
function linesWith(of: World, text: string): string {
  return of.service
    .output()
    .split('\n')
    .filter((line) => line.includes(text))
    .slice(0, 5)
    .join('\n  ');
}

async function runSchemathesis(of: World, known: Record<string, unknown>, which: readonly string[]): Promise<TestedOperation[]> {
  const directory = await mkdtemp(path.join(tmpdir(), 'tandem-fuzz-'));
  const report = path.join(directory, 'report.xml');
  const child = spawn(
    path.resolve(values.schemathesis),
    [
      ...['--no-color', 'run', `${of.service.url}/openapi.json`],
      ...['--phases', 'examples,coverage,fuzzing', '--checks', CHECKS.join(','), '--continue-on-failure'],
      ...['--max-examples', values.examples, '--seed', values.seed, '--generation-database', 'none', '--no-shrink'],
      ...['--suppress-health-check', 'all', '--warnings', 'off'],
      ...['--request-timeout', '30', '--report', 'junit', '--report-junit-path', report],
      ...which,
    ],
    {
      cwd: directory,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: {
        ...process.env,
        SCHEMATHESIS_HOOKS: path.join(HERE, 'hooks.py'),
        FUZZ_WORLD: JSON.stringify(known),
        PYTHONDONTWRITEBYTECODE: '1',
      },
    },
  );
  const timer = setTimeout(() => child.kill('SIGKILL'), LONGEST_MS);
  const printed: Buffer[] = [];
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (part: Buffer) => printed.push(part));
  const [code] = (await once(child, 'close')) as [number | null];
  clearTimeout(timer);
  const operations = readReport(await readFile(report, 'utf8').catch(() => ''));
  await rm(directory, { recursive: true });
  if (code === 0 && operations.length > 0) return operations;
  console.log(Buffer.concat(printed).toString('utf8'));
  return operations.some(({ failures }) => failures.length > 0)
    ? operations
    : [...operations, { name: `schemathesis ${which.join(' ')}`, failures: [`it ended with ${code}`] }];
}

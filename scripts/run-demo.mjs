// The demo itself, on the Node of the packages; started by demo.mjs, which hands over when it began.
import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { createInterface } from 'node:readline';
import {
  companyDay,
  DemoClerk,
  demoConfiguration,
  exactControl,
  openDemoCatalog,
  salesforceControl,
  seedBelgianCompany,
  seedDemoCompany,
} from '../simulators/data/index.ts';
import { pageBuildDirectory } from './build-page.mjs';
import { runCommand } from './run-command.mjs';
import { pinnedNode, root } from './setup.mjs';
import { freePort } from './start-postgres.mjs';

const startedAt = Number(process.argv[2] ?? Date.now());
const DIVISION = 123456;
const BELGIAN_DIVISION = 123457;
const START_PATIENCE_MS = 60_000;
const CLERK_ROUND_MS = 20_000;

const folder = mkdtempSync(path.join(tmpdir(), 'tandem-demo-'));
const children = new Set();
const stopping = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => void stop(0));

try {
  await start();
} catch (error) {
  if (!stopping.signal.aborted) {
    console.error(`demo: ${error.message}`);
    await stop(1);
  }
}

async function start() {
  say('starting; the first build of the page takes the longest');
  const building = runCommand(pinnedNode, ['--no-warnings', path.join(root, 'scripts/build-page.mjs')], {
    signal: stopping.signal,
  });
  const [exactPort, salesforcePort, servicePort, pagePort] = await Promise.all([freePort(), freePort(), freePort(), freePort()]);
  const serviceUrl = `http://localhost:${servicePort}`;
  const secrets = { exact: secret(), webhook: secret(), salesforce: secret(), operator: secret() };
  const exactConfig = writeConfig('exact', {
    app: {
      clientId: 'tandem-demo',
      clientSecret: secrets.exact,
      webhookSecret: secrets.webhook,
      redirectUris: [`${serviceUrl}/connect/exact/callback`],
    },
    divisions: [
      { code: DIVISION, name: 'Van Dalen Koffie & Thee B.V.', currency: 'EUR', country: 'NL', isMain: true },
      { code: BELGIAN_DIVISION, name: 'Van Dalen Koffie & Thee België BV', currency: 'EUR', country: 'BE', isMain: false },
    ],
  });
  const salesforceConfig = writeConfig('salesforce', {
    packageDirectory: path.join(root, 'force-app/main/default'),
    organizationName: 'Van Dalen Koffie & Thee',
    currency: 'EUR',
    features: { productCatalogs: true },
    app: {
      clientId: 'tandem-demo',
      clientSecret: secrets.salesforce,
      redirectUris: [`${serviceUrl}/connect/salesforce/callback`],
    },
  });
  const [exactUrl, salesforceUrl] = await Promise.all([
    program('Exact Online simulator', 'simulators/exact/main.ts', ['--port', exactPort, '--config', exactConfig]),
    program('Salesforce simulator', 'simulators/salesforce/main.ts', ['--port', salesforcePort, '--config', salesforceConfig]),
  ]);
  say('both simulators are up');

  const target = { control: exactControl(exactUrl), division: DIVISION, currency: 'EUR' };
  const [seeded, { service, orgId, apiKey }] = await Promise.all([
    seedBoth(target, salesforceControl(salesforceUrl)),
    startService({ exactUrl, salesforceUrl, serviceUrl, servicePort, secrets }),
  ]);
  say(
    `both systems are connected and hold the demo company: ${seeded.items} items, ${seeded.customers} customers, ${seeded.orders} orders`,
  );
  await call(
    'PUT',
    `${service}/v1/config`,
    demoConfiguration(DIVISION, new Date().toISOString(), { further: [BELGIAN_DIVISION], hasCatalog: true }),
    {
      ...orgHeaders(apiKey, orgId),
      'if-match': '"0"',
    },
  );
  await call('POST', `${salesforceUrl}/_control/automation`, { url: service, apiKey, orgId });
  const built = await building;
  if (built.code !== 0) throw new Error(`the Lightning page does not build:\n${built.output}`);
  const pageUrl = await program('Lightning page', 'simulators/lightning/main.ts', [
    '--port',
    pagePort,
    '--config',
    writeConfig('page', {
      packageDirectory: path.join(root, 'force-app/main/default'),
      buildDirectory: pageBuildDirectory,
      serviceUrl: service,
      apiKey,
      orgId,
      salesforceUrl,
      salesforce: { username: 'admin@example.com' },
      userName: 'Anna de Vries',
    }),
  ]);
  say('the Lightning page is up');
  void work(new DemoClerk(target));
  console.log(`\n  Open ${pageUrl}/lightning/n/Tandem_Setup\n\n  Ctrl-C stops everything.`);
}

/** A catalog, the Dutch company with its orders, then the Belgian one, which shares some of its items and one of its customers. */
async function seedBoth(target, salesforce) {
  await openDemoCatalog(salesforce);
  const seeded = await seedDemoCompany(target, salesforce, companyDay());
  const further = await seedBelgianCompany({ ...target, division: BELGIAN_DIVISION }, salesforce, companyDay());
  return { ...seeded, items: seeded.items + further.items, customers: seeded.customers + further.customers };
}

/** What is sent to Exact Online is shipped, invoiced and paid there, a step each round, until the demo ends. */
async function work(clerk) {
  while (!stopping.signal.aborted) {
    await delay(CLERK_ROUND_MS, undefined, { signal: stopping.signal }).catch(() => undefined);
    if (stopping.signal.aborted) return;
    await clerk
      .work(companyDay())
      .catch((error) => console.error(`demo: the clerk of the demo company stopped: ${error.message}`));
  }
}

/** Starts the service and connects the org the way an operator does, without a browser. */
async function startService({ exactUrl, salesforceUrl, serviceUrl, servicePort, secrets }) {
  const service = await program('service', 'service/src/main.ts', [], {
    PORT: servicePort,
    PUBLIC_URL: serviceUrl,
    DATA_DIR: path.join(folder, 'data'),
    DATABASE_URL: undefined,
    OPERATOR_TOKEN: secrets.operator,
    EXACT_CLIENT_ID: 'tandem-demo',
    EXACT_CLIENT_SECRET: secrets.exact,
    EXACT_WEBHOOK_SECRET: secrets.webhook,
    EXACT_BASE_URL: exactUrl,
    SALESFORCE_CLIENT_ID: 'tandem-demo',
    SALESFORCE_CLIENT_SECRET: secrets.salesforce,
    SALESFORCE_LOGIN_URL: salesforceUrl,
    LOG_LEVEL: 'error',
  });
  say('the service is up');
  const redirectUri = `${serviceUrl}/connect/exact/callback`;
  const { code } = await call('POST', `${exactUrl}/_control/consent`, { divisions: [DIVISION, BELGIAN_DIVISION], redirectUri });
  const org = await call(
    'POST',
    `${service}/v1/orgs`,
    {
      salesforce: { instanceUrl: salesforceUrl, grant: 'client_credentials' },
      exact: { country: 'nl', code, redirectUri, divisions: [DIVISION, BELGIAN_DIVISION] },
      trialDays: 14,
    },
    { authorization: `Bearer ${secrets.operator}` },
  );
  return { service, orgId: org.orgId, apiKey: org.apiKey };
}

function orgHeaders(apiKey, orgId) {
  return { authorization: `Bearer ${apiKey}`, 'x-salesforce-org-id': orgId };
}

/** Sends JSON and answers JSON; throws with the answer's own words when it is refused. */
async function call(method, url, body, headers = {}) {
  const response = await fetch(url, {
    method,
    body: JSON.stringify(body),
    headers: { 'content-type': 'application/json', ...headers },
  });
  const text = await response.text();
  if (!response.ok) throw new Error(`${method} ${url} was refused with ${response.status}: ${text}`);
  return text === '' ? undefined : JSON.parse(text);
}

/** Starts a part and answers its address when it says that it listens. The demo ends when a part ends. */
function program(name, file, args, env = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(pinnedNode, ['--no-warnings', path.join(root, file), ...args.map(String)], {
      cwd: folder,
      env: { ...process.env, HOST: '127.0.0.1', ...env },
      stdio: ['ignore', 'pipe', 'inherit'],
      // Away from the terminal: its Ctrl-C reaches only this process, which ends the parts in order and once.
      detached: true,
    });
    children.add(child);
    const timer = setTimeout(
      () => reject(new Error(`the ${name} did not start within ${START_PATIENCE_MS / 1000} s`)),
      START_PATIENCE_MS,
    );
    createInterface({ input: child.stdout }).on('line', (line) => {
      const address = /listening on (http:\/\/[^\s",}]+)/.exec(line)?.[1];
      if (address === undefined) return;
      clearTimeout(timer);
      resolve(address);
    });
    child.once('exit', (code, signal) => {
      clearTimeout(timer);
      children.delete(child);
      const reason = `the ${name} ended ${code === null ? `by ${signal}` : `with code ${code}`}`;
      reject(new Error(reason));
      if (!stopping.signal.aborted) void stop(1, reason);
    });
  });
}

async function stop(code, reason) {
  if (stopping.signal.aborted) return;
  stopping.abort();
  if (reason !== undefined) console.error(`demo: ${reason}`);
  const ends = [...children].map((child) => new Promise((resolve) => child.once('exit', resolve)));
  for (const child of children) child.kill('SIGTERM');
  const patience = setTimeout(() => children.forEach((child) => child.kill('SIGKILL')), 5_000);
  await Promise.all(ends);
  clearTimeout(patience);
  rmSync(folder, { recursive: true, force: true });
  process.exit(code);
}

function writeConfig(name, config) {
  const file = path.join(folder, `${name}.json`);
  writeFileSync(file, JSON.stringify(config), { mode: 0o600 });
  return file;
}

function secret() {
  return randomBytes(24).toString('base64url');
}

function say(text) {
  console.log(`${String(Math.round((Date.now() - startedAt) / 1000)).padStart(3)} s  ${text}`);
}

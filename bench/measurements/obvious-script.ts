import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import { EXACT_APP, REDIRECT_URI, SALESFORCE_APP, seedCatalogue } from '../../service/tests/support/world.ts';
import { flowSettings } from '../../service/tests/support/flow-settings.ts';
import { rounded, type Figure, type Sizes } from '../measurement.ts';
import { addOrders, allSent, effortOf, enterParties, prepareOrders, startScene, type Scene } from '../scene/index.ts';

const SCRIPT = path.resolve(import.meta.dirname, '../obvious-script.ts');
/** A token of Exact ends after ten minutes, and so must the script. */
const LONGEST_MS = 570_000;

interface Cost {
  readonly exactCalls: number;
  readonly salesforceCalls: number;
  readonly wallMs: number;
  readonly cpuMs: number;
}

/** The same jobs by the script one writes in an afternoon and by the service, each on fresh systems without limits. */
export async function obviousScript({ scriptItems, orders }: Sizes): Promise<Figure[]> {
  return [
    ...compared(
      `first load of ${scriptItems} products`,
      await productsByScript(scriptItems),
      await productsByService(scriptItems),
      scriptItems,
    ),
    ...compared(`${orders} orders of known customers`, await ordersByScript(orders), await ordersByService(orders), orders),
  ];
}

function productsByScript(items: number): Promise<Cost> {
  return onScene(async (scene) => {
    await seedCatalogue(scene, items);
    return costOfScript(scene, 'products', items);
  });
}

function productsByService(items: number): Promise<Cost> {
  return onScene(async (scene) => {
    await seedCatalogue(scene, items);
    await scene.saveConfiguration(flowSettings());
    return costOfService(scene, () => scene.run({ flow: 'products', mode: 'apply', full: true }));
  });
}

function ordersByScript(orders: number): Promise<Cost> {
  return onScene(async (scene) => {
    await enterParties(scene);
    await addOrders(scene, 1, 5);
    await runScript(scene, 'orders');
    await addOrders(scene, 1_000, orders);
    return costOfScript(scene, 'orders', orders);
  });
}

function ordersByService(orders: number): Promise<Cost> {
  return onScene(async (scene) => {
    await prepareOrders(scene);
    await addOrders(scene, 1_000, orders);
    return costOfService(scene, async () => {
      await scene.run({ flow: 'orders', mode: 'apply' });
      await allSent(scene);
    });
  });
}

async function onScene(work: (scene: Scene) => Promise<Cost>): Promise<Cost> {
  const scene = await startScene();
  try {
    return await work(scene);
  } finally {
    await scene.close();
  }
}

async function costOfService(scene: Scene, work: () => Promise<unknown>): Promise<Cost> {
  await scene.clearCounts();
  const effort = await effortOf([scene.service.pid], work);
  return { ...effort, ...(await callsOf(scene)) };
}

async function costOfScript(scene: Scene, job: 'products' | 'orders', expected: number): Promise<Cost> {
  await scene.clearCounts();
  const { records, wallMs, cpuMs } = await runScript(scene, job);
  if (records !== expected) throw new Error(`the script worked ${records} of ${expected} records`);
  return { wallMs, cpuMs, ...(await callsOf(scene)) };
}

async function callsOf(scene: Scene): Promise<{ readonly exactCalls: number; readonly salesforceCalls: number }> {
  const { exact, salesforce } = await scene.counts();
  return { exactCalls: exact.counted, salesforceCalls: salesforce.counted };
}

async function runScript(scene: Scene, job: 'products' | 'orders'): Promise<{ records: number; wallMs: number; cpuMs: number }> {
  const task = {
    job,
    division: scene.division,
    exactUrl: scene.exactUrl,
    exactToken: await exactToken(scene),
    salesforceUrl: scene.salesforceUrl,
    salesforceToken: await salesforceToken(scene),
  };
  const { stdout } = await promisify(execFile)(process.execPath, ['--no-warnings', SCRIPT, JSON.stringify(task)], {
    timeout: LONGEST_MS,
  });
  return JSON.parse(stdout) as { records: number; wallMs: number; cpuMs: number };
}

async function exactToken(scene: Scene): Promise<string> {
  const consent = await fetch(`${scene.exactUrl}/_control/consent`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ redirectUri: REDIRECT_URI }),
  });
  const { code } = (await consent.json()) as { code: string };
  return tokenAt(`${scene.exactUrl}/api/oauth2/token`, {
    grant_type: 'authorization_code',
    code,
    redirect_uri: REDIRECT_URI,
    client_id: EXACT_APP.clientId,
    client_secret: EXACT_APP.clientSecret,
  });
}

function salesforceToken(scene: Scene): Promise<string> {
  return tokenAt(`${scene.salesforceUrl}/services/oauth2/token`, {
    grant_type: 'client_credentials',
    client_id: SALESFORCE_APP.clientId,
    client_secret: SALESFORCE_APP.clientSecret,
  });
}

async function tokenAt(url: string, form: Readonly<Record<string, string>>): Promise<string> {
  const response = await fetch(url, { method: 'POST', body: new URLSearchParams(form) });
  if (!response.ok) throw new Error(`no token for the script: ${response.status} ${await response.text()}`);
  return ((await response.json()) as { access_token: string }).access_token;
}

function compared(title: string, script: Cost, service: Cost, records: number): Figure[] {
  const line = (name: string, of: (cost: Cost) => number, unit: string): Figure => ({
    what: `${title}: ${name}, script / service`,
    value: `${rounded(of(script) / records)} / ${rounded(of(service) / records)} ${unit} = ${rounded(of(script) / of(service))} times`,
  });
  return [
    line('Exact calls', (cost) => cost.exactCalls, 'a record'),
    line('Salesforce calls', (cost) => cost.salesforceCalls, 'a record'),
    line('time without limits', (cost) => cost.wallMs, 'ms a record'),
    line('CPU of the process', (cost) => cost.cpuMs, 'ms a record'),
  ];
}

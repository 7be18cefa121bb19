import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import path from 'node:path';
import { startSalesforceSimulator, type RunningSimulator } from '../../../simulators/salesforce/index.ts';
import { eventually } from '../../tests/support/eventually.ts';
import { createLedgerEngine } from '../../tests/support/ledger-engine.ts';
import { LedgerFlow } from '../../tests/support/ledger-flow.ts';
import { makeOrg, openTestStore, type TestStore } from '../../tests/support/test-store.ts';
import { salesforceVault } from '../connector/index.ts';
import { TandemError } from '../errors/index.ts';
import { createSalesforceClients, type SalesforceClients } from '../salesforce/index.ts';
import type { Engine } from './index.ts';

const APP = { clientId: 'client', clientSecret: 'secret', redirectUris: ['https://tandem.example/cb'] };
const PACKAGE_DIRECTORY = path.resolve(import.meta.dirname, '../../../force-app/main/default');
/** A stopped flow looks again after three seconds, an alert is looked for twice a second. */
const TIME_SCALE = 100;
const REVOKED = new TandemError('exact_app_revoked', { text: 'access_denied' });
const RECONNECT = new TandemError('exact_reconnect', { reason: 'a person has to sign in' });
const SALESFORCE_RECONNECT = new TandemError('salesforce_reconnect', { reason: 'a person has to sign in' });

interface Notification {
  readonly deliveredTo: readonly string[];
  readonly title: string;
  readonly body: string;
  readonly targetPageRef: string;
}

let test: TestStore;
let simulator: RunningSimulator;
let salesforce: SalesforceClients;
let orgId: string;
let flows: LedgerFlow[];
let engines: Engine[];
let warnings: Record<string, unknown>[];

beforeAll(async () => {
  test = await openTestStore();
  simulator = await startSalesforceSimulator({ packageDirectory: PACKAGE_DIRECTORY, app: APP });
});

beforeEach(async () => {
  await control('POST', 'reset');
  ({ orgId } = await makeOrg(test.store));
  await connectSalesforce();
  salesforce = createSalesforceClients({
    app: { ...APP, loginUrl: simulator.url },
    vault: salesforceVault(test.store.vault),
    usage: { record: () => undefined },
    now: () => new Date(),
    timeScale: TIME_SCALE,
  });
  flows = [new LedgerFlow('ledger'), new LedgerFlow('journal')];
  engines = [];
  warnings = [];
});

afterEach(async () => {
  await Promise.all(engines.map((engine) => engine.stop(5_000)));
  await salesforce.close();
  await test.store.orgs.delete(orgId);
});

afterAll(async () => {
  await simulator.close();
  await test.close();
});

async function connectSalesforce(): Promise<void> {
  await test.store.vault.save(orgId, 'salesforce', {}, { instanceUrl: simulator.url, grant: 'client_credentials' });
}

async function startEngine(): Promise<Engine> {
  const engine = createLedgerEngine(test.store, flows, {
    salesforceOf: (id, signal) => salesforce.org(id, signal),
    log: { info: () => undefined, warn: (fields) => void warnings.push({ ...fields }) },
    timeScale: TIME_SCALE,
  });
  engines.push(engine);
  await engine.start();
  return engine;
}

async function control(method: string, route: string, body?: object): Promise<Record<string, unknown>> {
  const answer = await fetch(`${simulator.url}/_control/${route}`, { method, ...(body && { body: JSON.stringify(body) }) });
  return (await answer.json()) as Record<string, unknown>;
}

async function notifications(): Promise<readonly Notification[]> {
  return (await control('GET', 'notifications'))['notifications'] as Notification[];
}

const alerts = () => test.query('select code, attempts, delivered_at, solved_at from alert where org_id = $1', [orgId]);

/** The flow meets this whenever it looks, until `repair`. */
function breakFlow(flow: LedgerFlow | undefined, error: TandemError): void {
  flow?.laneErrors.push(...Array.from({ length: 1_000 }, () => error));
}

function repair(): void {
  for (const flow of flows) flow.laneErrors.length = 0;
}

const isTried = ([alert]: readonly Record<string, unknown>[]): boolean => Number(alert?.['attempts'] ?? 0) > 0;
const isSolved = (rows: readonly Record<string, unknown>[]): boolean =>
  rows.length > 0 && rows.every((row) => row['solved_at'] !== null);

describe('a flow that stopped', () => {
  it('is told to the active administrators with what to do', async () => {
    const { id: annaId } = await control('POST', 'users', { username: 'anna@x.nl', permissionSets: ['Tandem_Administrator'] });
    await control('POST', 'users', { username: 'user@x.nl', permissionSets: ['Tandem_User'] });
    breakFlow(flows[0], REVOKED);

    await (await startEngine()).wake(orgId);

    const [notification] = await eventually(notifications, (sent) => sent.length > 0, 'a notification');
    expect(notification).toMatchObject({
      deliveredTo: [expect.stringMatching(/^005/), annaId],
      title: `Tandem: ${REVOKED.title}`,
      body: `${REVOKED.message} ${REVOKED.action}`,
      targetPageRef: expect.stringContaining('"Tandem_Setup"'),
    });
  });

  it('is told once, however many flows meet the cause on however many instances', async () => {
    await control('POST', 'journal/clear');
    breakFlow(flows[0], REVOKED);
    breakFlow(flows[1], RECONNECT);
    const [first, second] = [await startEngine(), await startEngine()];

    await Promise.all([first.wake(orgId), second.wake(orgId)]);
    await eventually(notifications, (sent) => sent.length > 0, 'a notification');
    const readsWhenTold = flows.map((flow) => flow.reads);
    await eventually(
      () => flows.every((flow, index) => flow.reads > (readsWhenTold[index] ?? 0) + 1),
      Boolean,
      'two more looks of each flow',
    );

    expect(await notifications()).toHaveLength(1);
    expect(await alerts()).toHaveLength(1);
    // Which objects there are, type and administrators, the notification.
    expect(await control('GET', 'counts')).toMatchObject({ counted: 3 });
  });

  it('is told to nobody when it came right before', async () => {
    await control('POST', 'faults', { rules: [{ kind: 'error503', path: '/services/data' }] });
    breakFlow(flows[0], RECONNECT);
    const engine = await startEngine();
    await engine.wake(orgId);
    await eventually(alerts, isTried, 'an attempt');

    repair();
    await engine.wake(orgId);
    await eventually(alerts, isSolved, 'a solved alert');
    await control('DELETE', 'faults');

    breakFlow(flows[1], new TandemError('exact_user_blocked', { division: 7, text: 'blocked' }));
    await engine.hintFromSalesforce(orgId, 'Entry', ['a']);
    const sent = await eventually(notifications, (list) => list.length > 0, 'another notification');
    expect(sent.map(({ title }) => title)).toEqual([expect.not.stringContaining(RECONNECT.title)]);
  });

  it('is told later when Salesforce does not answer, and the log says so until then', async () => {
    await control('POST', 'faults', { rules: [{ kind: 'error503', path: '/services/data' }] });
    breakFlow(flows[0], RECONNECT);
    await (await startEngine()).wake(orgId);
    await eventually(alerts, isTried, 'an attempt');
    expect(await notifications()).toEqual([]);
    expect(warnings).toContainEqual({ orgId, code: 'exact_reconnect', reason: 'salesforce_unavailable' });

    await control('DELETE', 'faults');

    await eventually(notifications, (sent) => sent.length === 1, 'a notification');
    expect(await alerts()).toEqual([expect.objectContaining({ delivered_at: expect.any(Date) })]);
  });

  it('because Salesforce let nobody in is not told through the connection that is back', async () => {
    await test.store.vault.markReconnect(orgId, 'salesforce', 'salesforce_reconnect');
    breakFlow(flows[0], SALESFORCE_RECONNECT);
    const engine = await startEngine();
    await engine.wake(orgId);
    await eventually(alerts, isTried, 'an attempt');

    await connectSalesforce();
    await engine.wake(orgId);

    await eventually(alerts, isSolved, 'a solved alert');
    expect(await notifications()).toEqual([]);
  });

  it('is told to nobody where nobody administers Tandem, which the log says, and to the first who does', async () => {
    await control('POST', 'users', { username: 'admin@example.com', permissionSets: [] });
    breakFlow(flows[0], RECONNECT);
    await (await startEngine()).wake(orgId);
    await eventually(alerts, isTried, 'an attempt');
    expect(warnings).toContainEqual({ orgId, code: 'exact_reconnect', reason: 'no_administrator' });
    expect(await notifications()).toEqual([]);

    await control('POST', 'users', { username: 'admin@example.com', permissionSets: ['Tandem_Administrator'] });

    await eventually(notifications, (sent) => sent.length === 1, 'a notification');
  });
});

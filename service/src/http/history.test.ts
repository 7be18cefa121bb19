import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { DIVISION, startTestApp, type TestApp } from '../../tests/support/test-app.ts';
import { makeOrg } from '../../tests/support/test-store.ts';
import { TandemError } from '../errors/index.ts';

let app: TestApp;
let org: { orgId: string; apiKey: string };

beforeAll(async () => {
  app = await startTestApp({
    engine: {
      measureHistory: async (_orgId, { flow, years, division = DIVISION.code }) => {
        if (flow !== 'invoices') throw new TandemError('flow_without_history', { flow });
        const window = { from: `${2030 - years}-01-01`, until: '2029-01-01' };
        return { flow, division, window, size: { records: 10, rows: 60, calls: { exact: 3, salesforce: 1 } } };
      },
    },
  });
  org = await makeOrg(app.store);
  await app.store.vault.save(org.orgId, 'exact', { refreshToken: 'r' }, { country: 'nl', divisions: [DIVISION] });
});
afterAll(() => app.close());

const price = async (path: string): Promise<unknown> =>
  (await app.request('GET', `/v1/flows/${path}`, { key: org.apiKey })).json();

describe('the history of a flow', () => {
  it('is priced before it is loaded', async () => {
    expect(await price('invoices/history?years=3')).toMatchObject({
      flow: 'invoices',
      division: DIVISION.code,
      from: '2027-01-01',
      until: '2029-01-01',
      records: 10,
      rows: 60,
      storageMb: 1,
      calls: { exact: 3, salesforce: 1 },
      doneAt: expect.any(String),
      text: expect.stringMatching(/^10 invoices of 1 January 2027 to 31 December 2028: some 60 rows \(1 MB\)/),
    });
  });

  it('is that of the company that is asked for', async () => {
    expect(await price('invoices/history?years=3&division=42')).toMatchObject({ division: 42 });
    expect(await price('invoices/history?years=3&division=all')).toMatchObject({ status: 400 });
  });

  it('is refused for years that are none, and for a flow that has none', async () => {
    for (const years of ['0', '11', 'many', '2.5', ''])
      expect(await price(`invoices/history?years=${years}`)).toMatchObject({ status: 400 });
    expect(await price('stock/history?years=2')).toMatchObject({ status: 422, code: 'flow_without_history' });
  });

  it.each([
    ['ids', { ids: ['001000000000001AAA'] }],
    ['since', { since: new Date(0).toISOString() }],
    ['full', { full: true }],
  ])('is refused together with %s: nobody could tell which was meant', async (field, scope) => {
    const body = { flow: 'invoices', mode: 'apply', historyYears: 3, ...scope };
    const refused = await app.request('POST', '/v1/runs', { key: org.apiKey, body });
    expect(refused.status).toBe(400);
    expect(await refused.json()).toMatchObject({
      code: 'invalid_request',
      detail: expect.stringContaining(`leave ${field} out`),
    });
    expect(app.engineCalls).toEqual([]);
  });

  it('is started as a run, paused and gone on with', async () => {
    const body = { flow: 'invoices', mode: 'apply', historyYears: 3 };
    const started = await app.request('POST', '/v1/runs', { key: org.apiKey, body });
    expect(started.status).toBe(202);
    for (const verb of ['pause', 'resume'])
      expect((await app.request('POST', `/v1/runs/run-1/${verb}`, { key: org.apiKey })).status).toBe(202);

    expect(app.engineCalls).toMatchObject([
      { method: 'startRun', args: [org.orgId, { flow: 'invoices', mode: 'apply', historyYears: 3 }] },
      { method: 'pauseRun', args: [org.orgId, 'run-1'] },
      { method: 'resumeRun', args: [org.orgId, 'run-1'] },
    ]);
  });
});

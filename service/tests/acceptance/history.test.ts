import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { companyDay } from '../../../simulators/data/index.ts';
import { eventually } from '../support/eventually.ts';
import { enterItems, item } from '../support/shop.ts';
import { DIVISION, FAR_LIMITS, startWorld, type World } from '../support/world.ts';

/** Settled invoices of two years ago. */
const COUNT = 60;

let world: World;
let years: number;

beforeAll(async () => {
  world = await startWorld({ timeScale: 60, limits: FAR_LIMITS });
  // Off: what is done is done by hand.
  const invoices = { enabled: false, division: DIVISION };
  await world.saveConfiguration({ version: 1, divisions: [{ code: DIVISION, default: true }], flows: { invoices } });
  const items = await enterItems(world, [{ row: item('LAMP', { SalesVatCode: '0' }), price: 9 }]);
  await world.exact.seed(DIVISION, { 'crm/Accounts': [{ Name: 'Visser', Status: 'C', PaymentConditionSales: '30' }] });
  const debtor = (await world.exact.rows(DIVISION, 'crm/Accounts')).find((row) => row['Name'] === 'Visser')?.['ID'];
  await world.salesforce.seed([{ object: 'Account', fields: { Name: 'Visser', Exact_Id__c: String(debtor) } }]);
  const line = { Item: items.get('LAMP') ?? '', Quantity: 1, NetPrice: 10 };
  const invoice = { OrderedBy: String(debtor), SalesInvoiceLines: [line] };
  await world.exact.seed(DIVISION, { 'salesinvoice/SalesInvoices': Array.from({ length: COUNT }, () => invoice) });
  years = Number(companyDay().slice(0, 4));
  const day = `${years - 2}-06-15`;
  const entered = await world.exact.rows(DIVISION, 'salesinvoice/SalesInvoices');
  await world.exact.seed(DIVISION, {
    'salesinvoice/PrintedSalesInvoices': entered.map((row) => ({ InvoiceID: String(row['InvoiceID']), InvoiceDate: day })),
  });
  for (const row of entered)
    await fetch(`${world.exactUrl}/_control/payments`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ division: DIVISION, invoice: row['InvoiceID'], amount: 10, date: day }),
    });
}, 120_000);

afterAll(() => world.close());

it('years of the past are priced, loaded, paused and gone on with, and are no part of what comes by itself', async () => {
  expect(await world.run({ flow: 'invoices', mode: 'apply' })).toMatchObject({ state: 'succeeded' });
  expect(await world.salesforce.rows('ExactInvoice__c')).toEqual([]);

  const price = await world.api('GET', '/v1/flows/invoices/history?years=2');
  expect(price).toMatchObject({
    status: 200,
    body: { records: COUNT, from: `${years - 2}-01-01`, until: `${years - 1}-01-01`, doneAt: expect.any(String) },
  });
  expect(await world.api('GET', '/v1/flows/invoices/history?years=1')).toMatchObject({
    status: 422,
    body: { code: 'history_too_short' },
  });

  // Exact takes its time, so that there is something to pause.
  await world.setFaults('exact', [{ kind: 'latency', latencyMs: 1_500 }]);
  const started = await world.api('POST', '/v1/runs', { flow: 'invoices', mode: 'apply', historyYears: 2 });
  const runId = String(started.body['runId']);
  expect(await world.api('POST', `/v1/runs/${runId}/pause`)).toMatchObject({ status: 202 });
  await world.setFaults('exact', []);
  expect(await world.api('GET', `/v1/runs/${runId}`)).toMatchObject({ body: { state: 'paused' } });
  expect(await world.salesforce.rows('ExactInvoice__c')).toEqual([]);

  expect(await world.api('POST', `/v1/runs/${runId}/resume`)).toMatchObject({ status: 202 });
  const { body } = await eventually(
    () => world.api('GET', `/v1/runs/${runId}`),
    (answer) => answer.body['state'] === 'succeeded',
    'the end of the history',
  );

  expect(body).toMatchObject({
    history: { from: `${years - 2}-01-01`, until: `${years - 1}-01-01` },
    counts: { blocked: 0, failed: 0 },
  });
  const rows = await world.salesforce.rows('ExactInvoice__c');
  expect(rows).toHaveLength(COUNT);
  expect(rows.every((row) => row['Invoice_Status__c'] === 'Paid')).toBe(true);
  const org = await world.api('GET', '/v1/org');
  const [flow] = (org.body['flows'] as { name: string; history: object | null }[]).filter(({ name }) => name === 'invoices');
  expect(flow).toMatchObject({ history: { id: runId, state: 'succeeded' }, lastRun: { history: null } });
}, 60_000);

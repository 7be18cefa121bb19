import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { flowCatalogue } from '../../../simulators/lightning/testing/flow-answers.ts';
import { startTestApp, type TestApp } from '../../tests/support/test-app.ts';
import { makeOrg } from '../../tests/support/test-store.ts';
import { FLOWS } from '../flows/index.ts';

interface FlowJson {
  readonly name: string;
  readonly label: string;
  readonly direction: string;
  readonly nouns: { readonly one: string; readonly several: string };
  readonly settings: {
    readonly 'x-tandem': unknown;
    readonly properties: Readonly<Record<string, { readonly default?: unknown; readonly description?: string }>>;
  };
  readonly state: string;
}

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp();
});
afterAll(() => app.close());

async function flowsOf(apiKey: string): Promise<readonly FlowJson[]> {
  const answer = await app.request('GET', '/v1/flows', { key: apiKey });
  expect(answer.status).toBe(200);
  return ((await answer.json()) as { items: FlowJson[] }).items;
}

describe('the list of flows', () => {
  it('has every flow of the registry in its order, as people read of it', async () => {
    const { apiKey } = await makeOrg(app.store);
    const flows = await flowsOf(apiKey);

    expect(flows.map(({ name, label }) => ({ name, label }))).toEqual(
      FLOWS.map(({ name, texts }) => ({ name, label: texts.en.label })),
    );
    expect(flows.find(({ name }) => name === 'products')).toMatchObject({
      direction: 'toSalesforce',
      icon: 'standard:product',
      nouns: { one: 'item', several: 'items' },
    });
  });

  it('says of every setting what it is by default', async () => {
    const { apiKey } = await makeOrg(app.store);
    const orders = (await flowsOf(apiKey)).find(({ name }) => name === 'orders');

    expect(orders?.settings.properties['everyMinutes']).toMatchObject({ type: 'integer', default: 5 });
    expect(orders?.settings.properties['statusCodes']?.description).toBe('status categories that are sent');
  });

  it.each(['en', 'nl'] as const)('has in it what the pages are tried with, word for word (%s)', async (language) => {
    const { apiKey } = await makeOrg(app.store);
    const answer = await app.request('GET', '/v1/flows', { key: apiKey, headers: { 'Accept-Language': language } });
    const { items, tables } = (await answer.json()) as { items: FlowJson[]; tables: unknown[] };

    const tried = flowCatalogue(language);
    for (const { isEnabled: _isEnabled, state: _state, ...flow } of tried.items)
      expect(items.find(({ name }) => name === flow.name)).toMatchObject(flow);
    expect(tables).toEqual(tried.tables);
  });

  it('speaks the language of its reader: flows, settings with their choices, tables', async () => {
    const { apiKey } = await makeOrg(app.store);
    const answer = await app.request('GET', '/v1/flows', { key: apiKey, headers: { 'Accept-Language': 'nl-NL' } });
    const { items, tables } = (await answer.json()) as { items: FlowJson[]; tables: unknown[] };
    const products = items.find(({ name }) => name === 'products');

    expect(products).toMatchObject({ label: 'Producten' });
    expect(products?.settings.properties['family']).toMatchObject({
      title: 'Productfamilie',
      default: 'fromItemGroup',
      oneOf: [
        { const: 'fromItemGroup', title: 'Artikelgroep van Exact Online' },
        { const: 'none', title: 'Laten zoals in Salesforce' },
      ],
    });
    expect(tables).toContainEqual({
      name: 'vat',
      label: 'Btw-codes',
      explanation: 'Welke btw-code van Exact Online bij de btw-code van een orderproduct hoort.',
      list: 'vatCodes',
    });
  });

  it('says of a setting what JSON Schema has no word for: which are shown, whose values, when it matters', async () => {
    const { apiKey } = await makeOrg(app.store);
    const orders = (await flowsOf(apiKey)).find(({ name }) => name === 'orders');

    expect(orders?.settings['x-tandem']).toEqual({
      shown: [
        ...['/statuses', '/sendFrom', '/reference/field', '/targets/usual', '/targets/invoiceJournal', '/targets/warehouse'],
        ...['/debtor/use', '/debtor/defaultAccountCode'],
        ...['/vat/chosenBy', '/vat/privateGoods', '/vat/withoutStock', '/structuredInvoices', '/closedPeriods', '/costCentre'],
        ...['/credit/block', '/credit/daysOverdue', '/sets/send', '/amendments/changes', '/amendments/cancelled'],
        ...['/missingProducts/use', '/missingProducts/placeholderCode'],
      ],
    });
    expect(orders?.settings.properties).toMatchObject({
      statuses: { title: 'Send orders with status', 'x-tandem': { picklist: { object: 'Order', field: 'Status' } } },
      sendFrom: { format: 'date-time', 'x-tandem': { whenEmptied: expect.stringContaining('Give a day and a time.') } },
      debtor: {
        properties: {
          defaultAccountCode: {
            maxLength: 18,
            'x-tandem': { shownWhen: { pointer: '/debtor/use', values: ['default', 'defaultForPrivate'] } },
          },
        },
      },
    });
  });

  it('is for whoever has a key', async () => {
    expect((await app.request('GET', '/v1/flows', {})).status).toBe(401);
  });
});

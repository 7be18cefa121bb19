import { afterEach, describe, expect, it } from '@jest/globals';
import { phrase, TandemError } from './errors/index.ts';
import type { ExactClients, ExactDivision, ReferenceLists } from './exact/index.ts';
import { createInspector } from './inspector.ts';
import { CONFIGURATION } from './flows/index.ts';
import { writtenFields } from './mapping/index.ts';
import { startTestOrg, TEST_ORG_ID, type TestOrg } from './salesforce/testing.ts';
import { json } from './wire/testing/scripted-server.ts';

const DOCUMENT = { version: 1 };
const WRITTEN = writtenFields(CONFIGURATION.parse(DOCUMENT));

let org: TestOrg | undefined;
afterEach(async () => {
  await org?.close();
  org = undefined;
});

/** An org with every field that rules fill: these of a product may only be read, the others are open. */
async function checkWith(
  closed: readonly string[],
  document: Readonly<Record<string, unknown>> = DOCUMENT,
  exact: Partial<ExactClients> = {},
) {
  org = await startTestOrg(({ url }) => {
    const object = /\/sobjects\/(\w+)\/describe/.exec(url)?.[1] ?? '';
    const isOpen = (name: string): boolean => object !== 'Product2' || !closed.includes(name);
    const fields = (WRITTEN.get(object) ?? []).map((name) => ({ name, type: 'string', updateable: isOpen(name) }));
    return json({ name: object, fields });
  });
  const inspector = createInspector({
    exact: exact as ExactClients,
    salesforce: org.clients,
    parse: (document) => CONFIGURATION.parse(document),
  });
  return inspector.checkTargets(TEST_ORG_ID, document);
}

describe('fields that rules fill', () => {
  it('are a finding by name where the integration user may not write them, the default rules too', async () => {
    const checks = await checkWith(['Barcode__c']);

    expect(checks.filter(({ state }) => state !== 'ok')).toMatchObject([
      { state: 'warning', detail: phrase('check_rule_fields_closed', { fields: 'Barcode__c', object: 'Product2' }) },
    ]);
  });

  it('are well when all of them are open', async () => {
    const checks = await checkWith([]);

    expect(checks.length).toBeGreaterThan(0);
    expect(checks.filter(({ state, action }) => state !== 'ok' || action !== null)).toEqual([]);
  });
});

describe('what the settings of a flow ask of the org', () => {
  it('is a finding of the check too', async () => {
    const checks = await checkWith([], { ...DOCUMENT, flows: { deliveries: { shipments: true } } });

    expect(checks.filter(({ id }) => id.startsWith('salesforce-fed'))).toMatchObject([
      { id: 'salesforce-fed-shipment', system: 'salesforce', state: 'problem' },
      { id: 'salesforce-fed-shipmentitem', system: 'salesforce', state: 'problem' },
    ]);
  });
});

describe('what the settings of a flow ask of a company in Exact', () => {
  const document = (enabled: boolean) => ({
    ...DOCUMENT,
    divisions: [{ code: 7, default: true }],
    flows: { orders: { enabled, vat: { chosenBy: 'facts' } } },
  });
  const exact: Partial<ExactClients> = {
    division: (_orgId, division) => Promise.resolve({ division } as ExactDivision),
    references: () => ({ vatCodes: () => Promise.resolve([]) }) as unknown as ReferenceLists,
  };
  const ofExact = (checks: Awaited<ReturnType<typeof checkWith>>) => checks.filter(({ system }) => system === 'exact');

  it('is a finding of the check too, of each company of a flow that is on', async () => {
    expect(ofExact(await checkWith([], document(true), exact))).toMatchObject([{ id: 'exact-vat-of-sales-7', state: 'warning' }]);
  });

  it('is not asked for a flow that is off, and is no finding where Exact does not answer', async () => {
    expect(ofExact(await checkWith([], document(false), exact))).toEqual([]);
    const silent = { ...exact, division: () => Promise.reject(new TandemError('not_connected', { system: 'Exact Online' })) };
    expect(ofExact(await checkWith([], document(true), silent))).toEqual([]);
  });
});

import { afterEach, describe, expect, it } from '@jest/globals';
import { phrase } from './errors/index.ts';
import type { ExactClients } from './exact/index.ts';
import { createInspector } from './inspector.ts';
import { CONFIGURATION } from './flows/index.ts';
import { writtenFields } from './mapping/index.ts';
import { startTestOrg, TEST_ORG_ID, type TestOrg } from './salesforce/testing.ts';
import { json } from './wire/testing/scripted-server.ts';

const DOCUMENT = { version: 1 };
const FIELDS = writtenFields(CONFIGURATION.parse(DOCUMENT)).get('Product2') ?? [];

let org: TestOrg | undefined;
afterEach(async () => {
  await org?.close();
  org = undefined;
});

/** An org whose Product2 has these fields open, and others that may only be read. */
async function checkWith(closed: readonly string[]) {
  org = await startTestOrg(() =>
    json({ name: 'Product2', fields: FIELDS.map((name) => ({ name, type: 'string', updateable: !closed.includes(name) })) }),
  );
  const inspector = createInspector({
    exact: {} as unknown as ExactClients,
    salesforce: org.clients,
    parse: (document) => CONFIGURATION.parse(document),
  });
  return inspector.checkTargets(TEST_ORG_ID, DOCUMENT);
}

describe('fields that the product rules fill', () => {
  it('are a finding by name where the integration user may not write them, the default rules too', async () => {
    expect(await checkWith(['Barcode__c'])).toMatchObject([
      { state: 'warning', detail: phrase('check_rule_fields_closed', { fields: 'Barcode__c', object: 'Product2' }) },
    ]);
  });

  it('are well when all of them are open', async () => {
    expect(await checkWith([])).toMatchObject([{ state: 'ok', action: null }]);
  });
});

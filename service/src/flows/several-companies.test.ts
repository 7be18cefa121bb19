import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from '@jest/globals';
import { FURTHER_DIVISIONS } from './further-divisions.ts';
import { FLOWS } from './index.ts';
import { DIVISION, type Stage } from './testing/stage.ts';
import type { FlowSubject } from './testing/subject.ts';

type Row = Readonly<Record<string, unknown>>;

/** The lookup of a row of a link to each object whose records have fields that a division fills. */
const LEADS_TO = { Product2: 'Product__c', Account: 'Account__c' } as const;
/** What they are tried out on is linked to nothing: categories stand by themselves, and the products flow makes the links. */
const LINKING_NOTHING = ['categories', 'products'];
const OF_SEVERAL = FLOWS.filter(
  ({ name, shownSettings }) => shownSettings.includes(FURTHER_DIVISIONS) && !LINKING_NOTHING.includes(name),
);

let stage: Stage | undefined;
afterEach(async () => {
  await stage?.close();
  stage = undefined;
});

describe.each(OF_SEVERAL.map((flow) => [flow.name, flow] as const))('the flow %s in a further division', (name, flow) => {
  it('leaves products and accounts as they are that the default division knows too', async () => {
    const { SUBJECT } = (await import(join(import.meta.dirname, name, 'testing/subject.ts'))) as {
      readonly SUBJECT: FlowSubject;
    };
    const open = await SUBJECT.open('a further division');
    ({ stage } = open);
    for (const object of ['Product2', 'Account'] as const)
      for (const { Id } of await linked(open.stage, object))
        await open.stage.salesforce.control('PATCH', `rows/${object}/${String(Id)}`, { Exact_Id__c: randomUUID() });
    const document = open.document as { readonly flows: Readonly<Record<string, object>> };
    const both = { ...document.flows[name], division: DIVISION + 1, furtherDivisions: [DIVISION] };
    const before = [await linked(open.stage, 'Product2'), await linked(open.stage, 'Account')];
    expect(before.flat()).not.toEqual([]);

    const { outcomes } = await open.stage.walk(flow, { ...document, flows: { ...document.flows, [name]: both } }, open.request);

    expect(outcomes.filter(({ status }) => status === 'failed' || status === 'blocked')).toEqual([]);
    expect([await linked(open.stage, 'Product2'), await linked(open.stage, 'Account')]).toEqual(before);
  });
});

/** The records that a row links to this division. */
async function linked({ salesforce }: Stage, object: keyof typeof LEADS_TO): Promise<readonly Row[]> {
  const links = await salesforce.rows('ExactLink__c');
  const ids = new Set(links.map((row) => row[LEADS_TO[object]]));
  return (await salesforce.rows(object)).filter(({ Id }) => ids.has(Id));
}

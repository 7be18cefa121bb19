import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { eventually } from '../../tests/support/eventually.ts';
import { createLedgerEngine } from '../../tests/support/ledger-engine.ts';
import { LedgerFlow } from '../../tests/support/ledger-flow.ts';
import { makeOrg, openTestStore, type TestStore } from '../../tests/support/test-store.ts';
import { CONFIGURATION } from '../flows/index.ts';
import { rememberParsed } from '../mapping/index.ts';

const LIST = '[0, 1, 2, 3, 4, 5, 6, 7, 8, 9]';
const BOMB = 'a b c d e f g h i j k l'.split(' ').reduce((inner, name) => `${LIST}.exists(${name}, ${inner})`, 'false');

let test: TestStore;

beforeAll(async () => {
  test = await openTestStore();
}, 60_000);

afterAll(() => test.close());

describe('settings that an earlier version accepted and that hold a formula bomb', () => {
  it('stop the lanes of their org and say which formula; those of other orgs go on', async () => {
    const [bombed, other] = [await makeOrg(test.store, 'Bombed'), await makeOrg(test.store, 'Other')];
    const document = { version: 1, divisions: [{ code: 7 }], flows: { orders: { enabled: true, when: BOMB } } };
    await test.store.forOrg(bombed.orgId).configurations.append(0, document, 'an administrator');
    const flow = new LedgerFlow();
    flow.from.set('a', { text: 'text of a' });
    for (const { orgId } of [bombed, other]) await test.store.lanes.dueWithin({ orgId, division: 7, flow: flow.name }, 0);
    const engine = createLedgerEngine(test.store, [flow], {
      parseConfiguration: rememberParsed((document) => CONFIGURATION.parse(document)),
      timeScale: 100,
    });

    await engine.start();
    const [lane] = await eventually(
      () => test.store.lanes.list(bombed.orgId),
      ([first]) => first?.stoppedCode !== null && first?.stoppedCode !== undefined,
      'the stop of the lane',
    );
    await eventually(
      () => flow.to.get('a'),
      (text) => text !== undefined,
      'the record of the other org',
    );
    await engine.stop(5_000);

    expect(lane?.stoppedCode).toBe('configuration_invalid');
    const told = JSON.stringify(lane?.stoppedProblem);
    expect(told).toContain('/flows/orders/when');
    expect(told).toContain('formula_many_steps');
    expect(flow.reads).toBeGreaterThanOrEqual(1);
  }, 60_000);
});

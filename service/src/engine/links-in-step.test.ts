import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { makeOrg, openTestStore, type TestStore } from '../../tests/support/test-store.ts';
import { LedgerFlow } from '../../tests/support/ledger-flow.ts';
import { TandemError } from '../errors/index.ts';
import { LINK_ROLES, type Outcome, type OutcomeStatus } from '../flows/index.ts';
import { LinkStore, salesforceRef } from '../links/index.ts';
import type { EngineDependencies } from './dependencies.ts';
import { recordOutcomes } from './record-outcomes.ts';

let test: TestStore;
beforeAll(async () => {
  test = await openTestStore();
});
afterAll(() => test.close());

const idOf = (number: number): string => `801000000000${String(number).padStart(3, '0')}AAA`;

function outcome(number: number, status: OutcomeStatus, more: Partial<Outcome> = {}): Outcome {
  const recordId = idOf(number);
  return { recordId, label: `${number}`, status, salesforceId: recordId, exactId: `document-${number}`, operations: [], ...more };
}

it('a batch remembers what it brought or found in step, in the division where that is, and nothing that failed', async () => {
  const { orgId } = await makeOrg(test.store);
  const flow = new LedgerFlow();
  const error = new TandemError('order_without_lines', { order: '5' });

  await recordOutcomes({ store: test.store, flows: [flow] } as unknown as EngineDependencies, orgId, {
    flow,
    place: { flow: flow.name, division: 7, besides: [] },
    outcomes: [
      outcome(1, 'created'),
      outcome(2, 'updated'),
      outcome(3, 'unchanged', { division: 9 }),
      outcome(4, 'skipped'),
      outcome(5, 'blocked', { error }),
      outcome(6, 'created', { salesforceId: undefined }),
      outcome(7, 'unchanged', { exactId: undefined }),
    ],
    followUps: [],
    taken: new Map(),
  });

  const links = new LinkStore(test.store.forOrg(orgId).links, LINK_ROLES);
  const found = await Promise.all([1, 2, 3, 4, 5, 6, 7].map((number) => links.of(salesforceRef(idOf(number)))));
  expect(found.flat().map(({ role, document }) => [role, document.division, document.id])).toEqual([
    ['salesOrder', 7, 'document-1'],
    ['salesOrder', 7, 'document-2'],
    ['salesOrder', 9, 'document-3'],
  ]);
});

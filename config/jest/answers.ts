import type { Org, Problem, RunDetail } from 'tandem/middleware';

/** A problem of the service; a test says what of it matters. */
export function problem(told: Partial<Problem>): Problem {
  return { type: 'urn:tandem:error:test', title: 'A problem', status: 422, detail: '', code: 'test', action: '', ...told };
}

/** A run of products that has just ended. */
export const RUN: RunDetail = {
  id: 'r1',
  flow: 'products',
  division: 730001,
  mode: 'apply',
  state: 'succeeded',
  progress: { done: 5, total: 10 },
  counts: { created: 0, updated: 0, unchanged: 0, skipped: 0, blocked: 0, failed: 0 },
  calls: { exact: 1, salesforce: 1 },
  startedAt: null,
  finishedAt: null,
  problem: null,
  waiting: null,
  history: null,
  dropped: 0,
  droppedRecords: [],
};

/** An org that is connected to both systems and has no flow yet. */
export const ORG: Org = {
  orgId: '00D000000000001AAA',
  name: 'Acme',
  isSandbox: true,
  namespace: null,
  state: 'active',
  pause: null,
  trialEndsAt: null,
  connections: {
    salesforce: {
      state: 'connected',
      detail: null,
      instanceUrl: 'https://acme.my.salesforce.com',
      userName: 'tandem@acme.example',
      signIn: 'client_credentials',
      checkedAt: '2026-11-24T08:00:00Z',
    },
    exact: { state: 'connected', detail: null, country: 'nl', userName: 'j.jansen', checkedAt: '2026-11-24T08:00:00Z' },
  },
  divisions: [{ code: 123456, name: 'Acme Nederland', currency: 'EUR', country: 'NL', isDefault: true }],
  features: { multiCurrency: false, personAccounts: false, stateCountryPicklists: false, orders: true },
  flows: [],
};

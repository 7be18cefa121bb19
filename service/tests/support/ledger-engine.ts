import { createEngine, createStopping, type Engine, type EngineDependencies } from '../../src/engine/index.ts';
import { TandemError } from '../../src/errors/index.ts';
import { CONFIGURATION } from '../../src/flows/index.ts';
import type { Store } from '../../src/store/index.ts';
import type { LedgerFlow } from './ledger-flow.ts';

/** An engine, not started, over flows that call neither system, such as `LedgerFlow`; what a test cares about stands in `parts`. */
export function createLedgerEngine(store: Store, flows: readonly LedgerFlow[], parts: Partial<EngineDependencies> = {}): Engine {
  const noCalls = { callsSpent: 0 };
  return createEngine({
    store,
    flows: flows,
    connect: async () => ({ exact: noCalls, salesforce: noCalls, references: {} }) as never,
    alertChannels: [],
    salesforceOf: () => Promise.reject(new TandemError('not_connected', { system: 'Salesforce' })),
    parseConfiguration: () => CONFIGURATION.parse({ version: 1 }),
    log: { info: () => undefined, warn: () => undefined },
    now: () => new Date(),
    timeScale: 1,
    stopping: createStopping(),
    hasWebhooks: false,
    concurrency: 4,
    ...parts,
  });
}

import { afterAll, afterEach, beforeAll, beforeEach } from '@jest/globals';
import type { HttpSettings } from '../../src/http/ports.ts';
import { startConnectStage, TestBrowser, type ConnectStage } from './connect-stage.ts';

/** One stage for the tests of a file, and for each a new browser and no org. Read its parts inside tests only. */
export interface ConnectDesk {
  readonly stage: ConnectStage;
  /** The org of the simulated Salesforce. */
  readonly orgId: string;
  readonly browser: TestBrowser;
  /** What the administrators are told about changed connections. */
  alerts(): Promise<Record<string, unknown>[]>;
}

/** Call it at the top of a test file. */
export function useConnectDesk(settings: Partial<HttpSettings> = {}): ConnectDesk {
  const parts: { stage?: ConnectStage; orgId?: string; browser?: TestBrowser } = {};
  const stage = (): ConnectStage => {
    if (parts.stage === undefined) throw new Error('the stage stands while tests run');
    return parts.stage;
  };
  beforeAll(async () => {
    parts.stage = await startConnectStage(settings);
    parts.orgId = String((await stage().control('salesforce', 'GET', 'health'))['orgId']);
  });
  afterAll(() => stage().close());
  beforeEach(() => {
    parts.browser = new TestBrowser(stage());
  });
  afterEach(async () => {
    for (const system of ['salesforce', 'exact'] as const) await stage().control(system, 'DELETE', 'faults');
    await stage().control('salesforce', 'POST', 'policies', { runAs: true });
    await stage().app.store.orgs.delete(parts.orgId ?? '');
    await stage().app.query('delete from oauth_state');
  });
  return {
    get stage() {
      return stage();
    },
    get orgId() {
      return parts.orgId ?? '';
    },
    get browser() {
      return parts.browser ?? new TestBrowser(stage());
    },
    alerts: () => stage().app.query("select * from alert where org_id = $1 and code = 'connection_changed'", [parts.orgId]),
  };
}

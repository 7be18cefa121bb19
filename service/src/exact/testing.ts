import { MemoryVault } from '../wire/testing/memory-vault.ts';
import { createExactClients, type ExactClients } from './clients.ts';
import type { BudgetAnswer, DivisionMemory, ExactApp, ExactBudget, ExactCredentials, RateHeaders } from './ports.ts';

/** A budget that grants everything and remembers what it was told, for tests. */
export class OpenBudget implements ExactBudget {
  readonly errors: string[] = [];
  readonly headers: RateHeaders[] = [];
  readonly blocks: (Date | undefined)[] = [];
  acquired = 0;
  next: BudgetAnswer = { isGranted: true };

  acquire(): Promise<BudgetAnswer> {
    this.acquired += 1;
    return Promise.resolve(this.next);
  }

  correct(_key: string, headers: RateHeaders): Promise<void> {
    this.headers.push(headers);
    return Promise.resolve();
  }

  block(_key: string, until?: Date): Promise<void> {
    this.blocks.push(until);
    return Promise.resolve();
  }

  recordError(_key: string, endpoint: string): Promise<void> {
    this.errors.push(endpoint);
    return Promise.resolve();
  }
}

export class OpenMemory implements DivisionMemory {
  readonly known = new Map<string, boolean>();

  acceptsOr(key: string): Promise<boolean | undefined> {
    return Promise.resolve(this.known.get(key));
  }

  rememberOr(key: string, accepts: boolean): Promise<void> {
    this.known.set(key, accepts);
    return Promise.resolve();
  }
}

export interface TestClients {
  readonly clients: ExactClients;
  readonly vault: MemoryVault<ExactCredentials>;
  readonly budget: OpenBudget;
  readonly memory: OpenMemory;
  /** Moves the clock that the client sees. */
  readonly clock: { now: Date };
}

export function appAt(baseUrl: string): ExactApp {
  return { country: 'nl', baseUrl, clientId: 'client', clientSecret: 'secret' };
}

/**
 * Clients against a server at `baseUrl`, connected with a token that was just issued. Waits are a thousandth. `beside` another
 * instance they share its vault, budget and clock.
 */
export function createTestClients(
  baseUrl: string,
  credentials: Partial<ExactCredentials> = {},
  beside?: TestClients,
): TestClients {
  const clock = beside?.clock ?? { now: new Date('2026-11-24T10:00:10Z') };
  const vault =
    beside?.vault ??
    new MemoryVault<ExactCredentials>({
      country: 'nl',
      refreshToken: 'refresh-1',
      accessToken: 'access-1',
      issuedAt: clock.now,
      ...credentials,
    });
  const budget = beside?.budget ?? new OpenBudget();
  const memory = new OpenMemory();
  const clients = createExactClients({
    appOf: () => appAt(baseUrl),
    vault,
    budget,
    memory,
    now: () => clock.now,
    timeScale: TEST_TIME_SCALE,
  });
  return { clients, vault, budget, memory, clock };
}

export const TEST_TIME_SCALE = 1_000;

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { eventually } from '../support/eventually.ts';
import { startFaultWorld, type FaultWorld } from './fault-world.ts';
import { blows, strikeAt } from './kills.ts';
import { TOKEN_STEP, untilTokenIsOver } from './token-cells.ts';

/** On a database server the dead process holds the connection for its lease. */
const LEASE_PATIENCE_MS = 90_000;

let faults: FaultWorld;

beforeAll(async () => {
  faults = await startFaultWorld();
}, 120_000);
afterAll(() => faults.close());

interface Connection {
  readonly state: string;
  readonly detail: string | null;
}

async function connection(): Promise<Connection> {
  const { body } = await faults.world.api('GET', '/v1/org');
  return (body['connections'] as { exact: Connection }).exact;
}

async function connectionCheck(): Promise<{ readonly state: string; readonly detail: string } | undefined> {
  const { body } = await faults.world.api('GET', '/v1/readiness');
  const checks = body['checks'] as { id: string; state: string; detail: string }[];
  return checks.find(({ id }) => id === 'exact-connection');
}

const askedForTokens = () => faults.gates.exact.passages.filter(({ url }) => url === TOKEN_STEP.path).length;

describe('a process that is killed between the answer of Exact and its place in the database', () => {
  it('loses the sign-in and nothing else: its spent token is not presented again, and a person who signs in is through', async () => {
    await untilTokenIsOver(faults);
    const killed = blows('kill -9', (struck) => struck.killAndRestart(), 'drop').find(({ at }) => at === 'after');
    if (killed === undefined) throw new Error('there is a blow after the answer');
    const before = askedForTokens();

    await strikeAt(faults, TOKEN_STEP, killed, () => faults.world.api('GET', '/v1/readiness'));

    const told = await eventually(connection, ({ state }) => state === 'reconnect', 'a new sign-in asked for', {
      patienceMs: LEASE_PATIENCE_MS,
      lookMs: 200,
    });
    expect(told.detail).toBe('Exact Online must be connected again');
    expect(await connectionCheck()).toMatchObject({
      state: 'problem',
      detail: expect.stringContaining('ended while it renewed the sign-in'),
    });
    expect(askedForTokens()).toBe(before + 1);

    await faults.reconnectExact();
    expect(await connection()).toMatchObject({ state: 'connected', detail: null });
    expect(await connectionCheck()).toMatchObject({ state: 'ok' });
  }, 180_000);
});

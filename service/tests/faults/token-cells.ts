import { eventually } from '../support/eventually.ts';
import { hasStruck, type Mishap, type Step, type Verdict } from './cells.ts';
import type { FaultWorld } from './fault-world.ts';
import { strikeAt, type Blow } from './kills.ts';
import { enterOrder, type EnteredOrder } from './order-book.ts';
import { send } from './order-cells.ts';
import { ask, settle } from './settling.ts';

export const TOKEN_STEP: Step = {
  name: 'Exact sign-in',
  system: 'exact',
  method: 'POST',
  path: '/api/oauth2/token',
  kind: 'sign-in',
};

/** An access token is renewed in the last twenty of its 600 seconds. */
const RENEWED_AFTER_MS = 585_000;
const TIME_SCALE = 60;
const LEASE_PATIENCE_MS = 90_000;

/** One cell: an order that needs a new access token, the fault on the way to it, and a new sign-in where only a person can help. */
export async function liveTokenCell(faults: FaultWorld, mishap: Mishap, name: string): Promise<Verdict> {
  const order = await enterOrder(faults.world, name);
  await untilTokenIsOver(faults);
  const since = faults.gates.exact.passages.length;
  await faults.setFaults({ exact: mishap.rules?.(TOKEN_STEP) ?? [] });
  try {
    const answer = await send(faults, 'button', order);
    await hasStruck(faults, TOKEN_STEP, mishap, since);
    await faults.clearFaults();
    const isOver = await signInAgain(faults, order);
    return told(isOver, await settle(faults, order, answer));
  } finally {
    await faults.clearFaults();
  }
}

/** The same with a blow in place of a simulated fault. */
export async function liveTokenBlow(faults: FaultWorld, blow: Blow, name: string): Promise<Verdict> {
  const order = await enterOrder(faults.world, name);
  await untilTokenIsOver(faults);
  await strikeAt(faults, TOKEN_STEP, blow, () => send(faults, 'button', order));
  // A dead process holds the connection for its lease; only then does another find out that the answer was lost.
  const isOver = await eventually(
    async () => ((await send(faults, 'button', order)).status === 200 ? false : (await needsReconnect(faults)) || undefined),
    (answer) => answer !== undefined,
    'the order sent, or a new sign-in asked for',
    { patienceMs: LEASE_PATIENCE_MS, lookMs: 200 },
  );
  if (isOver === true) await faults.reconnectExact();
  return told(isOver === true, await settle(faults, order));
}

/** What the setup page shows: the stored sign-in is over, and why. */
async function needsReconnect({ world }: FaultWorld): Promise<boolean> {
  const { body } = await ask(world, 'GET', '/v1/org');
  const { exact } = body['connections'] as { exact: { state: string; detail: string | null } };
  if (exact.state !== 'reconnect') return false;
  if (exact.detail === null) throw new Error('a sign-in that is over does not say why');
  return true;
}

/** Presses once more, as a person does who sees no result, and signs in again where Tandem says that only this helps. */
async function signInAgain(faults: FaultWorld, order: EnteredOrder): Promise<boolean> {
  await send(faults, 'button', order);
  const isOver = await needsReconnect(faults);
  if (isOver) await faults.reconnectExact();
  return isOver;
}

function told(isOver: boolean, verdict: Verdict): Verdict {
  return isOver && verdict.kind === 'right' ? { kind: 'right', by: 'reconnect' } : verdict;
}

/** Waits until the access token has to be renewed before the next call. */
export async function untilTokenIsOver(faults: FaultWorld): Promise<void> {
  await eventually(
    () => Date.now() - lastGrantAt(faults),
    (ageMs) => ageMs > RENEWED_AFTER_MS / TIME_SCALE,
    'a token that is over',
  );
}

function lastGrantAt({ gates }: FaultWorld): number {
  const grants = gates.exact.passages.filter(
    ({ url, status, isComplete }) => url === TOKEN_STEP.path && status === 200 && isComplete,
  );
  return grants.at(-1)?.at.getTime() ?? 0;
}

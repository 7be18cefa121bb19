import { setTimeout as delay } from 'node:timers/promises';
import { eventually } from '../support/eventually.ts';
import type { Answer, World } from '../support/world.ts';
import type { Verdict } from './cells.ts';
import type { FaultWorld } from './fault-world.ts';
import { faultsOf, readBooks, type EnteredOrder } from './order-book.ts';

const CALM_MS = 40_000;
const LOOK_MS = 100;

export interface OpenIssue {
  readonly id: string;
  readonly recordId: string;
  readonly code: string;
  readonly title: string;
  readonly message: string;
  readonly action: string;
}

/** Asks until there is an answer: in the moment in which the database is cut off a person is told to ask again. */
export function ask(world: World, method: string, path: string, body?: unknown): Promise<Answer> {
  return eventually(
    () => world.api(method, path, body),
    ({ status }) => status !== 503,
    `an answer to ${method} ${path}`,
  );
}

/** What a person is shown; an issue without its reason and what to do is an error of its own. */
export async function openIssues(
  { world }: FaultWorld,
  flow: string,
  state: 'open' | 'retrying' = 'open',
): Promise<readonly OpenIssue[]> {
  const { body } = await ask(world, 'GET', `/v1/issues?flow=${flow}&state=${state}`);
  const issues = body['items'] as readonly OpenIssue[];
  const mute = issues.find(({ title, message, action }) => title === '' || message === '' || action === '');
  if (mute !== undefined) throw new Error(`an issue without words: ${JSON.stringify(mute)}`);
  return issues;
}

/**
 * Waits and retries issues until the order is right; tells what it took. `answer` is what the button said: a person who was told
 * that it did not work, while nothing waits any more, presses again.
 */
export async function settle(faults: FaultWorld, order: EnteredOrder, answer?: Answer): Promise<Verdict> {
  const { world } = faults;
  let by: Extract<Verdict, { kind: 'right' }>['by'] = 'itself';
  let last: readonly string[] = [];
  for (const endsAt = Date.now() + CALM_MS; Date.now() < endsAt; await delay(LOOK_MS)) {
    last = faultsOf(order, await readBooks(world));
    if (last.length === 0) return { kind: 'right', by };
    const issue = (await openIssues(faults, 'orders')).find(({ recordId }) => recordId === order.orderId);
    if (issue === undefined) {
      if (by === 'button' || answer === undefined || answer.status < 400 || (await stateOf(faults, order)) !== 'notSynced')
        continue;
      by = 'button';
      await world.api('POST', `/v1/orders/${order.orderId}/push?waitMs=20000`);
      continue;
    }
    by = 'retry';
    await ask(world, 'POST', `/v1/issues/${issue.id}/retry`);
  }
  const status = await ask(world, 'GET', `/v1/records/${order.orderId}`);
  const said = answer === undefined ? '' : `; the button said ${JSON.stringify(answer)}`;
  return { kind: 'wrong', reason: `${last.join('; ')}; the service says ${JSON.stringify(status.body)}${said}` };
}

async function stateOf({ world }: FaultWorld, order: EnteredOrder): Promise<unknown> {
  return (await ask(world, 'GET', `/v1/records/${order.orderId}`)).body['status'];
}

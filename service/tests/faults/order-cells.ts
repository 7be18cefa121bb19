import type { Answer } from '../support/world.ts';
import { hasStruck, type Mishap, type Step, type Verdict } from './cells.ts';
import type { FaultRule } from '../../../simulators/fault-rules.ts';
import type { FaultWorld } from './fault-world.ts';
import { enterOrder, type EnteredOrder } from './order-book.ts';
import { settle } from './settling.ts';

/** Every request on the way of an order of a customer who is new, with a set that goes as its parts. */
export const ORDER_STEPS: readonly Step[] = [
  { name: 'Salesforce sign-in', system: 'salesforce', method: 'POST', path: '/services/oauth2/token', kind: 'sign-in' },
  { name: 'read order', system: 'salesforce', method: 'POST', path: '/composite$', kind: 'read' },
  { name: 'exists already?', system: 'exact', method: 'GET', path: '/salesorder/SalesOrders', kind: 'read' },
  { name: 'customer search', system: 'exact', method: 'GET', path: '/crm/Accounts', kind: 'read' },
  { name: 'contact search', system: 'exact', method: 'GET', path: '/crm/Contacts', kind: 'read' },
  { name: 'parts of sets', system: 'exact', method: 'GET', path: '/inventory/AssemblyBillOfMaterialMaterials', kind: 'read' },
  { name: 'items of parts', system: 'exact', method: 'GET', path: '/logistics/Items', kind: 'read' },
  { name: 'note of sets', system: 'salesforce', method: 'PATCH', path: '/composite/sobjects', kind: 'write' },
  { name: 'account POST', system: 'exact', method: 'POST', path: '/crm/Accounts', kind: 'write' },
  { name: 'contact POST', system: 'exact', method: 'POST', path: '/crm/Contacts', kind: 'write' },
  { name: 'main contact PUT', system: 'exact', method: 'PUT', path: '/crm/Accounts', kind: 'write', hasBody: false },
  { name: 'address POST', system: 'exact', method: 'POST', path: '/crm/Addresses', kind: 'write' },
  { name: 'order POST', system: 'exact', method: 'POST', path: '/salesorder/SalesOrders', kind: 'write' },
  { name: 'write-back', system: 'salesforce', method: 'PATCH', path: '/composite/sobjects', kind: 'write', skip: 1 },
];

/** How an order is made to be looked at. */
export type Trigger = 'button' | 'hint';

/** One cell: a new order meets the fault at the step, then everything is looked through. */
export async function liveOrderCell(
  faults: FaultWorld,
  step: Step,
  mishap: Mishap,
  name: string,
  trigger: Trigger,
): Promise<Verdict> {
  const { gates } = faults;
  const order = await enterOrder(faults.world, name);
  const since = gates[step.system].passages.length;
  await faults.setFaults({ [step.system]: [...firstLoseToken(step), ...(mishap.rules?.(step) ?? [])] });
  try {
    const answer = await send(faults, trigger, order);
    await hasStruck(faults, step, mishap, since);
    return await settle(faults, order, trigger === 'button' ? answer : undefined);
  } finally {
    await faults.clearFaults();
  }
}

/** Makes the service look at an order. */
export function send({ world }: FaultWorld, trigger: Trigger, { orderId }: EnteredOrder): Promise<Answer> {
  return trigger === 'hint'
    ? world.api('POST', '/v1/hints', { object: 'Order', ids: [orderId] })
    : world.api('POST', `/v1/orders/${orderId}/push?waitMs=20000`);
}

/** A sign-in happens only when the token in use is refused. */
function firstLoseToken(step: Step): FaultRule[] {
  return step.kind === 'sign-in' ? [{ kind: 'unauthorized', path: '/services/data', times: 1 }] : [];
}

import { setTimeout as delay } from 'node:timers/promises';
import type { Catalogue } from './catalogue.ts';
import { hasStruck, type Mishap, type Step, type Verdict } from './cells.ts';
import type { FaultWorld } from './fault-world.ts';
import { ask, openIssues } from './settling.ts';

/** Every kind of request on the way of a changed catalogue. */
export const PRODUCT_STEPS: readonly Step[] = [
  { name: 'items page', system: 'exact', method: 'GET', path: '/sync/Logistics/Items', kind: 'read' },
  { name: 'prices page', system: 'exact', method: 'GET', path: '/sync/Logistics/SalesItemPrices', kind: 'read' },
  { name: 'deletions page', system: 'exact', method: 'GET', path: '/sync/Deleted', kind: 'read' },
  { name: 'queryMany', system: 'salesforce', method: 'POST', path: '/composite$', kind: 'read' },
  { name: 'product POST', system: 'salesforce', method: 'POST', path: '/composite/sobjects', kind: 'write' },
  { name: 'product PATCH', system: 'salesforce', method: 'PATCH', path: '/composite/sobjects', kind: 'write' },
  { name: 'price POST', system: 'salesforce', method: 'POST', path: '/composite/sobjects', kind: 'write', skip: 1 },
  { name: 'price PATCH', system: 'salesforce', method: 'PATCH', path: '/composite/sobjects', kind: 'write', skip: 1 },
];

/** The same for stock: rows and totals go together in one call. */
export const STOCK_STEPS: readonly Step[] = [
  { name: 'positions page', system: 'exact', method: 'GET', path: '/sync/Inventory/StockPositions', kind: 'read' },
  { name: 'deletions page', system: 'exact', method: 'GET', path: '/sync/Deleted', kind: 'read' },
  { name: 'queryMany', system: 'salesforce', method: 'POST', path: '/composite$', kind: 'read' },
  { name: 'rows and totals', system: 'salesforce', method: 'POST', path: '/composite$', kind: 'write', skip: 2 },
];

const DELETIONS: Step = { name: 'deletions page', system: 'exact', method: 'GET', path: '/sync/Deleted', kind: 'read' };
const QUERIES: Step = { name: 'queryMany', system: 'salesforce', method: 'POST', path: '/composite$', kind: 'read' };

/** The same for what becomes of orders: an order and its lines are written one after the other. */
export const PROGRESS_STEPS: readonly Step[] = [
  { name: 'headers page', system: 'exact', method: 'GET', path: '/sync/SalesOrder/SalesOrderHeaders', kind: 'read' },
  { name: 'lines page', system: 'exact', method: 'GET', path: '/sync/SalesOrder/SalesOrderLines', kind: 'read' },
  DELETIONS,
  QUERIES,
  { name: 'order PATCH', system: 'salesforce', method: 'PATCH', path: '/composite/sobjects$', kind: 'write' },
  { name: 'order product PATCH', system: 'salesforce', method: 'PATCH', path: '/composite/sobjects$', kind: 'write', skip: 1 },
];

/** The same for deliveries: rows that are new go by their keys, corrections by their ids; lines go with whichever is due. */
export const DELIVERY_STEPS: readonly Step[] = [
  { name: 'deliveries page', system: 'exact', method: 'GET', path: '/sync/SalesOrder/GoodsDeliveries', kind: 'read' },
  { name: 'lines page', system: 'exact', method: 'GET', path: '/sync/SalesOrder/GoodsDeliveryLines', kind: 'read' },
  DELETIONS,
  QUERIES,
  { name: 'delivery rows', system: 'salesforce', method: 'PATCH', path: '/composite/sobjects/ExactDelivery__c', kind: 'write' },
  { name: 'corrections', system: 'salesforce', method: 'PATCH', path: '/composite/sobjects$', kind: 'write' },
];

/** The same for invoices with what is owed because of them. */
export const INVOICE_STEPS: readonly Step[] = [
  { name: 'invoices page', system: 'exact', method: 'GET', path: '/sync/SalesInvoice/SalesInvoices', kind: 'read' },
  { name: 'terms page', system: 'exact', method: 'GET', path: '/sync/Cashflow/PaymentTerms', kind: 'read' },
  DELETIONS,
  { name: 'accounts query', system: 'salesforce', method: 'GET', path: '/query', kind: 'read' },
  QUERIES,
  { name: 'rows and balance', system: 'salesforce', method: 'POST', path: '/composite$', kind: 'write', skip: 2 },
];

const CALM_MS = 60_000;
const LOOK_MS = 100;

/** One cell: what the flow brings changes, a run meets the fault at the step, then everything is looked through. */
export async function liveCatalogueCell(
  faults: FaultWorld,
  catalogue: Catalogue,
  step: Step,
  mishap: Mishap,
  name: string,
): Promise<Verdict> {
  await catalogue.change(name);
  const since = faults.gates[step.system].passages.length;
  await faults.setFaults({ [step.system]: mishap.rules?.(step) ?? [] });
  try {
    await startRun(faults, catalogue.flow);
    await hasStruck(faults, step, mishap, since);
    return await settleCatalogue(faults, catalogue);
  } finally {
    await faults.clearFaults();
  }
}

export async function startRun({ world }: FaultWorld, flow: string): Promise<void> {
  await ask(world, 'POST', '/v1/runs', { flow, mode: 'apply' });
}

/** Waits and retries until the catalogue is right; a run that failed with its reason is started again. */
export async function settleCatalogue(faults: FaultWorld, catalogue: Catalogue): Promise<Verdict> {
  let by: Extract<Verdict, { kind: 'right' }>['by'] = 'itself';
  let last: readonly string[] = [];
  const restarted = new Set<string>();
  for (const endsAt = Date.now() + CALM_MS; Date.now() < endsAt; await delay(LOOK_MS)) {
    last = await catalogue.faults();
    if (last.length === 0) return { kind: 'right', by };
    for (const issue of await openIssues(faults, catalogue.flow)) {
      by = 'retry';
      await ask(faults.world, 'POST', `/v1/issues/${issue.id}/retry`);
    }
    const failed = await failedRun(faults, catalogue.flow);
    if (failed !== undefined && !restarted.has(failed)) {
      by = 'button';
      restarted.add(failed);
      await startRun(faults, catalogue.flow);
    }
  }
  const org = await ask(faults.world, 'GET', '/v1/org');
  return { kind: 'wrong', reason: `${last.join('; ')}; the service says ${JSON.stringify(org.body['flows'])}` };
}

/** The last run of the flow, where it ended without doing its work. */
async function failedRun({ world }: FaultWorld, flow: string): Promise<string | undefined> {
  const { body } = await ask(world, 'GET', '/v1/org');
  const flows = body['flows'] as readonly { name: string; lastRun: { id: string; state: string; problem: unknown } | null }[];
  const run = flows.find(({ name }) => name === flow)?.lastRun;
  return run?.state === 'failed' && run.problem !== null ? run.id : undefined;
}

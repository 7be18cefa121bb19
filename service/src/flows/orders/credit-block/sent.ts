import { plainText } from '../../../mapping/index.ts';
import type { FlowContext, OpenOrder } from '../../flow.ts';
import type { Outcome } from '../../operation.ts';
import { ORDER_SETTINGS } from '../settings.ts';

/**
 * Orders that are in Exact now: what a second person agreed to for them is used up, and they count for the next order of their customer
 * before the credit flow has seen them.
 */
export async function noteSent(context: FlowContext, outcomes: readonly Outcome[]): Promise<void> {
  if (ORDER_SETTINGS.of(context.configuration).credit.block === 'none') return;
  const sent = outcomes.filter(({ exactId, status }) => exactId !== undefined && status !== 'blocked' && status !== 'failed');
  if (sent.length === 0) return;
  await context.approvals.useUp(sent.map(({ recordId }) => recordId));
  const currency = await context.companyCurrency();
  const made = sent.flatMap((outcome) => openOrderOf(outcome, currency) ?? []);
  if (made.length > 0) await context.openOrders.remember(made, context.now());
}

function openOrderOf({ status, exactId, totals, operations }: Outcome, currency: string): OpenOrder | undefined {
  // What is no sales order is no open order.
  const made = operations.find(({ object, action }) => object === 'SalesOrder' && action === 'create');
  const debtorId = plainText(made?.fields.find(({ field }) => field === 'OrderedBy')?.to).toLowerCase();
  if (status !== 'created' || exactId === undefined || totals?.currency !== currency || debtorId === '') return undefined;
  return {
    orderId: exactId.toLowerCase(),
    debtorId,
    isOpen: true,
    amount: totals.gross,
    linesAmount: totals.net,
    isPartlyInvoiced: false,
    lines: {},
  };
}

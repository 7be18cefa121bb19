import { TandemError } from '../../../errors/index.ts';
import {
  SALES_ORDER_COMPLETIONS,
  SALES_ORDER_LINES,
  SALES_ORDERS_IN_FULL,
  salesOrderUrl,
  type ExactDivision,
  type ExactSalesOrderInFull,
} from '../../../exact/index.ts';
import { plainText } from '../../../mapping/index.ts';
import { exactObject, type ObjectTables } from '../../execute/index.ts';
import type { FlowContext } from '../../flow.ts';
import type { Operation } from '../../operation.ts';
import { agreementIn } from './agreement.ts';
import { otherLines } from './problems.ts';
import { readInFull } from './read.ts';
import { hashesOf, isAs, lineValues } from './values.ts';

/** What amendments write besides sales orders. */
export const AMENDMENT_OBJECTS: ObjectTables['exact'] = [
  exactObject({
    object: 'SalesOrderLine',
    resource: SALES_ORDER_LINES,
    // Another line may be just like it: what is there is told by reading all of them, with the next plan.
    findAgain: () => Promise.resolve(undefined),
    refused: async (context, { body }, refusal) => {
      if (refusal.handling === 'person') await forgetWhatItRestsOn(context, [plainText(body['Item'])]);
      return refusal;
    },
  }),
  exactObject({
    object: 'SalesOrderCompletion',
    resource: SALES_ORDERS_IN_FULL,
    findAgain: () => Promise.resolve(undefined),
    page: salesOrderUrl,
    factsOf: ({ OrderNumber: number }) => ({ number: number ?? undefined }),
    change: async (exact, id, { body, operation: { recordId, label } }) => {
      const { ErrorMessage: problem } = await exact.create(SALES_ORDER_COMPLETIONS, { OrderID: id, ...body });
      if (problem !== null) throw new TandemError('order_completion_refused', { order: label, problem }, { recordId });
    },
    readBack: standing,
  }),
];

/** A sales order as it stands once it was changed. */
export async function standing(exact: ExactDivision, id: string): Promise<ExactSalesOrderInFull> {
  const found = (await readInFull(exact, [id])).get(id.toLowerCase());
  if (found === undefined) throw new TandemError('record_busy', { record: id }, { cause: 'it was deleted while it was changed' });
  return found;
}

/** Lines that Exact has otherwise than they were sent; undefined where it has what was agreed, or nobody kept that. Pure. */
export function lostLines(
  order: Pick<ExactSalesOrderInFull, 'OrderNumber' | 'OrderID' | 'Currency'> & Partial<ExactSalesOrderInFull>,
  { recordId, label, mark }: Operation,
): TandemError | undefined {
  const agreed = agreementIn(mark?.agreement);
  if (agreed === undefined || order.SalesOrderLines === undefined) return undefined;
  const left = order.SalesOrderLines.map((line) => hashesOf(lineValues(line, order.Currency ?? ''), recordId));
  for (const hashes of Object.values(agreed.lines)) {
    const core = Object.fromEntries(CORE.flatMap((field) => (hashes[field] === undefined ? [] : [[field, hashes[field]]])));
    const place = left.findIndex((line) => isAs(line, core));
    if (place < 0) return otherLines(recordId, { order: label, number: order.OrderNumber ?? order.OrderID });
    left.splice(place, 1);
  }
  return left.length === 0 ? undefined : otherLines(recordId, { order: label, number: order.OrderNumber ?? order.OrderID });
}

const CORE = ['Item', 'Quantity', 'Amount'];

/** The plan found nothing wrong with it, so items and codes are read anew. */
async function forgetWhatItRestsOn(context: FlowContext, itemIds: readonly string[]): Promise<void> {
  await context.items.forget(itemIds.filter((id) => id !== ''));
  context.references.forget();
}

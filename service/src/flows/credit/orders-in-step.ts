import { ORDER_AMOUNTS, ORDER_LINE_AMOUNTS, type ExactOrderLineAmounts } from '../../exact/index.ts';
import type { FlowContext, OpenOrder } from '../flow.ts';
import type { Look } from './look.ts';
import { hasAllLines, isInvoiced } from './not-invoiced.ts';
import { closed, lineOf, orderOf, withLines, withoutLines } from './open-order.ts';

type Context = Pick<FlowContext, 'exact' | 'openOrders' | 'now'>;

/** Brings the remembered orders in step with what was read; answers the debtors whose orders changed, but for those of quiet ones. */
export async function keepOrders(context: Context, look: Look): Promise<ReadonlySet<string>> {
  const orders = await changedOrders(context, look);
  await context.openOrders.remember([...orders.values()], context.now());
  const told = [...orders.values()].filter(({ orderId }) => !look.quiet.has(orderId));
  return new Set(told.map(({ debtorId }) => debtorId).filter((debtorId) => debtorId !== ''));
}

async function changedOrders({ exact, openOrders }: Context, look: Look): Promise<Map<string, OpenOrder>> {
  const known = await openOrders.find([...look.orders.keys(), ...look.lines.keys(), ...look.goneOrders]);
  await addUnknown({ exact }, look, known);
  const orders = new Map<string, OpenOrder>();
  const set = (order: OpenOrder): unknown => orders.set(order.orderId, order);
  for (const [orderId, header] of look.orders) {
    const order = orderOf(header, known.get(orderId));
    // Of a history that is long closed nothing is kept.
    if (order.isOpen || known.has(orderId) || !look.quiet.has(orderId)) set(order);
  }
  for (const [orderId, lines] of look.lines) {
    const order = orders.get(orderId) ?? known.get(orderId);
    if (order !== undefined) set(withLines(order, lines));
  }
  for (const order of look.goneLines.size === 0 ? [] : await openOrders.ofLines([...look.goneLines]))
    set(withoutLines(orders.get(order.orderId) ?? order, look.goneLines));
  for (const orderId of look.goneOrders) {
    const order = orders.get(orderId) ?? known.get(orderId);
    if (order !== undefined) set(closed(order));
  }
  return orders;
}

/** Lines of an order that nobody knows although something of it is open: it was closed, and is open again. */
async function addUnknown({ exact }: Pick<Context, 'exact'>, look: Look, known: ReadonlyMap<string, OpenOrder>): Promise<void> {
  const ids = [...look.lines].flatMap(([orderId, lines]) => {
    const isKnown = look.orders.has(orderId) || known.has(orderId) || look.quiet.has(orderId);
    return isKnown || [...lines.values()].every((line) => isInvoiced(lineOf(line))) ? [] : [orderId];
  });
  if (ids.length > 0) look.addOrders(await exact.findAny(ORDER_AMOUNTS, 'OrderID', 'guid', ids));
}

/** Open orders of these debtors. What is open of a partly invoiced one is told by all of its lines: those that are not known are read. */
export async function openOrdersOf(context: Context, debtorIds: readonly string[]): Promise<readonly OpenOrder[]> {
  const orders = new Map((await context.openOrders.ofDebtors(debtorIds)).map((order) => [order.orderId, order]));
  const lacking = [...orders.values()].filter((order) => order.isPartlyInvoiced && !hasAllLines(order));
  if (lacking.length > 0) {
    const ids = lacking.map(({ orderId }) => orderId);
    const lines = await context.exact.findAny(ORDER_LINE_AMOUNTS, 'OrderID', 'guid', ids);
    const byOrder = Map.groupBy(lines, ({ OrderID: id }) => id.toLowerCase());
    const whole = lacking.map((order) => withLines({ ...order, lines: {} }, linesById(byOrder.get(order.orderId) ?? [])));
    await context.openOrders.remember(whole, context.now());
    for (const order of whole) orders.set(order.orderId, order);
  }
  return [...orders.values()];
}

function linesById(lines: readonly ExactOrderLineAmounts[]): readonly (readonly [string, ExactOrderLineAmounts])[] {
  return lines.map((line) => [line.ID.toLowerCase(), line]);
}

import type { OpenOrder, OpenOrderMemory } from '../flow.ts';

/** Open orders of one division in memory. */
export class MemoryOpenOrders implements OpenOrderMemory {
  readonly #orders = new Map<string, { readonly order: OpenOrder; readonly readAt: Date }>();

  find(orderIds: readonly string[]): Promise<ReadonlyMap<string, OpenOrder>> {
    const known = orderIds.flatMap((id) => this.#orders.get(id) ?? []);
    return Promise.resolve(new Map(known.map(({ order }) => [order.orderId, order])));
  }

  ofLines(lineIds: readonly string[]): Promise<readonly OpenOrder[]> {
    return Promise.resolve(this.#open(({ lines }) => lineIds.some((id) => id in lines)));
  }

  ofDebtors(debtorIds: readonly string[]): Promise<readonly OpenOrder[]> {
    return Promise.resolve(this.#open(({ debtorId }) => debtorIds.includes(debtorId)));
  }

  remember(orders: readonly OpenOrder[], readAt: Date): Promise<void> {
    for (const order of orders) this.#orders.set(order.orderId, { order, readAt });
    return Promise.resolve();
  }

  closeUnread(since: Date, at: Date): Promise<readonly string[]> {
    for (const [orderId, { order, readAt }] of this.#orders)
      if (order.isOpen && readAt < since) this.#orders.set(orderId, { order: { ...order, isOpen: false }, readAt: at });
    const closed = [...this.#orders.values()].filter(({ order, readAt }) => !order.isOpen && readAt >= since);
    return Promise.resolve([...new Set(closed.map(({ order }) => order.debtorId))]);
  }

  #open(isWanted: (order: OpenOrder) => boolean): OpenOrder[] {
    return [...this.#orders.values()].map(({ order }) => order).filter((order) => order.isOpen && isWanted(order));
  }
}

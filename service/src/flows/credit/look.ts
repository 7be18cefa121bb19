import type { ExactDebtorCredit, ExactOrderAmounts, ExactOrderLineAmounts } from '../../exact/index.ts';

/** What of Exact is looked at together. Ids are in lower case. */
export class Look {
  readonly orders = new Map<string, ExactOrderAmounts>();
  /** By order, then by their id. */
  readonly lines = new Map<string, Map<string, ExactOrderLineAmounts>>();
  /** Deleted in Exact. */
  readonly goneOrders = new Set<string>();
  readonly goneLines = new Set<string>();
  readonly debtors = new Map<string, ExactDebtorCredit>();
  /** Debtors of whom an answer is due, whatever was read of them. */
  readonly asked = new Set<string>();
  /** Debtors who may owe something else. */
  readonly owing = new Set<string>();
  /** Orders of which only their debtors need not hear: all of these are looked at later in the same walk. */
  readonly quiet = new Set<string>();

  /** About how many rows it holds. */
  get size(): number {
    const lines = [...this.lines.values()].reduce((sum, ofOrder) => sum + ofOrder.size, 0);
    const gone = this.goneOrders.size + this.goneLines.size;
    return this.orders.size + lines + gone + this.debtors.size + this.asked.size + this.owing.size;
  }

  addOrders(orders: readonly ExactOrderAmounts[]): void {
    for (const order of orders) this.orders.set(order.OrderID.toLowerCase(), order);
  }

  addLines(lines: readonly ExactOrderLineAmounts[]): void {
    for (const line of lines) {
      const orderId = line.OrderID.toLowerCase();
      const ofOrder = this.lines.get(orderId) ?? new Map<string, ExactOrderLineAmounts>();
      this.lines.set(orderId, ofOrder.set(line.ID.toLowerCase(), line));
    }
  }

  addDebtors(debtors: readonly ExactDebtorCredit[]): void {
    for (const debtor of debtors) this.debtors.set(debtor.ID.toLowerCase(), debtor);
  }
}

import { sql, type RawBuilder } from 'kysely';
import type { OrgScope } from './org-scope.ts';

/** A line of a sales order; decimal texts. */
export interface StoredOrderLine {
  /** Without VAT. */
  readonly amount: string;
  readonly vat: string;
  readonly quantity: string;
  readonly invoiced: string;
}

/** A sales order of Exact as far as it is not invoiced. Ids in lower case, amounts decimal texts. */
export interface StoredOpenOrder {
  readonly orderId: string;
  readonly debtorId: string;
  /** False once nothing of it will be invoiced any more. */
  readonly isOpen: boolean;
  /** With VAT, in the currency of the company. */
  readonly amount: string;
  /** Without VAT, of all its lines together: more or less than `lines` have means that some of them are not known. */
  readonly linesAmount: string;
  readonly isPartlyInvoiced: boolean;
  /** By id. */
  readonly lines: Readonly<Record<string, StoredOrderLine>>;
}

interface OrderRow {
  readonly orderId: string;
  readonly debtorId: string;
  readonly isOpen: boolean;
  readonly content: Omit<StoredOpenOrder, 'orderId' | 'debtorId' | 'isOpen'>;
}

/** Open orders of one division as they were read last: a cache, the truth stands in Exact. Closed ones are kept for a while. */
export class OpenOrderRepository {
  readonly #scope: OrgScope;
  readonly #division: number;

  constructor(scope: OrgScope, division: number) {
    this.#scope = scope;
    this.#division = division;
  }

  /** By order id, closed ones too. */
  async find(orderIds: readonly string[]): Promise<ReadonlyMap<string, StoredOpenOrder>> {
    const orders = await this.#select(sql`order_id = any(${orderIds}::text[])`);
    return new Map(orders.map((order) => [order.orderId, order]));
  }

  /** Open orders that have one of these lines. */
  ofLines(lineIds: readonly string[]): Promise<StoredOpenOrder[]> {
    return this.#select(sql`is_open and jsonb_exists_any(content -> 'lines', ${lineIds}::text[])`);
  }

  /** Open orders of these debtors. */
  ofDebtors(debtorIds: readonly string[]): Promise<StoredOpenOrder[]> {
    return this.#select(sql`is_open and debtor_id = any(${debtorIds}::text[])`);
  }

  async remember(orders: readonly StoredOpenOrder[], readAt: Date): Promise<void> {
    if (orders.length === 0) return;
    const rows = orders.map(({ orderId, debtorId, isOpen, ...content }) => ({ orderId, debtorId, isOpen, content }));
    await this.#scope.run((tx) =>
      sql`
        insert into open_order (org_id, division, order_id, debtor_id, is_open, content, read_at)
        select ${this.#scope.orgId}::text, ${this.#division}::int, o."orderId", o."debtorId", o."isOpen", o.content, ${readAt}::timestamptz
        from jsonb_to_recordset(${JSON.stringify(rows)}::text::jsonb)
          as o("orderId" text, "debtorId" text, "isOpen" boolean, content jsonb)
        order by 3
        on conflict (org_id, division, order_id) do update set
          debtor_id = excluded.debtor_id, is_open = excluded.is_open, content = excluded.content, read_at = excluded.read_at`.execute(
        tx,
      ),
    );
  }

  /** Closes those that were not read since then, which is noted `at`; answers the debtors of all that were closed since. */
  async closeUnread(since: Date, at: Date): Promise<string[]> {
    await this.#scope.run((tx) =>
      sql`update open_order set is_open = false, read_at = ${at}
          where ${this.#own} and is_open and read_at < ${since}`.execute(tx),
    );
    const { rows } = await this.#scope.run((tx) =>
      sql<{ debtorId: string }>`
        select distinct debtor_id from open_order where ${this.#own} and not is_open and read_at >= ${since}`.execute(tx),
    );
    return rows.map(({ debtorId }) => debtorId);
  }

  async #select(condition: RawBuilder<unknown>): Promise<StoredOpenOrder[]> {
    const { rows } = await this.#scope.run((tx) =>
      sql<OrderRow>`select order_id, debtor_id, is_open, content from open_order where ${this.#own} and ${condition}`.execute(tx),
    );
    return rows.map(({ content, ...order }) => ({ ...order, ...content }));
  }

  get #own(): RawBuilder<unknown> {
    return sql`org_id = ${this.#scope.orgId} and division = ${this.#division}::int`;
  }
}

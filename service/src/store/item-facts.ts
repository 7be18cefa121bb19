import { sql } from 'kysely';
import type { OrgScope } from './org-scope.ts';

/** What an item of Exact allows on a sales order. Days are `yyyy-mm-dd`; an absent one is open. */
export interface StoredItemFacts {
  readonly itemId: string;
  readonly isSalesItem: boolean;
  readonly isFractionAllowed: boolean;
  readonly isStockItem: boolean;
  readonly unit: string | null;
  readonly vatCode: string | null;
  readonly startDate: string | null;
  readonly endDate: string | null;
}

/** Items of one division as they were read last: a cache, the truth stands in Exact. Ids are lower case. */
export class ItemFactRepository {
  readonly #scope: OrgScope;
  readonly #division: number;

  constructor(scope: OrgScope, division: number) {
    this.#scope = scope;
    this.#division = division;
  }

  /** By item id; what was read before items told whether they have stock is read again. With `readSince` only what was read since then. */
  async find(itemIds: readonly string[], readSince?: Date): Promise<ReadonlyMap<string, StoredItemFacts>> {
    const { rows } = await this.#scope.run((tx) =>
      sql<StoredItemFacts>`
        select item_id, is_sales_item, is_fraction_allowed, is_stock_item, unit, vat_code, start_date, end_date from item_fact
        where org_id = ${this.#scope.orgId} and division = ${this.#division}::int and item_id = any(${lowerCase(itemIds)}::text[])
          and read_at >= ${readSince ?? new Date(0)} and is_stock_item is not null`.execute(tx),
    );
    return new Map(rows.map((row) => [row.itemId, row]));
  }

  /** Takes items as they were read a moment ago. */
  async remember(items: readonly StoredItemFacts[]): Promise<void> {
    const unique = [...new Map(items.map((item) => [item.itemId.toLowerCase(), item])).values()];
    if (unique.length === 0) return;
    await this.#scope.run((tx) =>
      sql`
        insert into item_fact (org_id, division, item_id, is_sales_item, is_fraction_allowed, is_stock_item, unit, vat_code, start_date, end_date,
                               read_at)
        select ${this.#scope.orgId}::text, ${this.#division}::int, lower(i."itemId"), i."isSalesItem", i."isFractionAllowed", i."isStockItem", i.unit,
               i."vatCode", i."startDate", i."endDate", ${this.#scope.base.clock.now()}
        from jsonb_to_recordset(${JSON.stringify(unique)}::text::jsonb)
          as i("itemId" text, "isSalesItem" boolean, "isFractionAllowed" boolean, "isStockItem" boolean, unit text, "vatCode" text,
               "startDate" text, "endDate" text)
        order by 3
        on conflict (org_id, item_id, division) do update set
          is_sales_item = excluded.is_sales_item, is_fraction_allowed = excluded.is_fraction_allowed,
          is_stock_item = excluded.is_stock_item, unit = excluded.unit,
          vat_code = excluded.vat_code, start_date = excluded.start_date, end_date = excluded.end_date, read_at = excluded.read_at`.execute(
        tx,
      ),
    );
  }

  /** They were deleted, or Exact contradicts what is remembered: the next look reads them. */
  async forget(itemIds: readonly string[]): Promise<void> {
    await this.#scope.run((tx) =>
      sql`
        delete from item_fact where org_id = ${this.#scope.orgId} and division = ${this.#division}::int
          and item_id = any(${lowerCase(itemIds)}::text[])`.execute(tx),
    );
  }

  /** The other divisions of the org in which these items were read, by item id. */
  async elsewhere(itemIds: readonly string[]): Promise<ReadonlyMap<string, number>> {
    const { rows } = await this.#scope.run((tx) =>
      sql<{ itemId: string; division: number }>`
        select item_id, division from item_fact
        where org_id = ${this.#scope.orgId} and division <> ${this.#division}::int and item_id = any(${lowerCase(itemIds)}::text[])`.execute(
        tx,
      ),
    );
    return new Map(rows.map((row) => [row.itemId, row.division]));
  }
}

function lowerCase(itemIds: readonly string[]): string[] {
  return itemIds.map((itemId) => itemId.toLowerCase());
}

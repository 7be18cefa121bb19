import type { ExactStockPosition } from '../../exact/index.ts';
import type { Decimal } from '../../money/index.ts';
import type { TargetLimits } from '../../mapping/index.ts';
import type { SalesforceRow } from '../../salesforce/index.ts';
import type { LinkedProduct } from '../items/index.ts';

/** A product as far as its stock goes. */
export interface StockedProduct extends LinkedProduct {
  readonly ProductCode: string | null;
  readonly Exact_Stock__c: number | null;
  /** ISO instant; null for a product whose stock nobody looked at yet. */
  readonly Exact_Stock_Synced_At__c: string | null;
}

/** What Salesforce has of a position, with the fields that rules fill. */
export interface StockRow extends SalesforceRow {
  readonly Id: string;
  /** `division-StockPositions-guid`. */
  readonly Key__c: string;
  readonly Product__c: string | null;
  readonly Exact_Item_Id__c: string | null;
  readonly Available__c: number | null;
  readonly In_Total__c: boolean;
  /** The day on which something comes, `yyyy-mm-dd`. */
  readonly Next_Expected_On__c: string | null;
}

/** What comes next into a warehouse. */
export interface Expected {
  /** `yyyy-mm-dd`. */
  readonly on: string;
  readonly quantity: Decimal;
}

/** An item whose stock is looked at. */
export interface ItemStock {
  /** Lower case. */
  readonly itemId: string;
  /** Undefined: the item is no product. */
  readonly product: StockedProduct | undefined;
  /** Positions as Exact has them now; those that are not among them stand as `rows` says. */
  readonly positions: readonly ExactStockPosition[];
  /** All that Salesforce has of the item in this division. */
  readonly rows: readonly StockRow[];
  /** What comes next, by lower-case id of the warehouse; undefined where nobody asked: what the rows say stands. */
  readonly expected: ReadonlyMap<string, Expected> | undefined;
  /** Keys of the rows whose position is gone from Exact. */
  readonly goneKeys: ReadonlySet<string>;
}

/** What the plan has to know of both systems besides the records. */
export interface StockFacts {
  /** The division of Exact that the flow works in. */
  readonly division: number;
  /** Fields of a row that the integration user may write, with what they take. */
  readonly rowFields: ReadonlyMap<string, TargetLimits>;
  /** Decimals of the total on a product. */
  readonly totalScale: number;
}

/** One batch of the stock flow. */
export interface StockInput {
  readonly facts: StockFacts;
  readonly items: readonly ItemStock[];
}

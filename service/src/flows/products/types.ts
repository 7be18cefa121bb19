import type { Language } from '../../errors/index.ts';
import type { ExactItem, ExactItemPrice } from '../../exact/index.ts';
import type { TargetLimits } from '../../mapping/index.ts';
import type { VatRates } from '../../tax/index.ts';
import type { CategoryIndex } from '../categories/index.ts';
import type { EntryRow, LinkedProduct } from '../items/index.ts';

/** A product of Salesforce with the fields the rules fill, as `ProductRecords` sees it. */
export interface ProductRow extends LinkedProduct {
  readonly ProductCode: string | null;
  readonly IsActive: boolean;
  readonly SystemModstamp: string;
}

/** An item with what Salesforce has of it. */
export interface ItemInput {
  readonly item: ExactItem & { readonly extra?: Readonly<Record<string, string>> };
  /** Row version of the item; its time of change where the source has none. */
  readonly version: string;
  readonly product: ProductRow | undefined;
  /**
   * Other active products without an item here whose code is the item's: one of them may be its product. Read where `product` is
   * undefined, gets another code, becomes active, or was said to share its code.
   */
  readonly candidates: readonly ProductRow[];
}

/** The sales prices of one item, as far as they are needed to decide. */
export interface PriceInput {
  readonly itemId: string;
  readonly itemCode: string;
  /** General prices in the default unit. */
  readonly rows: readonly (ExactItemPrice & { readonly Timestamp?: string })[];
  /** Undefined for an item that is not in Salesforce (yet). */
  readonly product: ProductRow | undefined;
  /** VAT code of the item where it is known. */
  readonly vatCode: string | null | undefined;
  readonly entries: readonly EntryRow[];
  /** True when `rows` are all of the item's: only then a price that is not among them is gone. */
  readonly isComplete: boolean;
  /** False for an item that Exact does not sell today: no price of it counts. */
  readonly isSold: boolean;
}

/** What the plan has to know of both systems besides the records. */
export interface ProductFacts {
  /** The division of Exact that the flow works in. */
  readonly division: number;
  readonly standardPricebookId: string;
  /** Currencies prices may be in; the first is the org's own. */
  readonly currencies: readonly string[];
  readonly hasMultiCurrency: boolean;
  /** Decimals of a price in Salesforce. */
  readonly priceScale: number;
  readonly timeZone: string;
  /** Of what is written for everybody to read. */
  readonly language: Language;
  readonly productFields: ReadonlyMap<string, TargetLimits>;
  readonly vatRates: VatRates;
  /** Undefined where categories of Exact are not taken over. */
  readonly categories: CategoryIndex | undefined;
  /** Products synced at or after this instant were touched by this run already. */
  readonly touchedSince: string;
}

/** One batch of the products flow. */
export interface ProductsInput {
  readonly facts: ProductFacts;
  readonly items: readonly ItemInput[];
  readonly prices: readonly PriceInput[];
  /** Items that are gone from Exact, with the product they were. */
  readonly deleted: readonly {
    readonly itemId: string;
    readonly product: ProductRow | undefined;
    readonly isAskedFor: boolean;
  }[];
  /** Products that have no entry in the standard price book. */
  readonly withoutPrice: readonly ProductRow[];
}

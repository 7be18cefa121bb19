import type { TandemError } from '../errors/index.ts';
import type { Decimal } from '../money/index.ts';

/** What a seller asks about a customer: products with quantities, at most `MOST_LINES`. */
export interface SellingQuestion {
  /** Id of the account in Salesforce. */
  readonly accountId: string;
  readonly lines: readonly AskedLine[];
}

export interface AskedLine {
  /** Id of the product in Salesforce. */
  readonly productId: string;
  readonly quantity: Decimal;
}

/** Where a value was read, and when: nothing is shown without. */
export interface Origin {
  readonly from: 'exact' | 'salesforce';
  readonly asOf: Date;
  /** Why it could not be read anew, where that was tried. */
  readonly because: TandemError | undefined;
}

/** Why a price is what it is, the first that applies: see `PRECEDENCE`. */
export type PriceReason = 'agreement' | 'specialOffer' | 'priceList' | 'volumeBreak' | 'standard';

/** The price of one piece in the currency of the customer, on the basis of `vatCode`. */
export interface SellingPrice {
  readonly reason: PriceReason;
  /** Name of the price list. */
  readonly list: string | null;
  /** From this quantity on; null where it holds for any. */
  readonly fromQuantity: Decimal | null;
  /** The last day it holds; null: nobody said. */
  readonly until: string | null;
  /** Before the discount that the customer always gets. */
  readonly unitPrice: Decimal;
  /** In percent. */
  readonly discount: Decimal;
  readonly netPrice: Decimal;
  readonly vatCode: string | null;
  readonly isVatIncluded: boolean;
  readonly amounts: LineAmounts;
}

/** Of the quantity; VAT is undefined where no code tells its rate. */
export interface LineAmounts {
  readonly net: Decimal;
  readonly vat: Decimal | undefined;
  readonly gross: Decimal | undefined;
}

/** Stock of a product as the settings of the stock flow calculate it. */
export interface SellingStock {
  /** Undefined where no counted warehouse has the product. */
  readonly available: Decimal | undefined;
  readonly warehouses: readonly {
    readonly name: string;
    readonly available: Decimal;
    readonly isCounted: boolean;
    /** What comes next, and on which day. */
    readonly next: { readonly on: string; readonly quantity: Decimal } | undefined;
  }[];
}

/** What a customer may still owe, in the currency of the company. */
export interface SellingCredit {
  readonly line: Decimal;
  readonly open: Decimal;
  readonly notInvoiced: Decimal;
  readonly available: Decimal;
}

/** A value with where it is from. */
export type Told<Value> = Value & { readonly origin: Origin };

export interface SellingLine {
  readonly productId: string;
  readonly quantity: Decimal;
  /** Undefined where the product is not kept in stock, or nobody knows. */
  readonly stock: Told<SellingStock> | undefined;
  readonly price: Told<SellingPrice> | undefined;
  /** Why a part of the answer is missing. */
  readonly problem: TandemError | undefined;
}

/** The answer to a seller. Nothing is reserved by it. */
export interface SellingAnswer {
  readonly division: number;
  /** Undefined for an account that is no debtor: what is said holds for anybody. */
  readonly debtor: { readonly name: string; readonly isBlocked: boolean } | undefined;
  /** Of the prices. */
  readonly currency: string;
  readonly companyCurrency: string;
  readonly lines: readonly SellingLine[];
  /** Undefined where no credit line was agreed. */
  readonly credit: Told<SellingCredit> | undefined;
  readonly exactCalls: number;
}

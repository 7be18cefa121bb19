import type { Language } from '../../errors/index.ts';
import type { ExactPriceList } from '../../exact/index.ts';
import type { TargetLimits } from '../../mapping/index.ts';
import type { SalesforceRow } from '../../salesforce/index.ts';
import type { VatRates } from '../../tax/index.ts';
import type { LinkedAccount } from '../customers/index.ts';
import type { EntryRow, LinkedProduct } from '../items/index.ts';
import type { Reference } from '../operation.ts';

export type PriceKind = 'Customer price' | 'Volume price' | 'Price list' | 'Special offer';
/** Entities of Exact that prices are: lines of lists, and sales prices. */
export type PriceEntity = 'SalesPriceListVolumeDiscounts' | 'SalesItemPrices';

/** A product as far as its prices go. */
export interface PricedProduct extends LinkedProduct {
  readonly ProductCode: string | null;
  readonly Exact_Vat_Code__c: string | null;
}

/** A price book of Salesforce. */
export interface BookRow extends SalesforceRow {
  readonly Id: string;
  readonly Name: string;
  readonly IsActive: boolean;
  readonly IsStandard: boolean;
  readonly Exact_Key__c: string | null;
}

/** An entry with the book it is in. */
export interface ListedEntry extends EntryRow {
  readonly Pricebook2Id: string;
  readonly UseStandardPrice: boolean;
}

/** What Salesforce has of a price, with the fields that rules fill. */
export interface PriceRow extends SalesforceRow {
  readonly Id: string;
  /** `division-entity-guid`. */
  readonly Key__c: string;
  readonly Scope_Key__c: string | null;
  readonly Kind__c: PriceKind | null;
  readonly Exact_Item_Id__c: string | null;
  readonly Exact_Account_Id__c: string | null;
  readonly Exact_List_Id__c: string | null;
  readonly Exact_Period_Id__c: string | null;
  readonly Product__c: string | null;
  readonly Price_Book__c: string | null;
  readonly Currency_Code__c: string | null;
  readonly From_Quantity__c: number | null;
  readonly Items_Per_Unit__c: number | null;
  readonly Exact_Price__c: number | null;
  readonly Discount_Percent__c: number | null;
  readonly Valid_From__c: string | null;
  readonly Valid_Until__c: string | null;
  readonly Deleted_In_Exact__c: boolean;
}

/** A price as Exact says it now. Ids are in lower case. */
export interface PriceSource {
  readonly id: string;
  readonly entity: PriceEntity;
  readonly kind: PriceKind;
  /** The item, or the item group of a line that is of no item. */
  readonly itemId: string;
  readonly isOfGroup: boolean;
  readonly itemCode: string;
  readonly debtorId: string | null;
  readonly debtorName: string | null;
  readonly listId: string | null;
  readonly periodId: string | null;
  readonly currency: string | null;
  readonly itemsPerUnit: string | null;
  readonly quantity: string | null;
  /** Decimal text with every decimal that Exact has; null for a discount on a group. */
  readonly price: string | null;
  /** A fraction, where the price is a discount. */
  readonly discount: string | null;
  readonly from: string | null;
  readonly until: string | null;
  /** For formulas. */
  readonly row: Readonly<Record<string, unknown>>;
}

/** Prices that decide together: of one item in one list, for one debtor, or for everybody. */
export interface PriceGroup {
  readonly scope: string;
  readonly itemId: string;
  readonly label: string;
  /** Undefined for an item group, and for an item that is no product any more. */
  readonly product: PricedProduct | undefined;
  readonly accountId: string | null;
  readonly listId: string | null;
  /** The price book of the list. */
  readonly book: string | Reference | null;
  /** Prices that Exact sent; any other stands as its row says. */
  readonly sources: readonly PriceSource[];
  /** All that Salesforce has of them. */
  readonly rows: readonly PriceRow[];
  /** Keys of rows whose price is gone from Exact. */
  readonly goneKeys: ReadonlySet<string>;
  /** Entries of the product in the standard price book and in that of the list. */
  readonly entries: readonly ListedEntry[];
}

/** A product whose item is in an item group, beside a list of item groups: what counts there is its entry in the price book of the list. */
export interface GroupedEntry {
  readonly listId: string;
  readonly itemId: string;
  readonly label: string;
  readonly product: PricedProduct;
  readonly book: string | Reference;
  /** Discounts of the list on the group that the item is in, each with the price that it makes of the item's general one. */
  readonly lines: readonly PriceSource[];
  /** Entries of the product in the standard price book and in that of the list. */
  readonly entries: readonly ListedEntry[];
}

/** A price list with what may be its price book. */
export interface ListInput {
  readonly listId: string;
  /** Undefined: Exact has it no more. */
  readonly list: ExactPriceList | undefined;
  readonly book: BookRow | undefined;
  /** Active books of its name that are linked to nothing; read only where `book` is undefined. */
  readonly candidates: readonly BookRow[];
  /** Lists without a book that bear the same name, this one among them. */
  readonly namesakes: number;
}

/** An account as far as its price list goes. */
export interface ListedAccount extends LinkedAccount {
  readonly Exact_Price_Book__c: string | null;
  /** ISO instant; null for an account of which no list was read yet. */
  readonly Exact_Price_List_Synced_At__c: string | null;
}

/** A debtor with its account, and the price book of its list. */
export interface CustomerInput {
  /** Lower case. */
  readonly debtorId: string;
  readonly account: ListedAccount;
  /** Null where the debtor has no list, or its list no price book. */
  readonly book: string | Reference | null;
}

/** What the plan has to know of both systems besides the records. */
export interface PricesFacts {
  /** The division of Exact that the flow works in. */
  readonly division: number;
  /** The day it is there. */
  readonly today: string;
  readonly rowFields: ReadonlyMap<string, TargetLimits>;
  readonly standardPricebookId: string;
  /** Currencies prices may be in; the first is the org's own. */
  readonly currencies: readonly string[];
  readonly hasMultiCurrency: boolean;
  /** Decimals of a price in a price book. */
  readonly priceScale: number;
  readonly language: Language;
  readonly vatRates: VatRates;
}

/** One batch of the prices flow. */
export interface PricesInput {
  readonly facts: PricesFacts;
  readonly lists: readonly ListInput[];
  readonly groups: readonly PriceGroup[];
  readonly grouped: readonly GroupedEntry[];
  /** Items that have prices and are no product. */
  readonly strangers: readonly { readonly itemId: string; readonly label: string }[];
  /** Debtors who have prices and no account. */
  readonly debtors: readonly { readonly debtorId: string; readonly label: string }[];
  /** Debtors of which is known which list they have. */
  readonly customers: readonly CustomerInput[];
}

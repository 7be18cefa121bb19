import type { Language, TandemError } from '../../errors/index.ts';
import type {
  ExactAccount,
  ExactCurrency,
  ExactSalesOrderInFull,
  ExactShippingMethod,
  ExactUnit,
  ExactVatCode,
} from '../../exact/index.ts';
import type { Decimal } from '../../money/index.ts';
import type { SalesforceRow } from '../../salesforce/index.ts';
import type { AccountRow, ContactRow, CustomerFacts, CustomerInput } from '../customers/index.ts';
import type { Intent, ItemFacts, PersonsChoice } from '../flow.ts';
import type { PricedRow } from '../order-lines/index.ts';
import type { OrderSource } from './sources/index.ts';
import type { MissingFacts } from './missing-products/types.ts';
import type { SalesPeriods } from './periods.ts';
import type { SaleVatFacts } from './sale-facts.ts';
import type { TargetFacts } from './targets/facts.ts';
import type { TargetKind } from './targets/kinds.ts';
import type { ExactDocument, ExactDocumentLine } from './targets/target.ts';

/** An order of Salesforce with its account, or another record that is sent as one; parents as nested rows. Its fields have the names of an order's. */
export interface OrderRow extends SalesforceRow {
  readonly Id: string;
  /** What it is in Salesforce. */
  readonly source: OrderSource;
  /** What it is known by in Exact, behind the prefixes. */
  readonly key: string;
  /** Id of the record that all of its deal have in common. */
  readonly dealId: string;
  readonly OrderNumber: string;
  readonly Status: string;
  readonly StatusCode: string;
  readonly AccountId: string | null;
  readonly TotalAmount: number | null;
  readonly CreatedDate: string;
  readonly ActivatedDate: string | null;
  readonly SystemModstamp: string;
  readonly Exact_Id__c: string | null;
  readonly Exact_Number__c: string | null;
  readonly Account?: AccountRow | null;
  readonly BillToContact?: ContactRow | null;
}

/** An order product. `readOrderRows` hands it on in pieces, with the price of one, whatever it was entered in. */
export interface LineRow extends SalesforceRow, PricedRow {
  readonly Id: string;
  readonly OrderId: string;
  /** A number, or decimal text. */
  readonly Quantity: number | string;
  readonly UnitPrice: number | string;
  /** How it was entered; undefined for one that was entered in pieces. */
  readonly entered?: { readonly quantity: string; readonly pieces: string };
  readonly PricebookEntry?: {
    readonly UnitPrice: number;
    readonly UseStandardPrice: boolean;
    /** Of the standard price where it follows that. */
    readonly Price_Quantity__c: number | null;
    readonly CurrencyIsoCode?: string;
  } | null;
  readonly Product2?: {
    readonly Id: string;
    readonly Name: string;
    readonly ProductCode: string | null;
    readonly Exact_Id__c: string | null;
    readonly Exact_Vat_Code__c: string | null;
    readonly Price_Includes_Vat__c: boolean | null;
    readonly Exact_Set__c?: boolean | null;
  } | null;
}

/** Orders with their accounts, lines and contacts. */
export interface OrderRows {
  readonly orders: readonly OrderRow[];
  readonly linesOf: ReadonlyMap<string, readonly LineRow[]>;
  /** Contacts by account, the oldest first. */
  readonly contactsOf: ReadonlyMap<string, readonly ContactRow[]>;
}

/** A document of Exact that carries an order's reference, with what tells whose it is. */
export interface ExistingOrder {
  readonly order: ExactDocument;
  /** What it is there. */
  readonly target: TargetKind;
  /** As it stands there. */
  readonly reference: string;
  readonly lines: readonly ExactDocumentLine[];
  readonly debtor: ExactAccount | undefined;
}

/** What Exact says of an order that was sent. */
export type SentLook =
  /** It says what it said when it was sent, and nobody asked: Exact was not. */
  | { readonly kind: 'trusted' }
  | { readonly kind: 'gone' }
  /** `lines` where the order in Salesforce changed since, or nobody remembers what it said. */
  | {
      readonly kind: 'there';
      readonly order: ExactDocument;
      readonly lines: readonly ExactDocumentLine[] | undefined;
      /** The same with everything that may be changed there, where the settings have that done. */
      readonly inFull?: ExactSalesOrderInFull;
    };

/** One order with its customer and everything its plan needs. The debtor is undefined where the order is not sent. */
export interface OrderInput extends CustomerInput {
  readonly order: OrderRow;
  readonly lines: readonly LineRow[];
  /** What it becomes there, or became. */
  readonly target: TargetKind;
  /** The key it gets in Exact. */
  readonly reference: string;
  readonly choice: PersonsChoice;
  /** Why it is not sent now, found before Exact was asked. */
  readonly notSent: TandemError | undefined;
  /** Why it is none of this company's, or of this flow's, found before Exact was asked. */
  readonly elsewhere: TandemError | undefined;
  /** Why it is not sent since another record of its deal is. */
  readonly deal: TandemError | undefined;
  /** Why a person has to look first, found before Exact was asked. */
  readonly doubt: TandemError | undefined;
  /** Undefined where it was never sent. */
  readonly sent: SentLook | undefined;
  /** Documents in Exact that carry the reference. */
  readonly existing: readonly ExistingOrder[];
  readonly intent: Intent | undefined;
  /** It was posted with other lines, and the answer was lost. */
  readonly isChangedSincePost: boolean;
}

/** A part of a set as Exact has it at this moment. */
export interface SetPart {
  /** Guid in lower case of its item. */
  readonly itemId: string;
  readonly code: string;
  /** Of one set. */
  readonly quantity: Decimal | null;
  /** Standard sales price of one; null where the item has none. */
  readonly price: Decimal | null;
  /** Undefined where the company does not have the item any more. */
  readonly item: ItemFacts | undefined;
}

/** What a debtor may owe, owes and has ordered, in the currency of the company. */
export interface Standing {
  /** Null where no credit line was agreed, or nobody has to know it. */
  readonly line: Decimal | null;
  readonly open: Decimal;
  /** Of his orders what is not invoiced yet, with VAT. */
  readonly ordered: Decimal;
  /** Code of the VAT that he is invoiced by; null where the item decides, undefined where nobody looked. */
  readonly vatCode?: string | null | undefined;
  readonly overdue: Decimal;
  /** The oldest day on which something was due that is still open; null where nothing is overdue. */
  readonly overdueSince: string | null;
}

/** What is known of customers when orders are to go. */
export interface CreditFacts {
  /** Of the company; empty where nobody tells. */
  readonly currency: string;
  /** By lower-case id of the debtor. */
  readonly standings: ReadonlyMap<string, Standing>;
  /** What a second person agreed to, as a digest, by order. */
  readonly approved: ReadonlyMap<string, string>;
}

/** What the plan has to know of both systems besides the orders. A list is undefined where no order needs it. */
export interface OrderFacts extends CustomerFacts {
  /** How long after a POST whose answer was lost the order may still appear in Exact by itself. */
  readonly inFlightMs: number;
  /** Currency of orders in an org that has one only; empty where the org does not tell. */
  readonly currency: string;
  readonly hasMultiCurrency: boolean;
  /** Of what is written for everybody to read. */
  readonly language: Language;
  /** Items of the lines by lower-case id; an item that is not in it is not in this division. Undefined where none was looked up. */
  readonly items?: ReadonlyMap<string, ItemFacts> | undefined;
  /** Divisions in which items were read that this one does not have, by lower-case id. */
  readonly itemsElsewhere?: ReadonlyMap<string, number> | undefined;
  /** Parts of the sets that are taken apart, by lower-case id of the item; of a set that is none in this division nothing. */
  readonly sets?: ReadonlyMap<string, readonly SetPart[]> | undefined;
  /** What is known of products without item, where the settings do not stop their orders. */
  readonly missing?: MissingFacts | undefined;
  readonly currencies?: readonly ExactCurrency[] | undefined;
  /** What other documents than sales orders need to know. */
  readonly targets?: TargetFacts;
  readonly units?: readonly ExactUnit[] | undefined;
  readonly vatCodes: readonly ExactVatCode[] | undefined;
  readonly shippingMethods: readonly ExactShippingMethod[] | undefined;
  /** Undefined where the settings do not ask for them, or no order is dated before this month. */
  readonly salesPeriods?: SalesPeriods | undefined;
  /** Undefined where the settings leave VAT codes to Exact, or no order is to be sent. */
  readonly sales?: SaleVatFacts | undefined;
  /** What the customers owe, where the settings hold orders for it. */
  readonly credit?: CreditFacts | undefined;
}

/** One batch of the orders flow. */
export interface OrdersInput {
  readonly facts: OrderFacts;
  readonly orders: readonly OrderInput[];
  /** Ids that were asked for and are not there. */
  readonly missing: readonly string[];
}

import type {
  ExactAccount,
  ExactContact,
  ExactCurrency,
  ExactPaymentCondition,
  ExactSalesOrder,
  ExactSalesOrderLine,
  ExactShippingMethod,
  ExactUnit,
  ExactVatCode,
} from '../../exact/index.ts';
import type { Intent, ItemFacts, PersonsChoice, RememberedLink } from '../flow.ts';
import type { SalesforceRow } from '../../salesforce/index.ts';
import type { Language, TandemError } from '../../errors/index.ts';

/** An order of Salesforce with its account; parents as nested rows. */
export interface OrderRow extends SalesforceRow {
  readonly Id: string;
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

export interface AccountRow extends SalesforceRow {
  readonly Id: string;
  readonly Name: string;
  readonly Exact_Id__c: string | null;
}

export interface ContactRow extends SalesforceRow {
  readonly Id: string;
  readonly AccountId?: string | null;
  readonly FirstName: string | null;
  readonly LastName: string | null;
  readonly Email: string | null;
  readonly Exact_Id__c?: string | null;
}

export interface LineRow extends SalesforceRow {
  readonly Id: string;
  readonly OrderId: string;
  readonly Quantity: number;
  readonly UnitPrice: number;
  readonly Product2?: {
    readonly Id: string;
    readonly Name: string;
    readonly ProductCode: string | null;
    readonly Exact_Id__c: string | null;
    readonly Exact_Vat_Code__c: string | null;
    readonly Price_Includes_Vat__c: boolean | null;
  } | null;
}

/** Who the order is for in Exact Online. */
export type Debtor =
  /** The account is known and what we sent last is what Salesforce has now: nothing to look at. */
  | { readonly kind: 'unchanged'; readonly exactId: string }
  /** It is there, with what stands in it. */
  | {
      readonly kind: 'found';
      readonly account: ExactAccount;
      readonly by: 'link' | 'code' | 'email' | 'contact';
      /** Another account of Salesforce is linked to it and owns what stands in it: name of that one. */
      readonly sharedWith: string | undefined;
    }
  | { readonly kind: 'new' }
  /** The debtor of the settings; its data is the bookkeeper's. */
  | { readonly kind: 'default'; readonly exactId: string }
  | { readonly kind: 'problem'; readonly problem: TandemError };

/** Who the person of an order is among the contacts of its debtor. */
export type Person =
  /** What we sent last is what Salesforce has now: nothing to look at. */
  | { readonly kind: 'known'; readonly exactId: string }
  | { readonly kind: 'found'; readonly contact: ExactContact }
  | { readonly kind: 'new' };

/** What an order rests on that only our memory says: looked at when Exact refuses the order. */
export interface Remembered {
  readonly entity: string;
  readonly link: RememberedLink;
}

/** A sales order of Exact that carries an order's reference, with what tells whose it is. */
export interface ExistingOrder {
  readonly order: ExactSalesOrder;
  readonly lines: readonly ExactSalesOrderLine[];
  readonly debtor: ExactAccount | undefined;
}

/** What Exact says of an order that was sent. */
export type SentLook =
  /** It says what it said when it was sent, and nobody asked: Exact was not. */
  | { readonly kind: 'trusted' }
  | { readonly kind: 'gone' }
  /** `lines` where the order in Salesforce changed since, or nobody remembers what it said. */
  | { readonly kind: 'there'; readonly order: ExactSalesOrder; readonly lines: readonly ExactSalesOrderLine[] | undefined };

/** One order with everything its plan needs. */
export interface OrderInput {
  readonly order: OrderRow;
  readonly lines: readonly LineRow[];
  readonly contact: ContactRow | undefined;
  /** The key it gets in Exact. */
  readonly reference: string;
  readonly choice: PersonsChoice;
  /** Why it is not sent now, found before Exact was asked. */
  readonly notSent: TandemError | undefined;
  /** Undefined where it was never sent. */
  readonly sent: SentLook | undefined;
  /** Sales orders in Exact that carry the reference. */
  readonly existing: readonly ExistingOrder[];
  readonly intent: Intent | undefined;
  /** It was posted with other lines, and the answer was lost. */
  readonly isChangedSincePost: boolean;
  /** Undefined where the order is not sent. */
  readonly debtor: Debtor | undefined;
  /** Undefined where the order names nobody. */
  readonly person?: Person | undefined;
  readonly remembered?: readonly Remembered[] | undefined;
  /** Account in Exact that is the customer's as far as we remember, where Exact has the order and the org does not show it. */
  readonly rememberedDebtor?: string | undefined;
  /** Address already made for this customer, by its fingerprint. */
  readonly knownAddress: RememberedLink | undefined;
}

/** What the plan has to know of both systems besides the orders. A list is undefined where no order needs it. */
export interface OrderFacts {
  readonly division: number;
  /** How long after a POST whose answer was lost the order may still appear in Exact by itself. */
  readonly inFlightMs: number;
  /** Origin of Exact's own pages. */
  readonly host: string;
  /** Currency of orders in an org that has one only; empty where the org does not tell. */
  readonly currency: string;
  readonly hasMultiCurrency: boolean;
  /** Of what is written for everybody to read. */
  readonly language: Language;
  /** The day it is in the division. */
  readonly today: string;
  /** Items of the lines by lower-case id; an item that is not in it is not in this division. Undefined where none was looked up. */
  readonly items?: ReadonlyMap<string, ItemFacts> | undefined;
  /** Divisions in which items were read that this one does not have, by lower-case id. */
  readonly itemsElsewhere?: ReadonlyMap<string, number> | undefined;
  readonly currencies?: readonly ExactCurrency[] | undefined;
  readonly units?: readonly ExactUnit[] | undefined;
  readonly vatCodes: readonly ExactVatCode[] | undefined;
  /** VAT codes of debtors that stand as they were sent, by lower-case id in Exact, where an order rests on them. */
  readonly debtorVatCodes?: ReadonlyMap<string, string | null> | undefined;
  readonly paymentConditions: readonly ExactPaymentCondition[] | undefined;
  readonly shippingMethods: readonly ExactShippingMethod[] | undefined;
}

/** One batch of the orders flow. */
export interface OrdersInput {
  readonly facts: OrderFacts;
  readonly orders: readonly OrderInput[];
  /** Ids that were asked for and are not there. */
  readonly missing: readonly string[];
}

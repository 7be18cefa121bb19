import type { TandemError } from '../../errors/index.ts';
import type { ExactAccount, ExactContact, ExactPaymentCondition } from '../../exact/index.ts';
import type { FormulaScope, MappedField } from '../../mapping/index.ts';
import type { SalesforceRow } from '../../salesforce/index.ts';
import type { RememberedLink } from '../flow.ts';
import type { Topic, Winner } from './ownership/topics.ts';

/** An account of Salesforce, as `accountsInDivision` sees it: `Exact_Id__c` is that of the flow's division. */
export interface AccountRow extends SalesforceRow {
  readonly Id: string;
  readonly Name: string;
  readonly Exact_Id__c: string | null;
  /** True where a row says so and not the account: no code comes with it. */
  readonly isLinkedByRow?: boolean;
  /** True where what stands on the account is of another division. */
  readonly areFieldsOfOther?: boolean;
  /** Further debtors that rows lead to it: accounts that had them were merged into it. */
  readonly rivals?: readonly string[];
  /** The link of a further division that stands on the account, where a version before rows wrote it. */
  readonly misplaced?: { readonly division: number; readonly exactId: string };
}

/** A contact of Salesforce. */
export interface ContactRow extends SalesforceRow {
  readonly Id: string;
  readonly AccountId?: string | null;
  readonly FirstName: string | null;
  readonly LastName: string | null;
  readonly Email: string | null;
  readonly Exact_Id__c?: string | null;
}

/** The record that asks for its customer: an order, or the account itself. Operations and problems are told under it. */
export interface AskingRecord {
  readonly id: string;
  /** What a person calls it. */
  readonly label: string;
  /** Day for which the debtor has to be good, besides today: `yyyy-mm-dd`, empty where it is of no day. */
  readonly day: string;
}

/** A customer as a record of Salesforce has it: made by `customerOf`. */
export interface Customer {
  readonly record: AskingRecord;
  /** Null where the record names no account: it is a customer of its own then. */
  readonly accountId: string | null;
  /** Undefined where there is none, or none that may be read. */
  readonly account: AccountRow | undefined;
  /** The person: named by the record, else taken from the account's contacts. */
  readonly contact: ContactRow | undefined;
  /** Contacts of the account, the oldest first. */
  readonly contacts: readonly ContactRow[];
  /** Empty where nobody has one. An account of Salesforce has no such field itself. */
  readonly email: string;
  /** What formulas may read besides account and contact, such as `order`. */
  readonly scope: FormulaScope;
}

/** What a debtor may be known by where neither link nor code says which it is. */
export type MatchKey = 'vatNumber' | 'chamberNumber' | 'email' | 'contact' | 'nameAndAddress';

/** Who owns what of a customer while a flow is at work. */
export interface Ownership {
  /** Fields of which a change on either side goes across. */
  readonly shared: ReadonlySet<Topic>;
  readonly wins: Winner;
}

/** What the settings of a flow say about customers. */
export interface CustomerSettings {
  /** Those with the objects `Account` and `Contact` fill the customer. */
  readonly rules: readonly MappedField['rule'][];
  readonly debtor: {
    /** Whether a customer gets a debtor of its own or the default one. */
    readonly use: 'account' | 'default' | 'defaultForPrivate';
    readonly defaultAccountCode?: string | undefined;
    /** Which relations of Exact become customers. */
    readonly upgrade: 'none' | 'prospects' | 'all';
    /** False where nothing is sold: a debtor that is blocked, or no customer, is brought up to date all the same. */
    readonly isSoldTo?: boolean;
  };
  /** Absent where everything belongs to the side that its rule says. */
  readonly ownership?: Ownership;
  /** In which order; its e-mail address, then that of a contact, where absent. */
  readonly match?: readonly MatchKey[];
}

/** Who a customer is in Exact Online. */
export type Debtor =
  /** The account is known and what we sent last is what Salesforce has now: nothing to look at. */
  | { readonly kind: 'unchanged'; readonly exactId: string }
  /** It is there, with what stands in it. */
  | {
      readonly kind: 'found';
      readonly account: ExactAccount;
      readonly by: 'link' | 'code' | MatchKey;
      /** Another account of Salesforce is linked to it and owns what stands in it: name of that one. */
      readonly sharedWith: string | undefined;
    }
  | { readonly kind: 'new' }
  /** The debtor of the settings; its data is the bookkeeper's. */
  | { readonly kind: 'default'; readonly exactId: string }
  | { readonly kind: 'problem'; readonly problem: TandemError };

/** Who the person of a customer is among the contacts of its debtor. */
export type Person =
  /** What we sent last is what Salesforce has now: nothing to look at. */
  | { readonly kind: 'known'; readonly exactId: string }
  | { readonly kind: 'found'; readonly contact: ExactContact }
  | { readonly kind: 'new' };

/** A contact of an account besides the one that is its person. */
export interface FurtherPerson {
  readonly contact: ContactRow;
  /** Of the account in Exact. */
  readonly debtorId: string;
  readonly person: Person;
}

/** What a customer rests on that only our memory says: looked at when Exact refuses it. */
export interface Remembered {
  readonly entity: string;
  readonly link: RememberedLink;
}

/** Who a customer is in Exact and whom it names there. */
export interface ResolvedCustomer {
  /** Undefined where nobody asked. */
  readonly debtor: Debtor | undefined;
  /** Undefined where the customer has no person. */
  readonly person?: Person | undefined;
  readonly remembered?: readonly Remembered[] | undefined;
  /** What both sides agreed on last, where fields are shared. */
  readonly agreed?: string | undefined;
}

/** What was made of a customer in Exact and does not stand on its records in Salesforce: the news of it was lost. */
export interface Untold {
  readonly account: ExactAccount | undefined;
  /** Id of the contact that its person became. */
  readonly contactId: string | undefined;
}

/** One customer with everything its plan needs. */
export interface CustomerInput extends ResolvedCustomer {
  readonly customer: Customer;
  /** Account in Exact that is the customer's as far as we remember, where nobody looked for it and the org does not show it. */
  readonly rememberedDebtor?: string | undefined;
  /** What was made of it in Exact, as far as the org was not told. */
  readonly untold?: Untold | undefined;
  /** Address already made for this customer, by its fingerprint. */
  readonly knownAddress: RememberedLink | undefined;
}

/** What the plan of customers has to know of the division. */
export interface CustomerFacts {
  readonly division: number;
  /** Origin of Exact's own pages. */
  readonly host: string;
  /** The day it is in the division. */
  readonly today: string;
  /** Undefined where no customer names one. */
  readonly paymentConditions: readonly ExactPaymentCondition[] | undefined;
  /** VAT codes of debtors that stand as they were sent, by lower-case id in Exact, where somebody rests on them. */
  readonly debtorVatCodes?: ReadonlyMap<string, string | null> | undefined;
}

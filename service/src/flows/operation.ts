import type { ParamValue, TandemError } from '../errors/index.ts';
import type { RecordRef, RememberedLink } from '../links/index.ts';

export type FieldPolicy = 'always' | 'create' | 'ifEmpty' | 'never';

/** One field of an operation: what stands there, what will stand there, and which policy said so. */
export interface FieldChange {
  readonly field: string;
  readonly from: unknown;
  readonly to: unknown;
  readonly policy: FieldPolicy;
  /**
   * What was done to the text so that it fits. Where `from` and `to` are the same, the field was left out: nothing is written.
   * Versions before stored it as a text.
   */
  readonly note?: ParamValue;
}

/** A value that an earlier operation of the plan will have made: the id it got. */
export interface Reference {
  /** Key of that operation. */
  readonly ref: string;
  /** How its record is found where the plan has no such operation, since it was made before. */
  readonly by?: {
    readonly object: string;
    readonly field: string;
    readonly value: string;
    /** Field that holds the id which is meant; that of the record found, where absent. */
    readonly id?: string;
  };
  /** What stands before the id in the value, such as the beginning of the key of a link. */
  readonly prefix?: string;
}

/** A value that the other system will have answered to an operation of the plan. */
export interface AnsweredField {
  /** Key of that operation. */
  readonly of: string;
  /** Field of the answer, under the name of that system; or one of the facts that its table adds, such as `Url`. */
  readonly field: string;
}

/** A file that an operation writes beside its fields. Its bytes are fetched when they are written, by the table of the object. */
export interface OperationBlob {
  /** The field that takes it, such as `VersionData`. */
  readonly field: string;
  /** What a person calls it. */
  readonly name: string;
  /** Bytes, where they are known before it is fetched. */
  readonly size?: number;
  /** Where it comes from, as the table of the object reads it: an address, or an id. */
  readonly source: string;
  /** SHA-256 of what was planned, where that is known; part of what a person approves. */
  readonly hash?: string;
}

/** What is remembered once an operation is done, or where it finds nothing to do: its record in Exact belongs to this one. */
export interface OperationLink {
  readonly role: string;
  readonly salesforceId: string;
  /** Hash of the mapped values that stand in Exact then. */
  readonly fingerprint: string;
  /** Record of Exact that it is a part of, such as the account of a contact: of another one it would have to be made anew. */
  readonly within?: string | Reference;
}

/** What a document is known by in the other system. */
export interface DocumentMark {
  /** Field of the document that holds `reference`. */
  readonly field: string;
  readonly reference: string;
  /** Hash of what its record says in it. */
  readonly content: string;
  /** What it is, where a record may become one of several. */
  readonly kind?: string | undefined;
  /** Hashes of what both sides agree on, field by field, where that is kept. */
  readonly agreement?: string;
}

/** A document of ours in Exact, with what its `DocumentMark` says of it. */
export interface SettledDocument {
  readonly exactId: string;
  readonly exactNumber: string;
  readonly reference: string;
  readonly content: string;
  readonly kind?: string | undefined;
  readonly agreement?: string | undefined;
}

/** Amounts of a document: decimal texts in `currency`. */
export interface DocumentAmounts {
  readonly net: string;
  readonly vat: string;
  readonly gross: string;
  readonly currency: string;
}

/** What a person is told of a document. */
export interface DocumentFacts {
  readonly number?: string | undefined;
  readonly url?: string | undefined;
  /** Where it is another one than the flow's own. */
  readonly division?: number | undefined;
  readonly amounts?: DocumentAmounts | undefined;
}

/** What a plan wants done with one record. `skip` and `unchanged` cost nothing; `block` needs a person. */
export type OperationAction = 'create' | 'update' | 'unchanged' | 'skip' | 'block';

/**
 * One step of a plan: everything the executor needs and a person wants to see. A value in `fields` may be a `Reference`: the id
 * that an earlier operation of the same plan will have made.
 */
export interface Operation {
  /** Unique in its plan, stable over two plans of the same state, such as `exact/SalesOrder/801...`. */
  readonly key: string;
  /** The record this operation belongs to: progress, counts, activity and issues are kept by it. */
  readonly recordId: string;
  /** What a person calls that record, such as an order number or a SKU. */
  readonly label: string;
  readonly system: 'exact' | 'salesforce';
  readonly action: OperationAction;
  /** `SalesOrder`, `Account`, `Product2`, `PricebookEntry`, ... */
  readonly object: string;
  /** The record that becomes, or is, the one of this operation in the other system. */
  readonly source?: RecordRef;
  /** Id of the existing target, for updates. */
  readonly targetId?: string | undefined;
  /** Key of the operation that makes the target, for updates of what is not there yet. */
  readonly targetMadeBy?: string;
  /** Key of the operation that comes first: this one is not carried out at all where that one failed, and in Salesforce at the end. */
  readonly after?: string;
  /** The record that takes the id of the one that is made, where its table says so. */
  readonly notedOn?: string | Reference;
  /** Fields that the record gets besides, which takes note of the one that is made. */
  readonly notedBesides?: Readonly<Record<string, unknown>>;
  /**
   * The target is deleted, which `fields` say as what is over. Only for what is no record to people but what one says of another, such as that
   * a product is in a category, and that Tandem made itself.
   */
  readonly isTakenBack?: true;
  /** Ids of further records that the row of its link leads to, by lookup of `ExactLink__c`: a contact's account. */
  readonly linkedBesides?: Readonly<Record<string, string>>;
  readonly fields: readonly FieldChange[];
  /** For what is made with a file. */
  readonly blob?: OperationBlob;
  /** Fields that take what the other system answered, where it did; what `fields` says of them is what a person is shown before. */
  readonly actual?: Readonly<Record<string, AnsweredField>>;
  /** SystemModstamp or Timestamp of the source (and target, joined by `/`) that this operation rests on. */
  readonly restsOn?: string;
  /** Links of our memory that it rests on and that nobody looked at for this plan. */
  readonly remembered?: readonly { readonly entity: string; readonly link: RememberedLink }[];
  readonly link?: OperationLink;
  /** Name of the role that its document has to the record, where it is another one than the flow's usual. */
  readonly linkedAs?: string;
  /** What is noted beside the link: what both sides agree on once it is done. */
  readonly agreement?: OperationLink;
  /** Notes of our memory that are over once it is done. */
  readonly forgets?: readonly { readonly role: string; readonly salesforceId: string }[];
  /** For a document that is made, or taken over. */
  readonly mark?: DocumentMark;
  /** For what changes a document that is there: what it is brought to (`DocumentMark`), noted before the first of its record is written. */
  readonly amends?: string;
  /** Amounts that the document is expected to have once it is made; those that nobody can tell are absent. */
  readonly expected?: Partial<DocumentAmounts>;
  /** What stands in the other system of a document that is there. */
  readonly found?: DocumentFacts;
  /** Why it is skipped or blocked. */
  readonly reason?: TandemError;
  /** True for the operation whose outcome is the record's outcome in the counts of a run (one a record). */
  readonly isMain: boolean;
  /** Carried out before anything else of its record, nothing of which is written where it fails. */
  readonly isPrecondition?: boolean;
  /** The document that our memory knows for the record is gone: forgotten once this is done. */
  readonly endsIntent?: boolean;
  /** Tandem's own note on a record, made of what became of it: it is no business data and waits for no approval. */
  readonly isNote?: boolean;
}

/** How one record ended. */
export type OutcomeStatus = 'created' | 'updated' | 'unchanged' | 'skipped' | 'blocked' | 'failed';

export interface Outcome {
  readonly recordId: string;
  readonly label: string;
  readonly status: OutcomeStatus;
  /** Ids and numbers of what was made or found, by object. */
  readonly salesforceId?: string | undefined;
  readonly exactId?: string | undefined;
  readonly exactNumber?: string | undefined;
  readonly url?: string | undefined;
  /** The division that its record of Exact is in, where it is another one than the flow's own. */
  readonly division?: number | undefined;
  readonly totals?: DocumentAmounts | undefined;
  /** See `Operation`. */
  readonly linkedAs?: string | undefined;
  /** For skipped, blocked and failed; may also warn on a created or updated record (a missing price). */
  readonly error?: TandemError | undefined;
  /** What was written, for the activity log (sealed there). */
  readonly operations: readonly Operation[];
}

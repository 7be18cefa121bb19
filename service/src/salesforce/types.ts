import type { Language } from '../errors/index.ts';

/** A row of a query, keyed by logical names: `Exact_Id__c` also where the org holds `tandem__Exact_Id__c`. */
export interface SalesforceRow {
  readonly Id?: string;
  readonly [field: string]: unknown;
}

/** One record to write. */
export interface SalesforceWrite {
  /** `delete`: one that is gone already is no failure. */
  readonly action: 'create' | 'update' | 'upsert' | 'delete';
  readonly object: string;
  /** For update and delete. */
  readonly id?: string;
  /**
   * Unique field whose value stands in `fields`: by it an upsert finds its record, and a large load of new records the ones that an
   * earlier try has made.
   */
  readonly externalIdField?: string;
  /** Lookup in `fields` whose record Salesforce locks along with it. */
  readonly parentField?: string;
  readonly fields: Readonly<Record<string, unknown>>;
  /**
   * For create: the record that takes the id of the new one in `field`, and what else is given, in the same transaction. Such a record is made
   * once although it has no unique field of ours: who looks at the other one knows it.
   */
  readonly notedOn?: {
    readonly object: string;
    readonly id: string;
    readonly field: string;
    readonly besides?: Readonly<Record<string, unknown>>;
  };
  /** For create: a file beside the fields. It is read when it is sent, and let go of after it. */
  readonly blob?: { readonly field: string; readonly read: () => Promise<Uint8Array> };
}

export type SalesforceWriteResult =
  | { readonly ok: true; readonly id: string; readonly created: boolean }
  | { readonly ok: false; readonly error: import('../errors/index.ts').TandemError };

export interface SalesforceWriteOptions {
  /** Gives up waiting for a job of Salesforce, and the job with it. */
  readonly signal?: AbortSignal | undefined;
}

export interface SalesforceFieldDescribe {
  readonly name: string;
  readonly type: string;
  readonly length: number;
  readonly precision: number;
  readonly scale: number;
  readonly nillable: boolean;
  readonly createable: boolean;
  readonly updateable: boolean;
  readonly picklist: readonly string[];
  readonly restrictedPicklist: boolean;
}

export interface SalesforceObjectDescribe {
  readonly name: string;
  /** What ids of its records begin with; undefined for an object that has none of its own. */
  readonly keyPrefix: string | undefined;
  readonly createable: boolean;
  readonly updateable: boolean;
  readonly deletable: boolean;
  /** By logical name. */
  readonly fields: ReadonlyMap<string, SalesforceFieldDescribe>;
}

/** What this org has switched on, found by describe at connect. */
export interface SalesforceFeatures {
  /** `tandem` where the managed package is installed, empty where the source was deployed. */
  readonly namespace: string;
  readonly hasOrders: boolean;
  readonly hasMultiCurrency: boolean;
  readonly hasPersonAccounts: boolean;
  readonly hasStateCountryPicklists: boolean;
  /** The org's currency where it has one only. */
  readonly defaultCurrency: string;
  /** IANA time zone of the org. */
  readonly timeZone: string;
  /** What everybody in the org reads, as far as Tandem speaks it. */
  readonly language: Language;
  readonly isSandbox: boolean;
  readonly organizationName: string;
}

/** Who is told something in an org, and in which language. */
export interface Administrators {
  /** Ids of users. */
  readonly ids: readonly string[];
  /** That of the org, as far as Tandem speaks it. */
  readonly language: Language;
}

/** What a person sees under the bell and on the phone. Texts that are too long for Salesforce are cut. */
export interface SalesforceNotification {
  readonly title: string;
  readonly body: string;
  /** At most 500; users that are not active are left out by Salesforce. */
  readonly userIds: readonly string[];
  /** The record that opens with it; without it the page Tandem Setup opens. */
  readonly targetId?: string | undefined;
}

/** A query that may ask for what lies in the recycle bin too. */
export interface SalesforceQuery {
  readonly soql: string;
  readonly includesDeleted: boolean;
}

/** One org. Names are logical; the one module `salesforce/names.ts` adds and takes off the namespace. */
export interface SalesforceOrg {
  readonly orgId: string;
  readonly instanceUrl: string;
  readonly callsSpent: number;
  features(): Promise<SalesforceFeatures>;
  /** Cached per org for an hour; a conditional request after that, or at once when it must be fresh. */
  describe(object: string, options?: { readonly isFresh?: boolean }): Promise<SalesforceObjectDescribe>;
  /** Page by page, 2,000 rows each; with `includesDeleted` also what lies in the recycle bin. */
  pages<Row extends SalesforceRow>(soql: string, options?: { readonly includesDeleted?: boolean }): AsyncIterable<Row[]>;
  query<Row extends SalesforceRow>(soql: string): Promise<Row[]>;
  /** Up to five queries in one composite call; the answers in their order, further pages followed. */
  queryMany<Row extends SalesforceRow>(queries: readonly (string | SalesforceQuery)[]): Promise<Row[][]>;
  /**
   * Writes records, results in the order given; a record that fails does not touch the others, and nothing is thrown for one.
   *
   * Up to 2,000 writes of one action on one object go in collections of 200 records and 10 type changes, one API call each. More
   * of them go as a job of Bulk API 2.0, about ten calls however many they are, which may take minutes: hold leases meanwhile.
   * There a create that carries the package's unique external id is an upsert on it, so that it is made once whatever is lost.
   *
   * A create that another record takes note of goes in composite graphs, 75 of at most 500 records together a call; those of one parent
   * are made together or not at all. Deletes go in collections, however many they are.
   *
   * A record with a file goes by itself, one after the other: one call each, and one file in memory.
   *
   * A job whose end is not known fails all its writes with `salesforce_bulk_unfinished`: wait, look what is there, write the rest.
   */
  write(writes: readonly SalesforceWrite[], options?: SalesforceWriteOptions): Promise<SalesforceWriteResult[]>;
  /**
   * The bytes of a version of a file (ContentVersion), at most so many. Fails with `salesforce_record_missing` where it is gone, and with
   * `salesforce_unreadable_answer` where it is larger. One call.
   */
  readFile(versionId: string, maxBytes: number): Promise<Buffer>;
  /** Active users with the permission set Tandem Administrator, at most 500, and their language, asked anew each time. One call. */
  administrators(): Promise<Administrators>;
  /**
   * Sends a custom notification of the package's type. Fails with `salesforce_notification_type_missing`, and with
   * `salesforce_outcome_unknown` when the answer was lost: it may have been shown.
   */
  notify(notification: SalesforceNotification): Promise<void>;
}

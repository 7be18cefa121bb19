/** A value as Exact sends it. Numbers that a double cannot hold arrive as their source text. */
export type ExactValue = string | number | boolean | null | ExactRow | ExactRow[];

/** A row as Exact sends it, keys as in the reference pages, nothing lost. */
export interface ExactRow {
  readonly [field: string]: ExactValue | undefined;
}

/** A field of Exact Online that Tandem may fill: what it takes. */
export interface ExactWritableField {
  readonly kind: 'text' | 'amount' | 'date' | 'flag' | 'guid' | 'integer';
  /** Characters; absent for kinds without a length and for long texts. */
  readonly length?: number;
  /** Decides money, or who is written to: filled when the record is made, and from then on Exact's own unless a rule says otherwise. */
  readonly isWrittenOnce?: true;
}

/**
 * Writable fields by name, with the lengths of Exact's screens: the reference pages give no lengths, and a longer text is refused
 * with a business-rule error.
 */
export type ExactWritableFields = Readonly<Record<string, ExactWritableField>>;

/**
 * One resource of Exact Online as Tandem uses it: where it lives, which fields are asked for, how a row is read.
 * `parse` trims the padded codes (Account.Code, Country, VAT codes, units), turns `/Date(ms)/` into `yyyy-mm-dd`
 * or an ISO instant, and keeps amounts as decimal text.
 */
export interface ExactResource<Row> {
  /** Path below the division, such as `salesorder/SalesOrders`. */
  readonly path: string;
  readonly key: string;
  readonly select: readonly string[];
  /** Rows of another resource that come along. */
  readonly expand: readonly string[];
  readonly parse: (row: ExactRow) => Row;
  /** What the values of the fields that are asked for are to a formula. */
  readonly kinds: Readonly<Record<string, 'text' | 'flag' | 'amount'>>;
  /** What Tandem may write of it; nothing where it only reads. */
  readonly writable: ExactWritableFields;
}

export interface ExactFilter {
  /** An OData filter text, built with the functions of `exact/filter.ts` so that quoting is right. */
  readonly filter?: string;
  readonly top?: number;
  /** Field by which Exact orders the rows; without it a `top` takes any. */
  readonly orderBy?: string;
  /** Only rows behind the one of this key, a guid, in the order of keys: as `__next` of a page that ended with it asks for them. */
  readonly after?: string;
  /** Parameters of a function (`read/...`), quoted as Exact wants them; then no `$select` is sent. */
  readonly parameters?: Readonly<Record<string, string>>;
}

/** A division of Exact Online, seen by one org. Every call is counted against the division's budget. */
export interface ExactDivision {
  readonly division: number;
  /** `https://start.exactonline.nl`: the host a person's browser opens deep links on. */
  readonly host: string;
  /** Data requests made through this object, retries included, token requests not. */
  readonly callsSpent: number;
  /** Writes made through this object of which nobody knows what became: they may still arrive at Exact. */
  readonly writesUnanswered: number;
  /** Page by page along `__next`; never holds more than one page. */
  pages<Row>(resource: ExactResource<Row>, query?: ExactFilter): AsyncIterable<Row[]>;
  /** All rows of a small answer. */
  find<Row>(resource: ExactResource<Row>, query: ExactFilter): Promise<Row[]>;
  /**
   * Rows whose field equals one of the values. Where the division accepts `or` in filters (probed once, remembered)
   * one call serves many values; else it is one call a value. `within`: a filter that they fulfil besides.
   */
  findAny<Row>(
    resource: ExactResource<Row>,
    field: string,
    kind: 'text' | 'guid' | 'integer',
    values: readonly string[],
    within?: string,
  ): Promise<Row[]>;
  /** True once it is known that the division accepts `or` in filters. */
  joinsFilters(): Promise<boolean>;
  /** How many rows there are, without reading them: one call. */
  count(path: string, filter?: string): Promise<number>;
  /**
   * What stands behind an address that Exact gave of a picture or a document, fetched with the token. Undefined where that leads to
   * another host or answers with a redirect: the token goes nowhere else. Fails with `exact_unreadable_answer` for more than `maxBytes`,
   * of which no more is read than that, with `exact_not_found` for what is gone and with `exact_unavailable` for what does not come.
   */
  readFile(address: string, maxBytes: number): Promise<Buffer | undefined>;
  /** Posts and answers the created row. A lost answer is a TandemError with `outcomeUnknown`, never a second POST. */
  create<Row>(resource: ExactResource<Row>, body: ExactBody): Promise<Row>;
  /** Puts the changed fields. */
  update(resource: ExactResource<unknown>, id: string, body: ExactBody): Promise<void>;
  /** Deletes by key. Used for webhook subscriptions, and for what Tandem made itself where a setting says so: lines of an order, and orders. */
  remove(resource: ExactResource<unknown>, id: string): Promise<void>;
}

/** What is posted. Amounts are decimal text wrapped by `exactNumber()`, so that no double touches them. */
export type ExactBody = Readonly<Record<string, unknown>>;

/** `interactive` calls (a person waits) may use the reserve of the budget; `batch` calls may not. */
export type CallClass = 'interactive' | 'batch';

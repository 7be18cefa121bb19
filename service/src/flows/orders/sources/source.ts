/** The record that becomes an order in Exact: which object it is, and what its own fields are called. The flow's names are those of an order. */
export interface OrderSource {
  /** API name. */
  readonly object: string;
  /** Own fields of the record by the flow's names; what the record has not is absent. */
  readonly fields: Readonly<Record<string, string>>;
  /** Own fields that take what became of it, by the flow's names. */
  readonly result: Readonly<Record<string, string>>;
  /** Own fields that take what becomes of it later, by the names of the progress flow. */
  readonly progress: Readonly<Record<string, string>>;
  /** Own field whose text the order bears in Exact, behind `prefix`. */
  readonly key: string;
  /** Keeps the keys of different records apart in Exact. */
  readonly prefix: string;
  /** Exactly these statuses are sent; undefined: those of the categories. */
  readonly statuses: readonly string[] | undefined;
  /** Status categories that are sent. */
  readonly statusCodes: readonly string[];
  /** Own flag that says `Activated` where the record has no category of its own. */
  readonly wonFlag: string | undefined;
  /** Own day that must not lie before the start point either: its moment may change long after. */
  readonly closedOn: string | undefined;
  /** True where the total is what is left after the discounts. */
  readonly isTotalDiscounted: boolean;
  /** Paths to the record that its deal has in common, the first that is filled counts; the record itself where none is. */
  readonly deal: readonly string[];
  /** True where a deal is sent by one such record at most. */
  readonly isOnePerDeal: boolean;
  readonly line: LineSource;
}

/** The same of a line. */
export interface LineSource {
  /** API name. */
  readonly object: string;
  /** Lookup of the line that leads to its record. */
  readonly parent: string;
  /** Lookup that leads to its product. */
  readonly product: string;
  /** True where it leads to a price book entry. */
  readonly hasEntry: boolean;
  readonly fields: Readonly<Record<string, string>>;
  /** Own fields that take what becomes of the line, by the names of the progress flow. */
  readonly progress: Readonly<Record<string, string>>;
  /** Order of the lines. */
  readonly sortedBy: string;
}

/** What each record has, whatever its object. */
const SYSTEM_FIELDS: readonly string[] = ['Id', 'CreatedDate', 'SystemModstamp', 'CurrencyIsoCode'];

/** The record's own name of a field; undefined for what it has not. */
export function ownField(
  { fields, result, progress }: Pick<OrderSource, 'fields' | 'result' | 'progress'>,
  name: string,
): string | undefined {
  return fields[name] ?? result[name] ?? progress[name] ?? (SYSTEM_FIELDS.includes(name) ? name : undefined);
}

/** The relationship of a lookup: `AccountId` leads to `Account`, `Customer__c` to `Customer__r`. */
export function relationOf(lookup: string): string {
  return lookup.endsWith('__c') ? lookup.replace(/__c$/, '__r') : lookup.replace(/Id$/, '');
}

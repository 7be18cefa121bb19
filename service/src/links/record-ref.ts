import { isGuid } from '../exact/index.ts';
import { objectOfId, toSalesforceId } from '../salesforce/index.ts';

/** A record of Salesforce. */
export interface SalesforceRef {
  readonly system: 'salesforce';
  /** API name of its object; undefined for one that Tandem has nothing to do with. */
  readonly object: string | undefined;
  /** 18 characters. */
  readonly id: string;
}

/** A record of Exact Online. Who knows only its id does not know the rest. */
export interface ExactRef {
  readonly system: 'exact';
  /** Name of its entity, such as `Items`. */
  readonly object: string | undefined;
  readonly division: number | undefined;
  /** A guid, in whatever case. */
  readonly id: string;
}

/** A record of one of the two systems. */
export type RecordRef = SalesforceRef | ExactRef;

/** The reference to a record of Salesforce by its id of 18 characters. */
export function salesforceRef(id: string): SalesforceRef {
  return { system: 'salesforce', object: objectOfId(id), id };
}

/**
 * The record that an id from outside names: an id of Salesforce, of 15 or 18 characters, or a guid of Exact. Undefined for any other
 * text. Only the border reads ids; inside, the reference says what it is.
 */
export function recordRefOf(text: string): RecordRef | undefined {
  const id = toSalesforceId(text);
  if (id !== undefined) return salesforceRef(id);
  return isGuid(text) ? { system: 'exact', object: undefined, division: undefined, id: text } : undefined;
}

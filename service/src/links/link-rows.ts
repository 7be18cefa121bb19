import { soqlForValues, soqlText, type SalesforceRow } from '../salesforce/index.ts';
import { linkKey } from './link-key.ts';
import type { LinkRole } from './roles.ts';

/** The object whose rows link records in every division but the default one. */
export const LINK_OBJECT = 'ExactLink__c';

/** Unique field of a row: `division-Entity-guid`. */
export const LINK_KEY_FIELD = 'Key__c';

/**
 * Field of a row that takes the moment in which what belongs to its record was read: the stock of an item, the balance of a debtor. The
 * record itself can say that of one division only.
 */
export const LINK_STAMP = 'Exact_Synced_At__c';

/** A row with its stamp. */
export interface StampedLink {
  readonly id: string;
  /** ISO instant; null where nothing was read yet. */
  readonly readAt: string | null;
}

/** The row and its stamp, of a query. */
export function stampedLink(row: LinkRow): StampedLink {
  const readAt = row[LINK_STAMP];
  return { id: String(row['Id']), readAt: typeof readAt === 'string' ? readAt : null };
}

/** A row as queries bring it, with whichever lookups they select. */
export interface LinkRow extends SalesforceRow {
  readonly Exact_Id__c: string;
  readonly Role__c?: string;
  readonly Account__c?: string | null;
  readonly Contact__c?: string | null;
  readonly Product__c?: string | null;
}

/** A link as its row has it. */
export interface LinkOfRow {
  readonly division: number;
  /** Name of the role. */
  readonly role: string;
  readonly exactId: string;
  /** Ids of the records that its lookups lead to, by lookup; null takes the record off. */
  readonly records: Readonly<Record<string, string | null>>;
}

/** The fields of a row. */
export function linkRowFields(
  { division, role, exactId, records }: LinkOfRow,
  { entity }: LinkRole,
): Record<string, string | null> {
  const id = exactId.toLowerCase();
  return {
    [LINK_KEY_FIELD]: linkKey({ division, entity, exactId: id }),
    Division__c: String(division),
    Entity__c: entity,
    Role__c: role,
    Exact_Id__c: id,
    ...records,
  };
}

/**
 * SOQL for the rows of one division that lead to some records. `condition`: what the rows have to fulfil besides, such as
 * `Account__c IN (...)`.
 */
export function linkRowsQuery(division: number, fields: readonly string[], condition: string): string {
  return `SELECT ${['Id', 'Exact_Id__c', ...fields].join(', ')} FROM ${LINK_OBJECT} WHERE Division__c = ${soqlText(String(division))} AND ${condition}`;
}

/** SOQL for the rows of records of Exact, by their keys, in as few queries as fit. */
export function linkRowsByKey(
  division: number,
  entity: string,
  exactIds: readonly string[],
  build: (condition: string) => string,
): string[] {
  const keys = exactIds.map((exactId) => linkKey({ division, entity, exactId }));
  return soqlForValues(LINK_KEY_FIELD, keys, build);
}

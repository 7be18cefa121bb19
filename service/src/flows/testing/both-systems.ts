import { DIVISION } from './stage.ts';
import type { FlowSubject, OpenSubject } from './subject.ts';

export type Row = Readonly<Record<string, unknown>>;

/** Rows of both systems by object, such as `salesforce/Order`. */
export type BothSystems = ReadonlyMap<string, readonly Row[]>;

/** Moments, versions and what else is new with each write or each start. */
const VOLATILE =
  /^(Created|Modified|Timestamp|SystemModstamp|LastModified\w*|CreatedDate|ActivatedDate|LastStageChangeDate|LastViewed\w*|LastReferenced\w*|\w*Synced_At__c)$/;
/** Numbers that a system gives, in the order in which rows are made: who was held up comes later. */
const GIVEN =
  /^(OrderNumber|QuotationNumber|Exact_Number__c|Erp_Number__c|Code|Exact_Code__c|ShipmentNumber|ShipmentItemNumber)$/;
const GIVEN_NAME = /^(EL|ED|EDL|PCP)-\d+$/;
/** Of a simulator. */
const HOST = /http:\/\/127\.0\.0\.1:\d+/g;
const IDS = /\{?[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\}?|\b[0-9a-zA-Z]{15}(?:[0-9a-zA-Z]{3})?\b/gi;

/** Everything that a flow may write, as it stands. */
export async function lookAtBoth(
  { exactPaths, salesforceObjects, comesAlong }: FlowSubject,
  { stage }: OpenSubject,
): Promise<BothSystems> {
  const systems = new Map<string, readonly Row[]>();
  for (const [object, path] of Object.entries(exactPaths)) {
    const rows = await stage.exact.rows(`${DIVISION}/${path}`);
    systems.set(
      `exact/${object}`,
      rows.filter((row) => comesAlong?.(object, row) !== true),
    );
  }
  for (const object of salesforceObjects) systems.set(`salesforce/${object}`, await stage.salesforce.rows(object));
  return systems;
}

export function idOf(row: Row): string {
  // A line names its document too.
  const isLine = 'LineNumber' in row;
  return String(row['Id'] ?? (isLine ? undefined : row['OrderID']) ?? row['ID'] ?? row['InvoiceID']);
}

/** What a row says, without what is new with each write. */
export function lasting(row: Row): Row {
  return Object.fromEntries(Object.entries(row).filter(([field]) => !VOLATILE.test(field)));
}

/** The same for all rows, without their ids: equal for systems that were started apart and say the same. */
export function saying(systems: BothSystems): Readonly<Record<string, readonly string[]>> {
  const textOf = (row: Row): string =>
    JSON.stringify(
      Object.entries(lasting(row))
        .filter(([, value]) => value !== null)
        .map(([field, value]) => [field, GIVEN.test(field) || GIVEN_NAME.test(String(value)) ? 'a number' : value])
        .sort(),
    )
      .replace(HOST, '')
      .replace(IDS, (text) => (/\d/.test(text) ? '#' : text));
  return Object.fromEntries([...systems].map(([name, rows]) => [name, rows.map(textOf).sort()]));
}

import type { SalesforceWrite } from './types.ts';

/** Limits of sObject collections: records a call, and runs of one type in it. */
const RECORDS_PER_CALL = 200;
const TYPE_RUNS_PER_CALL = 10;

/** One write with its place in the caller's list. */
export interface PlacedWrite {
  readonly place: number;
  readonly write: SalesforceWrite;
}

/** Writes of one call: one action, for upsert also one object and external id field. */
export interface WriteBatch {
  readonly action: SalesforceWrite['action'];
  readonly object: string;
  readonly externalIdField: string | undefined;
  readonly writes: readonly PlacedWrite[];
}

/**
 * As few calls as the limits allow. Within a call records are sorted by object, so that each object is one run; records of
 * one object keep their order.
 */
export function toBatches(writes: readonly PlacedWrite[], recordsPerCall = RECORDS_PER_CALL): WriteBatch[] {
  const groups = Map.groupBy(writes, ({ write }) => groupKey(write));
  return [...groups.values()].flatMap((group) => splitGroup(group, recordsPerCall));
}

/**
 * Children of one parent next to each other, in the order of the first of them: spread over batches that Salesforce works at the
 * same time, they would wait for each other's lock on the parent. Records that name no parent stay where they are.
 */
export function parentsTogether(writes: readonly PlacedWrite[]): readonly PlacedWrite[] {
  return [...Map.groupBy(writes, parentOf).values()].flat();
}

/** What a record shares with the other children of its parent; with nobody where it names none. */
export function parentOf({ place, write }: PlacedWrite): string {
  const parent = write.parentField === undefined ? undefined : write.fields[write.parentField];
  return typeof parent === 'string' ? `${write.object}/${parent}` : String(place);
}

function groupKey({ action, object, externalIdField }: SalesforceWrite): string {
  return action === 'upsert' ? `upsert/${object}/${externalIdField ?? ''}` : action;
}

function splitGroup(group: readonly PlacedWrite[], recordsPerCall: number): WriteBatch[] {
  const byObject = Map.groupBy(group, ({ write }) => write.object);
  const batches: PlacedWrite[][] = [];
  let current: PlacedWrite[] = [];
  let runs = 0;
  for (const records of byObject.values()) {
    if (runs === TYPE_RUNS_PER_CALL) flush();
    runs += 1;
    for (const record of records) {
      if (current.length === recordsPerCall) {
        flush();
        runs = 1;
      }
      current.push(record);
    }
  }
  flush();
  return batches.map(toBatch);

  function flush(): void {
    if (current.length > 0) batches.push(current);
    current = [];
    runs = 0;
  }
}

function toBatch(writes: readonly PlacedWrite[]): WriteBatch {
  const first = writes[0]?.write;
  return {
    action: first?.action ?? 'create',
    object: first?.object ?? '',
    externalIdField: first?.externalIdField,
    writes,
  };
}

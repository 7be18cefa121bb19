import type { Operation, Outcome, OutcomeStatus } from '../flow.ts';
import type { SalesforceWrites } from './salesforce-writes.ts';

const STATUSES: Readonly<Record<Operation['action'], OutcomeStatus>> = {
  create: 'created',
  update: 'updated',
  unchanged: 'unchanged',
  skip: 'skipped',
  block: 'blocked',
};

/**
 * One outcome for each record that was written in Salesforce out of Exact; none for one of which nothing is to be told. `object`: what
 * the record itself becomes, whose id is told.
 */
export function outcomesOf(operations: readonly Operation[], writes: SalesforceWrites, object: string): Outcome[] {
  const byRecord = Map.groupBy(operations, ({ recordId }) => recordId);
  return [...byRecord.values()].flatMap((ofRecord) => outcomeOf(ofRecord, writes, object) ?? []);
}

function outcomeOf(ofRecord: readonly Operation[], writes: SalesforceWrites, object: string): Outcome | undefined {
  const main = ofRecord.find(({ isMain }) => isMain) ?? ofRecord.find(({ reason }) => reason !== undefined);
  const failure = ofRecord.map(({ key }) => writes.resultOf(key)).find((result) => result?.ok === false);
  const shown = main ?? (failure === undefined ? undefined : ofRecord[0]);
  if (shown === undefined) return undefined;
  const itself = ofRecord.filter((operation) => operation.object === object);
  return {
    recordId: shown.recordId,
    label: shown.label,
    status: failure === undefined ? STATUSES[shown.action] : 'failed',
    salesforceId: itself.map(({ key }) => writes.idOf(key)).find((id) => id !== undefined),
    exactId: shown.recordId,
    error: failure?.ok === false ? failure.error : (shown.reason ?? ofRecord.find(({ reason }) => reason !== undefined)?.reason),
    operations: ofRecord.filter(({ action }) => action !== 'unchanged'),
  };
}

import type { TandemError } from '../../errors/index.ts';
import type { Operation, Outcome, OutcomeStatus } from '../operation.ts';
import { isForPerson } from './policy.ts';
import type { ObjectTables } from './tables.ts';
import type { Written } from './written.ts';

const STATUSES: Readonly<Record<Operation['action'], OutcomeStatus>> = {
  create: 'created',
  update: 'updated',
  unchanged: 'unchanged',
  skip: 'skipped',
  block: 'blocked',
};

/** One outcome for each record; none for one of which nothing is to be told. Pure. */
export function outcomesOf(tables: ObjectTables, operations: readonly Operation[], written: Written): Outcome[] {
  const byRecord = Map.groupBy(operations, ({ recordId }) => recordId);
  return [...byRecord.values()].flatMap((ofRecord) => outcomeOf(tables, ofRecord, written) ?? []);
}

/** Id of the document in Exact that a record has now, as far as its main operation tells. */
export function documentIdOf({ key, action }: Operation, written: Written): string | undefined {
  return action === 'skip' || action === 'block' ? undefined : written.idOf(key);
}

/** True for an operation that tells of a record of Salesforce what became of it: on the record itself, or by the row of its link. */
export function isNewsOfItself({ system, recordId, targetId, source, isPrecondition }: Operation): boolean {
  const isOwnRow = source?.system === 'salesforce' && source.id === recordId;
  return system === 'salesforce' && (targetId === recordId || isOwnRow) && isPrecondition !== true;
}

function outcomeOf(tables: ObjectTables, ofRecord: readonly Operation[], written: Written): Outcome | undefined {
  const main = ofRecord.find(({ isMain }) => isMain) ?? ofRecord.find(({ reason }) => reason !== undefined);
  const failing = ofRecord.find(({ key }) => written.failureOf(key) !== undefined);
  const shown = main ?? failing;
  if (shown === undefined) return undefined;
  const { recordId, label } = shown;
  const failure = failureOf(shown, ofRecord, written);
  const base = { recordId, label, operations: ofRecord.filter(({ action }) => action !== 'unchanged') };
  const reason = shown.reason ?? ofRecord.find((operation) => operation.reason !== undefined)?.reason;
  if (shown.system === 'salesforce') {
    const itself = ofRecord.filter(({ source }) => source?.id === recordId);
    return {
      ...base,
      status: failure === undefined ? statusOf(shown, undefined, false) : 'failed',
      salesforceId: itself.map(({ key }) => written.idOf(key)).find((id) => id !== undefined),
      exactId: recordId,
      error: failure ?? reason,
    };
  }
  const exactId = documentIdOf(shown, written);
  const refusal = exactId === undefined ? undefined : newsRefused(tables, shown, ofRecord, written);
  const { facts, difference } = written.inExact(shown.key) ?? { facts: shown.found ?? {}, difference: undefined };
  const isTold = ofRecord.some((operation) => isNewsOfItself(operation) && written.isDone(operation.key));
  return {
    ...base,
    // One that was made is there, whatever failed after it.
    status: failure === undefined || written.isDone(shown.key) ? statusOf(shown, refusal, isTold) : 'failed',
    salesforceId: recordId,
    exactId,
    exactNumber: facts.number,
    url: facts.url,
    division: facts.division,
    totals: facts.amounts,
    linkedAs: shown.linkedAs,
    error: failure ?? refusal ?? difference ?? reason,
  };
}

/** What failed of a record on the side that is written out of the other. */
function failureOf({ key, system }: Operation, ofRecord: readonly Operation[], written: Written): TandemError | undefined {
  const failures = ofRecord
    .filter((operation) => operation.system === system)
    .map((operation) => written.failureOf(operation.key));
  return written.failureOf(key) ?? failures.find((failure) => failure !== undefined);
}

function statusOf({ action, reason }: Operation, refusal: TandemError | undefined, isTold: boolean): OutcomeStatus {
  if (action === 'block') return reason === undefined || isForPerson(reason) ? 'blocked' : 'failed';
  if (action === 'create' || action === 'skip') return STATUSES[action];
  // The document is there; that Salesforce did not take the news has to be tried again.
  if (refusal !== undefined && !isForPerson(refusal)) return 'failed';
  return isTold ? 'updated' : STATUSES[action];
}

/** Why Salesforce did not take the news of a document, as a person is told it. */
function newsRefused(
  tables: ObjectTables,
  main: Operation,
  ofRecord: readonly Operation[],
  written: Written,
): TandemError | undefined {
  const news = ofRecord.find((operation) => isNewsOfItself(operation) && written.failureOf(operation.key) !== undefined);
  const refusal = news === undefined ? undefined : written.failureOf(news.key);
  if (news === undefined || refusal === undefined || !isForPerson(refusal)) return refusal;
  const { recordId, label } = main;
  const table = tables.salesforce.find(({ object }) => object === news.object);
  const number = written.inExact(main.key)?.facts.number ?? main.targetId ?? '';
  return table?.newsRefused?.(refusal, { recordId, label, number }) ?? refusal;
}

import { toTandemError } from '../../errors/index.ts';
import type { FlowContext } from '../flow.ts';
import type { Operation, Outcome } from '../operation.ts';
import { ExactWrites } from './exact-writes.ts';
import { documentIdOf, isNewsOfItself, outcomesOf } from './outcomes.ts';
import { isForPerson } from './policy.ts';
import { problemNote } from './problem-note.ts';
import { SalesforceWrites } from './salesforce-writes.ts';
import { refuseStrangers, type ObjectTables } from './tables.ts';
import { Written } from './written.ts';

/**
 * Makes the `apply` of a flow out of the objects it writes: carries a plan out and answers one outcome a record. Throws for the lane
 * only, as `writePlan` does.
 */
export function carryOut(
  tables: ObjectTables,
): (context: FlowContext, operations: readonly Operation[]) => Promise<readonly Outcome[]> {
  return async (context, operations) => outcomesOf(tables, operations, await writePlan(context, tables, operations));
}

/**
 * Carries out a plan: what records of Salesforce have to say before anything is sent, together; what goes to Exact one by one in the order
 * of the plan; then what goes to Salesforce, together. Answers what became of each operation. An error that halts the sending is thrown where nothing was done that
 * has to be told; else what was sent until then is told. An operation on an object that no table has is refused before anything is written.
 */
export async function writePlan(context: FlowContext, tables: ObjectTables, operations: readonly Operation[]): Promise<Written> {
  refuseStrangers(tables, operations.filter(isDue));
  const written = new Written();
  const exact = new ExactWrites(context, tables.exact, written);
  const salesforce = new SalesforceWrites(context, tables.salesforce, written);
  for (const { system, key, targetId } of operations)
    if (system === 'salesforce' && targetId !== undefined) written.stands(key, targetId);
  const preconditions = operations.filter(({ isPrecondition }) => isPrecondition === true);
  await prepare(
    context,
    salesforce,
    preconditions.filter(({ endsIntent }) => endsIntent !== true),
    exact,
    written,
  );
  for (const operation of operations) {
    if (operation.system === 'exact') await exact.write(operation);
    else if (operation.endsIntent === true && isReached(operation, written))
      await prepare(context, salesforce, [operation], exact, written);
  }
  const mains = operations.filter(({ system, isMain }) => system === 'exact' && isMain);
  const hasNews = mains.some((main) => !isDue(main) || written.isDone(main.key));
  if (exact.halt !== undefined && !hasNews) throw exact.halt;
  const news = newsIn(operations, written);
  const notes = await notesOf(context, tables, mains, written);
  // A note on what was sent stands above the news of it.
  await salesforce.write([...news, ...notes], { isTelling: operations.some(({ system }) => system === 'exact') });
  const told = mains.filter((main) => isTold(main, news, written)).map(({ recordId }) => recordId);
  if (told.length > 0) await context.claims.writtenBack(told);
  return written;
}

function isReached({ after }: Operation, written: Written): boolean {
  return after === undefined || written.isDone(after);
}

function isDue({ action }: Operation): boolean {
  return action === 'create' || action === 'update';
}

/** Writes what records need before anything else of them, in one call; what an order is remembered by is forgotten one by one. */
async function prepare(
  { claims }: FlowContext,
  salesforce: SalesforceWrites,
  operations: readonly Operation[],
  { halt }: ExactWrites,
  written: Written,
): Promise<void> {
  if (operations.length === 0) return;
  try {
    if (halt !== undefined) throw halt;
    const refused = await salesforce.writeFirst(operations);
    for (const [recordId, error] of refused) written.hinder(recordId, error);
    for (const { endsIntent, recordId } of operations)
      if (endsIntent === true && !refused.has(recordId)) await claims.forgetIntent(recordId);
  } catch (error) {
    for (const { recordId } of operations) written.hinder(recordId, toTandemError(error));
  }
}

/** What Salesforce is told after the sending. A record whose document could not be made has nothing to tell of it. */
function newsIn(operations: readonly Operation[], written: Written): readonly Operation[] {
  const failed = new Set(
    operations
      .filter(
        ({ system, isMain, key }) => system === 'exact' && isMain && written.failureOf(key) !== undefined && !written.isDone(key),
      )
      .map(({ recordId }) => recordId),
  );
  return operations.filter(
    (operation) =>
      operation.system === 'salesforce' &&
      operation.isPrecondition !== true &&
      isDue(operation) &&
      written.hindranceOf(operation.recordId) === undefined &&
      !(isNewsOfItself(operation) && failed.has(operation.recordId)),
  );
}

/** Why records could not be sent, or what Exact made of them otherwise, on the records themselves. What passes by itself is not written. */
async function notesOf(
  { salesforce }: FlowContext,
  tables: ObjectTables,
  mains: readonly Operation[],
  written: Written,
): Promise<readonly Operation[]> {
  const failed = mains.flatMap((main) => {
    const failure = written.isDone(main.key) ? written.inExact(main.key)?.difference : written.failureOf(main.key);
    return failure !== undefined && isForPerson(failure) ? [{ main, failure }] : [];
  });
  if (failed.length === 0) return [];
  const { language } = await salesforce.features();
  return failed.flatMap(({ main, failure }) => {
    const table = tables.salesforce.find(({ object }) => object === main.source?.object);
    return problemNote(main, table?.problem, failure, language) ?? [];
  });
}

/** Exact has it, and Salesforce says so: it was told now, or it said so itself. */
function isTold(main: Operation, news: readonly Operation[], written: Written): boolean {
  if (documentIdOf(main, written) === undefined) return false;
  const own = news.filter((operation) => operation.recordId === main.recordId && isNewsOfItself(operation));
  return own.length === 0 ? main.action === 'unchanged' : own.every(({ key }) => written.isDone(key));
}

import { TandemError } from '../../errors/index.ts';
import { haltsSending, isReference, refuseStrangers, writePlan } from '../execute/index.ts';
import type { FlowContext } from '../flow.ts';
import type { Operation, Outcome } from '../operation.ts';
import { fetchFile } from './fetch-file.ts';
import { LOOKED, lookText } from './memory.ts';
import { attachmentObjects } from './objects.ts';

/** What became of the files of an order. */
interface Sending {
  made: number;
  readonly failures: TandemError[];
}

/**
 * Sends files one after the other: each is fetched before its document is made, so that one that is gone leaves no document without a
 * file, and let go of before the next. What halts the sending is thrown where nothing was sent; else what was sent is told.
 */
export async function sendFiles(context: FlowContext, operations: readonly Operation[]): Promise<readonly Outcome[]> {
  refuseStrangers(attachmentObjects(undefined), operations.filter(isDue));
  const outcomes: Outcome[] = [];
  const beganAt = context.now();
  let halt: TandemError | undefined;
  for (const ofOrder of Map.groupBy(operations, ({ recordId }) => recordId).values()) {
    const sending: Sending = { made: 0, failures: [] };
    if (ofOrder.some(isDue)) await context.links.forget(LOOKED, [ofOrder[0]?.recordId ?? '']);
    for (const operation of ofOrder) {
      const failure = halt === undefined || !isDue(operation) ? await sendFile(context, operation, ofOrder, sending) : halt;
      if (failure === undefined || sending.failures.includes(failure)) continue;
      sending.failures.push(failure);
      if (haltsSending(failure)) halt = failure;
    }
    await noteLook(context, ofOrder, sending, beganAt);
    outcomes.push(outcomeOf(ofOrder, sending));
  }
  if (halt !== undefined && outcomes.every(({ operations: done, status }) => done.length === 0 || status === 'failed'))
    throw halt;
  return outcomes;
}

function isDue({ action }: Operation): boolean {
  return action === 'create';
}

/** One file with its document; a document goes along with its file. */
async function sendFile(
  context: FlowContext,
  operation: Operation,
  ofOrder: readonly Operation[],
  sending: Sending,
): Promise<TandemError | undefined> {
  const { blob, link, targetId, key } = operation;
  if (targetId !== undefined && link !== undefined) {
    await writePlan(context, attachmentObjects(undefined), [operation]);
    return undefined;
  }
  if (!isDue(operation) || blob === undefined) return undefined;
  const owner = operation.fields.find(({ field }) => field === 'Document')?.to;
  const document = isReference(owner) ? ofOrder.filter((other) => other.key === owner.ref) : [];
  try {
    const bytes = await fetchFile(context, operation, blob);
    const written = await writePlan(context, attachmentObjects({ name: blob.name, bytes }), [...document, operation]);
    const failure = written.failureOf(document[0]?.key ?? key) ?? written.failureOf(key);
    if (failure === undefined) sending.made += 1;
    return failure;
  } catch (error) {
    if (error instanceof TandemError) return error;
    throw error;
  }
}

/**
 * What was looked at in full is not looked at again until it changes; what passes by itself is. What a person is to be told of becomes an
 * issue only after this: the note says since when there must be one.
 */
async function noteLook(
  { links }: FlowContext,
  ofOrder: readonly Operation[],
  { failures }: Sending,
  beganAt: Date,
): Promise<void> {
  if (failures.some(({ handling }) => handling !== 'person')) return;
  const isTold = failures.length > 0 || ofOrder.some(({ action }) => action === 'block');
  for (const { link, reason } of ofOrder)
    if (link?.role === LOOKED && reason?.code !== 'attachment_order_not_sent')
      await links.remember(LOOKED, [
        {
          salesforceId: link.salesforceId,
          exactId: typeof link.within === 'string' ? link.within : '',
          fingerprint: lookText({ fingerprint: link.fingerprint, toldAt: isTold ? beganAt : undefined }),
        },
      ]);
}

function outcomeOf(ofOrder: readonly Operation[], { made, failures }: Sending): Outcome {
  const main = ofOrder.find(({ isMain }) => isMain);
  const looked = ofOrder.find(({ link }) => link?.role === LOOKED);
  const passing = failures.find(({ handling }) => handling !== 'person');
  const told = passing ?? failures[0] ?? ofOrder.find(({ reason }) => reason !== undefined)?.reason;
  const recordId = main?.recordId ?? '';
  return {
    ...{ recordId, label: main?.label ?? '', salesforceId: recordId },
    status: statusOf(ofOrder, made, passing ?? failures[0]),
    exactNumber: looked?.found?.number,
    url: looked?.found?.url,
    error: told,
    operations: ofOrder.filter(({ action }) => action !== 'unchanged'),
  };
}

function statusOf(ofOrder: readonly Operation[], made: number, failure: TandemError | undefined): Outcome['status'] {
  if (failure !== undefined && (made === 0 || failure.handling !== 'person')) return 'failed';
  if (made > 0) return 'created';
  const actions = new Set(ofOrder.map(({ action }) => action));
  if (actions.has('block')) return 'blocked';
  return actions.has('skip') ? 'skipped' : 'unchanged';
}

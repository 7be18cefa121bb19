// The thread in which settings are checked and tried out that nobody has accepted yet. It may be ended at any moment.
import { parentPort } from 'node:worker_threads';
import { toTandemError } from '../../errors/index.ts';
import { CONFIGURATION, FLOWS } from '../../flows/index.ts';
import { findFlowIn } from '../find-flow.ts';
import type { DraftAnswer, DraftMessage, DraftTask } from './tasks.ts';
import { fromWire, toWire } from './wire-values.ts';

parentPort?.on('message', (task: DraftTask) => parentPort?.postMessage(answerOf(task)));
parentPort?.postMessage({ started: true } satisfies DraftMessage);

function answerOf(task: DraftTask): DraftAnswer {
  try {
    return { value: toWire(work(task)) };
  } catch (error) {
    return { error: toWire(toTandemError(error)) };
  }
}

function work(task: DraftTask): unknown {
  if (task.kind === 'check') {
    const check = CONFIGURATION.check(task.document, { connected: task.connected });
    return check.ok ? [] : check.problems;
  }
  const moment = { configuration: CONFIGURATION.parse(task.document), now: task.now, division: task.division };
  return findFlowIn(FLOWS, task.flow).plan(fromWire(task.input), moment);
}

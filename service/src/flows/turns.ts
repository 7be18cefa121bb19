import { setImmediate as nextTurn } from 'node:timers/promises';

/** How long one piece of work may keep this process to itself. */
const TURN_MS = 20;

/** Work in the making: a pause is a point where whoever drives it may let others work. */
export type Steps<Result> = Generator<void, Result>;

/** Work without its pauses. */
export function withoutPauses<Result>(steps: Steps<Result>): Result {
  let step = steps.next();
  while (step.done !== true) step = steps.next();
  return step.value;
}

/** Work that lets others in this process have their turn at its pauses, as soon as it had its own. */
export async function inTurns<Result>(steps: Steps<Result>): Promise<Result> {
  let began = performance.now();
  let step = steps.next();
  while (step.done !== true) {
    if (performance.now() - began > TURN_MS) {
      await nextTurn();
      began = performance.now();
    }
    step = steps.next();
  }
  return step.value;
}

/** What becomes of each row, with a pause after each. */
export function* eachInTurn<Row, Result>(rows: Iterable<Row>, work: (row: Row) => Result): Steps<Result[]> {
  const results: Result[] = [];
  for (const row of rows) {
    results.push(work(row));
    yield;
  }
  return results;
}

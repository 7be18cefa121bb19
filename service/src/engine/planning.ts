import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Flow, FlowContext, Operation } from '../flows/index.ts';

/** How long a plan may keep this process to itself. */
const TURN_MS = 20;

/** What a flow wants done with a batch. Between two records others have their turn: a batch may have thousands. */
export async function planned(flow: Flow<unknown>, context: FlowContext, input: unknown): Promise<readonly Operation[]> {
  const moment = { configuration: context.configuration, now: context.now() };
  const steps = flow.planInSteps?.(input, moment);
  if (steps === undefined) return flow.plan(input, moment);
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

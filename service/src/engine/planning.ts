import { inTurns, type Flow, type FlowContext, type Operation } from '../flows/index.ts';

/** What a flow wants done with a batch. Between two records others have their turn: a batch may have thousands. */
export async function planned(flow: Flow<unknown>, context: FlowContext, input: unknown): Promise<readonly Operation[]> {
  const moment = { configuration: context.configuration, now: context.now(), division: context.division };
  const steps = flow.planInSteps?.(input, moment);
  return steps === undefined ? flow.plan(input, moment) : inTurns(steps);
}

import { divisionsOfFlow, isFurtherDivision, type Configuration, type FlowSettings } from '../mapping/index.ts';
import type { Flow, FlowDefinition, PlanMoment } from './flow.ts';
import type { Operation } from './operation.ts';
import { withLinkRows } from './with-link-rows.ts';

/** Makes a flow of what it brings: what the settings say of every flow is read the same way, and links are written the same way. */
export function defineFlow<Input>(definition: FlowDefinition<Input>): Flow<Input> {
  const { name, roles } = definition;
  const planInSteps = definition.planInSteps?.bind(definition);
  const settings = ({ flows }: Configuration): FlowSettings | undefined => flows[name];
  const linked = (operations: readonly Operation[], { configuration, division }: PlanMoment): readonly Operation[] =>
    isFurtherDivision(configuration, division) ? withLinkRows(operations, division, roles) : operations;
  return {
    ...definition,
    plan: (input, moment) => linked(definition.plan(input, moment), moment),
    ...(planInSteps === undefined
      ? {}
      : {
          *planInSteps(input, moment) {
            return linked(yield* planInSteps(input, moment), moment);
          },
        }),
    pollMinutes: (configuration) => settings(configuration)?.everyMinutes ?? 0,
    isEnabled: (configuration) => settings(configuration)?.enabled === true,
    divisionsOf: (configuration) => divisionsOfFlow(configuration, name),
  };
}

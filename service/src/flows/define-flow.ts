import { divisionOfFlow, type Configuration, type FlowSettings } from '../mapping/index.ts';
import type { Flow, FlowDefinition } from './flow.ts';

/** Makes a flow of what it brings: what the settings say of every flow is read the same way. */
export function defineFlow<Input>(definition: FlowDefinition<Input>): Flow<Input> {
  const { name } = definition;
  const settings = ({ flows }: Configuration): FlowSettings | undefined => flows[name];
  return {
    ...definition,
    pollMinutes: (configuration) => settings(configuration)?.everyMinutes ?? 0,
    isEnabled: (configuration) => settings(configuration)?.enabled === true,
    divisionsOf: (configuration) => {
      const division = divisionOfFlow(configuration, name);
      return division === undefined ? [] : [division];
    },
  };
}

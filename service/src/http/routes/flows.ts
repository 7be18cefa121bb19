import { z } from 'zod';
import type { Language } from '../../errors/index.ts';
import { CONFIGURATION, FLOWS } from '../../flows/index.ts';
import type { HttpApp } from '../app-types.ts';
import { FLOW_STATE, readFlowStatuses } from '../flow-status.ts';
import { FLOW_NAME } from '../json-shapes.ts';
import type { HttpDependencies } from '../ports.ts';
import { PROBLEM } from '../problems.ts';

const FLOW = z
  .object({
    name: FLOW_NAME,
    label: z.string(),
    description: z.string().describe('what moves where, in one sentence'),
    direction: z.enum(['toSalesforce', 'toExact']),
    icon: z.string().describe('of the Lightning Design System'),
    nouns: z.object({ one: z.string(), several: z.string() }).describe('what one of its records is called, and several'),
    settings: z.record(z.string(), z.unknown()).describe('JSON Schema of its settings in the configuration document'),
    isEnabled: z.boolean(),
    state: FLOW_STATE,
  })
  .meta({ id: 'Flow' });

const FLOW_LIST = z.object({ items: z.array(FLOW) }).meta({ id: 'Flows' });

/** Every flow there is, as pages show it: nothing about a flow is known there that is not said here. */
export function flowRoutes(app: HttpApp, dependencies: HttpDependencies): void {
  app.get('/v1/flows', { schema: { tags: ['org'], response: { 200: FLOW_LIST, 401: PROBLEM } } }, async (request) => {
    const { org, language } = request;
    const [salesforce, exact] = await Promise.all([
      dependencies.store.vault.find(org.id, 'salesforce'),
      dependencies.store.vault.find(org.id, 'exact'),
    ]);
    const statuses = await readFlowStatuses(dependencies, org, { salesforce, exact }, language);
    return {
      items: FLOWS.map((flow) =>
        describeFlow(
          flow,
          'en',
          statuses.find(({ name }) => name === flow.name),
        ),
      ),
    };
  });
}

function describeFlow(
  { name, source, icon, texts }: (typeof FLOWS)[number],
  language: Language,
  status: { readonly isEnabled: boolean; readonly state: z.infer<typeof FLOW_STATE> } | undefined,
): z.infer<typeof FLOW> {
  const { label, description, one, several } = texts[language];
  return {
    name,
    label,
    description,
    direction: source === 'exact' ? 'toSalesforce' : 'toExact',
    icon,
    nouns: { one, several },
    settings: CONFIGURATION.jsonSchemaOf(name),
    isEnabled: status?.isEnabled ?? false,
    state: status?.state ?? 'off',
  };
}

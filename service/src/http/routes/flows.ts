import { z } from 'zod';
import { inLanguage, phraseText, type Language } from '../../errors/index.ts';
import { FLOWS, settingsSchema } from '../../flows/index.ts';
import { TABLE_NAMES, TABLES, type TableName } from '../../mapping/index.ts';
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
    settings: z
      .record(z.string(), z.unknown())
      .describe('JSON Schema of its settings in the configuration document; its keyword x-tandem says which of them pages show'),
    history: z
      .object({ fewestYears: z.number().int() })
      .nullable()
      .describe('years of the past that can be loaded: whole calendar years before this one, at the fewest'),
    isEnabled: z.boolean(),
    state: FLOW_STATE,
  })
  .meta({ id: 'Flow' });

const VALUE_TABLE = z
  .object({
    name: z.string().describe('under `tables` of the configuration document'),
    label: z.string(),
    explanation: z.string().describe('what stands in it, in one sentence'),
    list: z.string().describe('the reference list that its Exact side is chosen from'),
  })
  .meta({ id: 'ValueTable' });

const FLOW_LIST = z.object({ items: z.array(FLOW), tables: z.array(VALUE_TABLE) }).meta({ id: 'Flows' });

/**
 * Every flow there is, as pages show it, and the tables of values that flows look up: nothing about a flow or a table is known
 * there that is not said here. Texts are in the reader's language.
 */
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
          language,
          statuses.find(({ name }) => name === flow.name),
        ),
      ),
      tables: TABLE_NAMES.map((name) => describeTable(name, language)),
    };
  });
}

function describeTable(name: TableName, language: Language): z.infer<typeof VALUE_TABLE> {
  const { list, title, explanation } = TABLES[name];
  return { name, label: phraseText(title, language), explanation: phraseText(explanation, language), list };
}

function describeFlow(
  flow: (typeof FLOWS)[number],
  language: Language,
  status: { readonly isEnabled: boolean; readonly state: z.infer<typeof FLOW_STATE> } | undefined,
): z.infer<typeof FLOW> {
  const { name, source, icon } = flow;
  const { label, description, one, several } = inLanguage(flow.texts, language);
  return {
    name,
    label,
    description,
    direction: source === 'exact' ? 'toSalesforce' : 'toExact',
    icon,
    nouns: { one, several },
    settings: settingsSchema(flow, language),
    history: flow.history === undefined ? null : { fewestYears: flow.history.fewestYears },
    isEnabled: status?.isEnabled ?? false,
    state: status?.state ?? 'off',
  };
}

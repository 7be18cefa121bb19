import { z } from 'zod';
import type { Phrase } from '../errors/index.ts';
import type { ConfigurationProblem } from './configuration-problem.ts';
import type { FieldRuleDocument } from './field-rule.ts';
import { FIELD_RULE, FORMULA } from './field-rule.ts';
import type { Formula, FormulaResult } from './formula.ts';
import type { SettingsReference } from './settings-reference.ts';
import type { CompiledRule, RulePolicy } from './rules.ts';
import type { FormulaVariable } from './source-fields.ts';

/** Most field rules of one flow. */
const MOST_RULES = 300;
/** Most divisions that a flow works in. */
const MOST_DIVISIONS = 50;
const MOST_DIVISION_RULES = 50;
const divisionCode = z.int().positive();

/** The settings that every flow has. */
const COMMON = {
  enabled: z.boolean().default(false),
  division: divisionCode.optional().describe('default: the default division'),
  everyMinutes: z.int().min(1).max(1_440).default(5),
  when: FORMULA.optional().describe('only records for which this CEL condition is true'),
  fields: z.array(FIELD_RULE).max(MOST_RULES).default([]),
} as const;

/** The settings of a flow as a document has them, defaults filled. */
export interface FlowDocument {
  readonly enabled: boolean;
  readonly division?: number | undefined;
  /** Only of flows that may work in several. */
  readonly furtherDivisions?: readonly number[] | undefined;
  /** Only of flows whose records go to one of several. */
  readonly divisionRules?: readonly { readonly when: string; readonly division: number }[] | undefined;
  readonly everyMinutes: number;
  readonly when?: string | undefined;
  /** Only of flows that make a record of the other side by a rule. */
  readonly creates?: string | undefined;
  readonly fields: readonly FieldRuleDocument[];
  /** ISO instant: older records go only when a person chooses them. Only of flows with a start point. */
  readonly sendFrom?: string | undefined;
}

/** The settings of a flow: those that every flow has, and its own. */
export function flowDocument<Own extends z.ZodRawShape>(own: Own) {
  return z.strictObject({ ...COMMON, ...own });
}

/** The moment from which records go by themselves, for flows that have one: fixed by going live. */
export const START_POINT = {
  sendFrom: z.iso
    .datetime({ offset: true })
    .optional()
    .describe('older records are sent only when a person chooses them; default: going live'),
} as const;

/** Another usual time between two looks than the five minutes of every flow: what all of them ask in a day is counted together. */
export function lookingEvery(minutes: number) {
  return { everyMinutes: COMMON.everyMinutes.unwrap().default(minutes) } as const;
}

/** Further divisions, for flows that only read in Exact: what is sent there belongs to one company. */
export const IN_SEVERAL_DIVISIONS = {
  furtherDivisions: z
    .array(divisionCode)
    .max(MOST_DIVISIONS)
    .default([])
    .describe('further divisions that the flow reads besides; the default division must be one of all'),
} as const;

/** Which division a record goes to, for flows whose records go to one of several. */
export const DIVISION_RULES = {
  divisionRules: z
    .array(z.strictObject({ when: FORMULA, division: divisionCode }))
    .max(MOST_DIVISION_RULES)
    .default([])
    .describe('a record goes to the division of the first rule whose CEL condition is true; default: the division of the flow'),
} as const;

/** Which records are made on the other side, for flows that else keep up to date what is there. */
export const MADE_BY_RULE = {
  creates: FORMULA.optional().describe(
    'only records for which this CEL condition is true are made on the other side; default: none',
  ),
} as const;

/** Records for which the condition is true go to the division. */
export interface DivisionRule {
  readonly when: Formula;
  readonly division: number;
}

/** A condition of the settings besides that of the flow. */
export interface FurtherCondition {
  /** JSON pointer below the settings of the flow, such as `/sets/when`. */
  readonly pointer: string;
  readonly text: string;
  /** What it may read; the first is the record that it is about. */
  readonly over: readonly FormulaVariable[];
}

/** The settings of a flow, checked: formulas compiled. */
export type FlowSettings<Document extends FlowDocument = FlowDocument> = Omit<
  Document,
  'when' | 'creates' | 'fields' | 'divisionRules'
> & {
  readonly when: Formula | undefined;
  /** Undefined: nothing is made. */
  readonly creates?: Formula | undefined;
  readonly rules: readonly CompiledRule[];
  /** The first that holds counts. */
  readonly divisionRules: readonly DivisionRule[];
  /** By their pointers. */
  readonly furtherConditions: ReadonlyMap<string, Formula>;
};

/** Where a field rule writes, and which variables it may name. */
export interface RuleTarget {
  readonly system: 'exact' | 'salesforce';
  /** API name in its system, or what the flow calls a part of it (`Line`). */
  readonly object: string;
  readonly field: string;
  readonly result: FormulaResult;
  readonly variables: readonly FormulaVariable[];
  /** Of a rule that names none. */
  readonly usualPolicy: RulePolicy;
  /** What a person calls one record of it where a record of the flow has many, such as `an order line`. */
  readonly part?: Phrase;
}

/** What a flow hands in: its settings, and what its formulas may read and write. */
export interface FlowMapping<Document extends FlowDocument = FlowDocument> {
  /** Name of the flow, and of its settings in the document. */
  readonly flow: string;
  readonly schema: z.ZodType<Document>;
  /** What the condition of the flow may read; the first is the record that it is about. */
  readonly conditionOver: readonly FormulaVariable[];
  /** The rules that hold unless the document says otherwise. */
  defaultRules(settings: Document): readonly FieldRuleDocument[];
  /** A phrase is the reason why no rule may write there. */
  targetOf(to: string): RuleTarget | Phrase;
  /** The conditions that these settings have besides that of the flow. */
  furtherConditions?(settings: Document): readonly FurtherCondition[];
  /** Further problems of settings that are well formed; pointers begin below the flow's settings. */
  problemsOf?(settings: Document): readonly ConfigurationProblem[];
  /** What the settings name in the two systems besides rules and conditions; pointers begin below the flow's settings. */
  referencesOf?(settings: Document): readonly SettingsReference[];
  /** The object whose fields formulas read that are written for this one; undefined where that may be several. Absent: always that one. */
  objectReadFor?(settings: Document, object: string): string | undefined;
  /** The records in the plural, for the words of its start point; absent for a flow that has none. */
  readonly startsWith?: Phrase;
}

/** A flow's own settings out of a configuration. */
export interface SettingsReader<Document extends FlowDocument> {
  of(configuration: { readonly flows: Readonly<Record<string, FlowSettings>> }): FlowSettings<Document>;
}

/** Makes the mapping of a flow, with the reader of its settings. */
export function defineMapping<Document extends FlowDocument>(
  mapping: FlowMapping<Document>,
): FlowMapping<Document> & SettingsReader<Document> {
  return {
    ...mapping,
    of: ({ flows }) => {
      const settings = flows[mapping.flow];
      // A configuration holds the settings of every flow there is, compiled from this very schema.
      if (settings === undefined) throw new Error(`a configuration without the flow ${mapping.flow}`);
      return settings as FlowSettings<Document>;
    },
  };
}

import { z } from 'zod';
import { phrase, TandemError } from '../errors/index.ts';
import { compileDocument } from './compiler.ts';
import type { Configuration } from './configuration.ts';
import { problemsOfIssue, type ConfigurationProblem, type SchemaIssue } from './configuration-problem.ts';
import {
  checkConnected,
  checkCountries,
  checkDivisions,
  checkSales,
  checkTableKeys,
  type ConnectedDivision,
} from './document-checks.ts';
import { documentSchema, type ConfigurationDocument } from './document.ts';
import type { FlowMapping } from './flow-mapping.ts';
import { referencesOf } from './references.ts';
import { salvage } from './salvage.ts';
import type { SettingsReference } from './settings-reference.ts';

export type ConfigurationCheck =
  | { readonly ok: true; readonly configuration: Configuration; readonly document: ConfigurationDocument }
  | { readonly ok: false; readonly problems: readonly ConfigurationProblem[] };

/** What a document must hold besides when a person saves it; one that was stored before goes on without. */
export interface SavingRules {
  /** The divisions it may name, where they are known. */
  readonly connected?: readonly ConnectedDivision[] | undefined;
}

/** The configuration document, as the mappings of the flows make it up. */
export class ConfigurationFormat {
  readonly #mappings: readonly FlowMapping[];
  readonly #schema: z.ZodType<ConfigurationDocument>;

  constructor(mappings: readonly FlowMapping[]) {
    this.#mappings = mappings;
    this.#schema = documentSchema(mappings);
  }

  /** Reads a document and answers every problem at once. `{ "version": 1 }` is valid and syncs nothing. */
  check(document: unknown, saving?: SavingRules): ConfigurationCheck {
    const parsed = this.#schema.safeParse(document);
    return parsed.success
      ? this.#checkMeaning(parsed.data, saving)
      : { ok: false, problems: this.#problemsOfMisshapen(document, parsed.error.issues, saving) };
  }

  /** The configuration of a stored document. Throws `configuration_invalid`. */
  parse(document: unknown): Configuration {
    const check = this.check(document);
    if (check.ok) return check.configuration;
    throw refusal(check.problems);
  }

  /** JSON Schema of the document as a person writes it. */
  jsonSchema(): Record<string, unknown> {
    return z.toJSONSchema(this.#schema, { io: 'input' });
  }

  /** JSON Schema of the settings of one flow, by its name; an empty object for one that is not there. */
  jsonSchemaOf(flow: string): Record<string, unknown> {
    const mapping = this.#mappings.find((candidate) => candidate.flow === flow);
    return mapping === undefined ? {} : z.toJSONSchema(mapping.schema, { io: 'input' });
  }

  /**
   * A document as it is saved: when a flow with a start point is switched on without one, the start point is now, so that
   * switching a flow on never posts history.
   */
  withStartPoints(document: unknown, now: Date): unknown {
    if (!isRecord(document) || !isRecord(document['flows'])) return document;
    const started = this.#mappings.flatMap(({ flow, startsWith }) => {
      const settings = startsWith === undefined ? undefined : settingsIn(document, flow);
      if (settings?.['enabled'] !== true || settings['sendFrom'] !== undefined) return [];
      return [{ [flow]: { ...settings, sendFrom: wholeSecond(now).toISOString() } }];
    });
    return started.length === 0 ? document : { ...document, flows: Object.assign({}, document['flows'], ...started) as unknown };
  }

  /**
   * What may not get lost when a document takes another's place: without its start point, a flow would start over at this moment,
   * and the records in between would never be sent.
   */
  checkSuccession(document: unknown, former: unknown): ConfigurationProblem[] {
    return this.#mappings.flatMap(({ flow, startsWith }) => {
      if (startsWith === undefined) return [];
      const settings = settingsIn(document, flow);
      const start = settingsIn(former, flow)?.['sendFrom'];
      if (settings?.['enabled'] !== true || settings['sendFrom'] !== undefined || typeof start !== 'string') return [];
      const fault = phrase('start_missing', { records: startsWith, start: new Date(start).toISOString() });
      return [{ pointer: `/flows/${flow}/sendFrom`, fault }];
    });
  }

  /** What a checked document names in the two systems. */
  referencesOf(checked: unknown, configuration: Configuration): readonly SettingsReference[] {
    return referencesOf(this.#schema.parse(checked), configuration, this.#mappings);
  }

  /** What is well formed in a misshapen document is checked all the same. */
  #problemsOfMisshapen(
    document: unknown,
    issues: readonly SchemaIssue[],
    saving: SavingRules | undefined,
  ): ConfigurationProblem[] {
    const problems = issues.flatMap(problemsOfIssue);
    const wrong = issues.flatMap((issue) =>
      issue.keys === undefined
        ? [{ path: issue.path, isSurplus: false }]
        : issue.keys.map((key) => ({ path: [...issue.path, key], isSurplus: true })),
    );
    const left = salvage(document, wrong);
    const parsed = this.#schema.safeParse(isRecord(left.document) ? { ...left.document, version: 1 } : undefined);
    const check = parsed.success ? this.#checkMeaning(parsed.data, saving) : undefined;
    if (check === undefined || check.ok) return problems;
    // What a flow says of its division cannot be judged by a list that lost an entry.
    const isListUnsure = issues.some(({ path }) => path[0] === 'divisions');
    const further = check.problems.filter(({ pointer }) => !isListUnsure || !/^\/flows\/\w+\/division$/.test(pointer));
    return [...problems, ...further.map(({ pointer, fault }) => ({ pointer: left.originalPointer(pointer), fault }))];
  }

  #checkMeaning(document: ConfigurationDocument, saving: SavingRules | undefined): ConfigurationCheck {
    const problems = [
      ...checkDivisions(document),
      ...this.#mappings.flatMap((mapping) => problemsOfFlow(mapping, document)),
      ...(saving === undefined
        ? []
        : [
            ...checkConnected(document, saving.connected),
            ...checkTableKeys(document),
            ...checkCountries(document),
            ...checkSales(document),
          ]),
    ];
    const configuration = compileDocument(document, this.#mappings, problems);
    return problems.length > 0 ? { ok: false, problems } : { ok: true, configuration: freezeDeep(configuration), document };
  }
}

/** `configuration_invalid`, with the first of these problems at its place. */
export function refusal(problems: readonly ConfigurationProblem[]): TandemError {
  const { pointer = '', fault = '' } = problems[0] ?? {};
  return new TandemError('configuration_invalid', { count: problems.length, first: phrase('problem_at', { pointer, fault }) });
}

function problemsOfFlow(mapping: FlowMapping, { flows }: ConfigurationDocument): ConfigurationProblem[] {
  const settings = flows[mapping.flow];
  const problems = settings === undefined ? [] : (mapping.problemsOf?.(settings) ?? []);
  return problems.map(({ pointer, fault }) => ({ pointer: `/flows/${mapping.flow}${pointer}`, fault }));
}

/** Salesforce keeps no parts of seconds: what is activated in the same one would count as older. */
function wholeSecond(moment: Date): Date {
  return new Date(Math.floor(moment.getTime() / 1000) * 1000);
}

function settingsIn(document: unknown, flow: string): Record<string, unknown> | undefined {
  const flows = isRecord(document) ? document['flows'] : undefined;
  const settings = isRecord(flows) ? flows[flow] : undefined;
  return isRecord(settings) ? settings : undefined;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function freezeDeep<Value>(value: Value): Value {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return value;
  Object.freeze(value);
  for (const part of Object.values(value)) freezeDeep(part);
  return value;
}

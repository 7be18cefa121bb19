import { TandemError } from '../errors/index.ts';
import {
  asSentence,
  checkConnected,
  checkCountries,
  checkDebtor,
  checkDivisions,
  checkTableKeys,
  problemsOfIssue,
  type ConfigurationProblem,
  type ConnectedDivision,
  type SchemaIssue,
} from './document-checks.ts';
import { CONFIGURATION_DOCUMENT, type ConfigurationDocument, type FieldRuleDocument } from './document.ts';
import { FAMILY_RULE, PRODUCT_RULES } from './defaults/products.ts';
import { ORDER_RULES } from './defaults/orders.ts';
import { compileFormula, type Formula, type FormulaResult } from './formula.ts';
import type { FormulaFunctions } from './formula-environment.ts';
import { FormulaRefused, stepsText } from './formula-refusals.ts';
import { stepsOfObject, type CompiledRule, type RulePolicy } from './rules.ts';
import { salvage } from './salvage.ts';
import type { SourceVariable } from './source-fields.ts';
import type { ValueTables } from './tables.ts';
import { exactTargetField, EXACT_TARGETS, type ExactTarget } from './target-fields.ts';

type ProductsDocument = ConfigurationDocument['flows']['products'];
type OrdersDocument = ConfigurationDocument['flows']['orders'];

export interface ProductsConfiguration extends Omit<ProductsDocument, 'when' | 'fields'> {
  readonly when: Formula | undefined;
  readonly rules: readonly CompiledRule[];
}

export interface OrdersConfiguration extends Omit<OrdersDocument, 'when' | 'fields'> {
  readonly when: Formula | undefined;
  readonly rules: readonly CompiledRule[];
}

/** A configuration that was checked: defaults filled, formulas compiled, frozen. */
export interface Configuration {
  readonly version: 1;
  readonly divisions: ConfigurationDocument['divisions'];
  readonly flows: { readonly products: ProductsConfiguration; readonly orders: OrdersConfiguration };
  readonly tables: ValueTables;
}

export type ConfigurationCheck =
  | { readonly ok: true; readonly configuration: Configuration; readonly document: ConfigurationDocument }
  | { readonly ok: false; readonly problems: readonly ConfigurationProblem[] };

/** What a document must hold besides when a person saves it; one that was stored before goes on without. */
export interface SavingRules {
  /** The divisions it may name, where they are known. */
  readonly connected?: readonly ConnectedDivision[] | undefined;
}

/** Reads a document and answers every problem at once. `{ "version": 1 }` is valid and syncs nothing. */
export function checkConfiguration(document: unknown, saving?: SavingRules): ConfigurationCheck {
  const parsed = CONFIGURATION_DOCUMENT.safeParse(document);
  const check: ConfigurationCheck = parsed.success
    ? checkMeaning(parsed.data, saving)
    : { ok: false, problems: problemsOfMisshapen(document, parsed.error.issues, saving) };
  return check.ok ? check : { ok: false, problems: check.problems.map(asSentence) };
}

/** What is well formed in a misshapen document is checked all the same. */
function problemsOfMisshapen(
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
  const parsed = CONFIGURATION_DOCUMENT.safeParse(isRecord(left.document) ? { ...left.document, version: 1 } : undefined);
  const check = parsed.success ? checkMeaning(parsed.data, saving) : undefined;
  if (check === undefined || check.ok) return problems;
  // What a flow says of its division cannot be judged by a list that lost an entry.
  const isListUnsure = issues.some(({ path }) => path[0] === 'divisions');
  const further = check.problems.filter(({ pointer }) => !isListUnsure || !/^\/flows\/\w+\/division$/.test(pointer));
  return [...problems, ...further.map(({ pointer, message }) => ({ pointer: left.originalPointer(pointer), message }))];
}

function checkMeaning(document: ConfigurationDocument, saving: SavingRules | undefined): ConfigurationCheck {
  const problems = [
    ...checkDivisions(document),
    ...checkDebtor(document),
    ...(saving === undefined
      ? []
      : [...checkConnected(document, saving.connected), ...checkTableKeys(document), ...checkCountries(document)]),
  ];
  const configuration = compile(document, problems);
  return problems.length > 0 ? { ok: false, problems } : { ok: true, configuration: freezeDeep(configuration), document };
}

/** The configuration of a stored document. Throws `configuration_invalid`. */
export function parseConfiguration(document: unknown): Configuration {
  const check = checkConfiguration(document);
  if (check.ok) return check.configuration;
  const first = check.problems[0];
  throw new TandemError('configuration_invalid', {
    count: check.problems.length,
    first: `${first?.pointer ?? ''} ${first?.message ?? ''}`,
  });
}

/**
 * A document as it is saved: when orders are switched on without a start point, the start point is now, so that switching
 * a flow on never posts history.
 */
export function withStartPoint(document: unknown, now: Date): unknown {
  const orders = ordersIn(document);
  if (orders === undefined || !isRecord(document) || !isRecord(document['flows'])) return document;
  if (orders['enabled'] !== true || orders['sendFrom'] !== undefined) return document;
  return { ...document, flows: { ...document['flows'], orders: { ...orders, sendFrom: wholeSecond(now).toISOString() } } };
}

/**
 * What may not get lost when a document takes another's place: without its start point, orders would start over at this moment,
 * and those in between would never be sent.
 */
export function checkSuccession(document: unknown, former: unknown): ConfigurationProblem[] {
  const orders = ordersIn(document);
  const start = ordersIn(former)?.['sendFrom'];
  if (orders?.['enabled'] !== true || orders['sendFrom'] !== undefined || typeof start !== 'string') return [];
  const message = `Give the day and time from which orders are sent; so far it is ${new Date(start).toISOString()}.`;
  return [{ pointer: '/flows/orders/sendFrom', message }];
}

/** Salesforce keeps no parts of seconds: what is activated in the same one would count as older. */
function wholeSecond(moment: Date): Date {
  return new Date(Math.floor(moment.getTime() / 1000) * 1000);
}

function ordersIn(document: unknown): Record<string, unknown> | undefined {
  const flows = isRecord(document) ? document['flows'] : undefined;
  const orders = isRecord(flows) ? flows['orders'] : undefined;
  return isRecord(orders) ? orders : undefined;
}

/** The division a flow works in: its own, else the default one, else the only one. */
export function divisionOfFlow(configuration: Configuration, flow: keyof Configuration['flows']): number | undefined {
  const { divisions } = configuration;
  const fallback = divisions.find((division) => division.default) ?? (divisions.length === 1 ? divisions[0] : undefined);
  return configuration.flows[flow].division ?? fallback?.code;
}

/** IANA time zone of a division. */
export function timeZoneOf(configuration: Configuration, division: number): string {
  return configuration.divisions.find((candidate) => candidate.code === division)?.timeZone ?? 'Europe/Amsterdam';
}

function compile(document: ConfigurationDocument, problems: ConfigurationProblem[]): Configuration {
  const functions: FormulaFunctions = { tables: document.tables };
  const compiler = new Compiler(functions, problems);
  const { products, orders } = document.flows;
  const productRules = products.family === 'none' ? PRODUCT_RULES : [...PRODUCT_RULES, FAMILY_RULE];
  return {
    version: 1,
    divisions: document.divisions,
    tables: document.tables,
    flows: {
      products: {
        ...withoutFields(products),
        when: compiler.condition(products.when, ['item'], '/flows/products/when'),
        rules: compiler.rules(productRules, products.fields, '/flows/products/fields', productTarget),
      },
      orders: {
        ...withoutFields(orders),
        when: compiler.condition(orders.when, ['order', 'account'], '/flows/orders/when'),
        rules: compiler.rules(ORDER_RULES, orders.fields, '/flows/orders/fields', orderTarget),
      },
    },
  };
}

/** Where a rule writes and which variables it may name; a text is the reason why it may not. */
type RuleTarget =
  | {
      object: string;
      field: string;
      result: FormulaResult;
      variables: readonly SourceVariable[];
      /** Of a rule that names none. */
      usualPolicy: RulePolicy;
    }
  | string;

// Written by the flow itself: identity, activity and status are no matter of taste.
const OWN_PRODUCT_FIELDS = [
  'Id',
  'Exact_Id__c',
  'IsActive',
  'Exact_Sync_Status__c',
  'Exact_Sync_Problem__c',
  'Exact_Synced_At__c',
  'Price_Includes_Vat__c',
];

function productTarget(to: string): RuleTarget {
  if (to.includes('.')) return 'a product rule names a field of Product2 only';
  if (OWN_PRODUCT_FIELDS.includes(to)) return `Tandem itself fills ${to}`;
  return { object: 'Product2', field: to, result: 'any', variables: ['item'], usualPolicy: 'always' };
}

const ORDER_VARIABLES: Readonly<Record<ExactTarget, readonly SourceVariable[]>> = {
  SalesOrder: ['order', 'account', 'contact'],
  Line: ['line', 'order', 'account'],
  Account: ['account', 'contact'],
  Contact: ['contact', 'account'],
  Address: ['order', 'account'],
};
// Identity and links: the flow finds them.
const OWN_ORDER_FIELDS = [
  'OrderedBy',
  'YourRef',
  'DeliveryAddress',
  'OrderedByContactPerson',
  'Item',
  'MainContact',
  'Account',
  'Type',
  'SearchCode',
  'Status',
  'Currency',
];

function orderTarget(to: string): RuleTarget {
  const [object, field] = to.includes('.') ? to.split('.') : ['SalesOrder', to];
  if (object === undefined || field === undefined || !Object.hasOwn(EXACT_TARGETS, object))
    return `the object ${object ?? to} is none of ${Object.keys(EXACT_TARGETS).join(', ')}`;
  if (OWN_ORDER_FIELDS.includes(field)) return `Tandem itself fills ${field}`;
  const target = exactTargetField(object as ExactTarget, field);
  if (target === undefined) return `Exact Online has no writable field ${field} in ${object}`;
  const result = target.kind === 'amount' ? 'amount' : target.kind === 'flag' ? 'flag' : 'text';
  const usualPolicy = target.isWrittenOnce === true ? 'create' : 'always';
  return { object, field, result, variables: ORDER_VARIABLES[object as ExactTarget], usualPolicy };
}

class Compiler {
  readonly #functions: FormulaFunctions;
  readonly #problems: ConfigurationProblem[];

  constructor(functions: FormulaFunctions, problems: ConfigurationProblem[]) {
    this.#functions = functions;
    this.#problems = problems;
  }

  condition(text: string | undefined, variables: readonly SourceVariable[], pointer: string): Formula | undefined {
    return text === undefined ? undefined : this.#compile(text, variables, 'condition', pointer);
  }

  /** Defaults first, each replaced by the document's rule for the same field; further rules follow. */
  rules(
    defaults: readonly FieldRuleDocument[],
    own: readonly FieldRuleDocument[],
    pointer: string,
    targetOf: (to: string) => RuleTarget,
  ): CompiledRule[] {
    const places = new Map<string, { rule: FieldRuleDocument; pointer: string; isDefault: boolean }>();
    for (const rule of defaults) places.set(rule.to, { rule, pointer, isDefault: true });
    own.forEach((rule, index) => {
      const place = `${pointer}/${index}`;
      if (places.get(rule.to)?.isDefault === false) {
        this.#problems.push({ pointer: `${place}/to`, message: `there is already a rule for ${rule.to}` });
      }
      places.set(rule.to, { rule, pointer: place, isDefault: false });
    });
    const steps = new Map<string, number>();
    return [...places.values()].flatMap((place) => this.#rule(place, targetOf, steps));
  }

  #rule(
    { rule, pointer, isDefault }: { rule: FieldRuleDocument; pointer: string; isDefault: boolean },
    targetOf: (to: string) => RuleTarget,
    steps: Map<string, number>,
  ): CompiledRule[] {
    const target = targetOf(rule.to);
    if (typeof target === 'string') {
      this.#problems.push({ pointer: `${pointer}/to`, message: target });
      return [];
    }
    const formula = this.#compile(rule.from, target.variables, target.result, `${pointer}/from`);
    if (formula === undefined) return [];
    const { object, field, usualPolicy } = target;
    this.#countSteps(object, formula, `${pointer}/from`, steps);
    return [{ object, field, policy: rule.policy ?? usualPolicy, tooLong: rule.tooLong, isDefault, formula }];
  }

  /** All rules of an object are worked out for each record: together they may take no longer than one. */
  #countSteps(object: string, formula: Formula, pointer: string, steps: Map<string, number>): void {
    const before = steps.get(object) ?? 0;
    const after = before + formula.steps;
    steps.set(object, after);
    const most = stepsOfObject(object);
    if (before > most || after <= most) return;
    const what = object === 'Line' ? 'an order line' : `one record of ${object}`;
    this.#problems.push({
      pointer,
      message: `with this formula the rules for ${what} may take too long together: ${stepsText(after)} steps, and at most ${stepsText(most)} are allowed; make it or the rules before it simpler`,
    });
  }

  #compile(text: string, variables: readonly SourceVariable[], wanted: FormulaResult, pointer: string): Formula | undefined {
    try {
      return compileFormula(text, variables, wanted, this.#functions);
    } catch (error) {
      if (!(error instanceof FormulaRefused)) throw error;
      this.#problems.push({ pointer, message: error.message });
      return undefined;
    }
  }
}

function withoutFields<Flow extends { fields: unknown; when?: unknown }>(flow: Flow): Omit<Flow, 'fields' | 'when'> {
  const { fields: _fields, when: _when, ...rest } = flow;
  return rest;
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

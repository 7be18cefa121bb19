import { z } from 'zod';
import { phrase, wording, type Phrase } from '../../errors/index.ts';
import {
  defineMapping,
  DIVISION_RULES,
  flowDocument,
  START_POINT,
  FORMULA,
  type Configuration,
  type FlowDocument,
  type FlowSettings,
  type FormulaVariable,
  type RuleTarget,
} from '../../mapping/index.ts';
import { ACCOUNT, CONTACT, towardsExact, type Owned } from '../customers/index.ts';
import { EXACT_TARGETS, exactTargetField, type ExactTarget } from '../exact-targets.ts';
import { AMENDMENTS } from './amendments/settings.ts';
import { ORDER_RULES } from './default-rules.ts';
import { missingConditions, missingProblems, MISSING_PRODUCTS } from './missing-products/settings.ts';
import { sourceOf, sourceProblems, sourceReferences, SOURCES } from './sources/index.ts';
import { TARGET_SETTINGS, targetConditions, targetProblems } from './targets/settings.ts';
import { LINE, ORDER, PRODUCT } from './variables.ts';

/** Where the key of an order can stand in Exact: text that `$filter` finds, long enough for every number of Salesforce. */
export const REFERENCE_FIELDS = ['YourRef', 'Description'] as const;
export type ReferenceField = (typeof REFERENCE_FIELDS)[number];

/** Where the condition on sets stands. */
export const SETS_CONDITION = '/sets/when';

const DOCUMENT = flowDocument({
  ...START_POINT,
  ...DIVISION_RULES,
  statusCodes: z
    .array(z.enum(['Draft', 'Activated', 'Canceled', 'Expired', 'Superseded']))
    .max(5)
    .default(['Activated'])
    .describe('status categories that are sent'),
  statuses: z
    .array(z.string().min(1).max(100))
    .max(50)
    .optional()
    .describe('exactly these statuses are sent; wins over statusCodes'),
  sources: SOURCES,
  targets: TARGET_SETTINGS,
  reference: z
    .strictObject({
      field: z.enum(REFERENCE_FIELDS).default('YourRef'),
      prefix: z
        .string()
        .max(10)
        .regex(/^[\w./-]*$/, wording('form_reference_prefix'))
        .default(''),
    })
    .prefault({}),
  debtor: z
    .strictObject({
      use: z.enum(['account', 'default', 'defaultForPrivate']).default('account'),
      defaultAccountCode: z.string().trim().min(1).max(18).optional(),
      upgrade: z
        .enum(['none', 'prospects', 'all'])
        .default('prospects')
        .describe('which relations become customers by ordering: prospects and suspects, suppliers and others too, or none'),
    })
    .prefault({}),
  amendments: AMENDMENTS,
  totals: z.strictObject({ toleranceCents: z.int().min(0).max(100).default(0) }).prefault({}),
  credit: z
    .strictObject({
      block: z
        .enum(['none', 'availableCredit', 'daysOverdue', 'both'])
        .default('none')
        .describe('what holds an order until the customer is fine again, or a second person approves it'),
      daysOverdue: z.int().min(0).max(730).default(30).describe('with daysOverdue: how many days something may be overdue'),
    })
    .prefault({}),
  missingProducts: MISSING_PRODUCTS,
  sets: z
    .strictObject({
      send: z.enum(['whole', 'parts']).default('whole').describe('a set as one line, or as a line a part'),
      when: FORMULA.optional().describe('with parts: only order products for which this CEL condition is true'),
    })
    .prefault({}),
  structuredInvoices: z
    .enum(['ignore', 'check'])
    .default('ignore')
    .describe('whether what structured invoices to businesses in Belgium want is looked at beforehand'),
  closedPeriods: z
    .enum(['ignore', 'stop', 'nextOpen'])
    .default('ignore')
    .describe('what becomes of an order that is dated in a period in which every sales journal is closed'),
  costCentre: z.enum(['optional', 'needed']).default('optional').describe('whether every line needs a cost centre'),
  vat: z
    .strictObject({
      chosenBy: z.enum(['exact', 'facts']).default('exact').describe('who chooses the VAT code of a line that has none'),
      privateGoods: z
        .enum(['ask', 'own', 'destination'])
        .default('ask')
        .describe('VAT of goods for private buyers in other countries of the European Union: of the own country, or of theirs'),
      withoutStock: z.enum(['ask', 'service']).default('ask').describe('what an item without stock is'),
    })
    .prefault({}),
});

/** Settings of the orders flow as a document has them. */
export interface OrdersDocument extends FlowDocument, Omit<z.output<typeof DOCUMENT>, keyof FlowDocument> {}
export type OrdersConfiguration = FlowSettings<OrdersDocument>;

const VARIABLES: Readonly<Record<ExactTarget, readonly FormulaVariable[]>> = {
  SalesOrder: [ORDER, ACCOUNT, CONTACT],
  Line: [LINE, ORDER, ACCOUNT],
  Account: [ACCOUNT, CONTACT],
  Contact: [CONTACT, ACCOUNT],
  Address: [ORDER, ACCOUNT],
  Item: [PRODUCT, LINE, ORDER, ACCOUNT],
};
/** What conditions on order products may name. */
const OF_LINES = [LINE, ORDER, ACCOUNT, PRODUCT];
// Identity and links: the flow finds them.
const OWN_FIELDS = [
  'OrderedBy',
  'Code',
  'IsSalesItem',
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

const MAPPING = defineMapping<OrdersDocument>({
  flow: 'orders',
  schema: DOCUMENT,
  conditionOver: [ORDER, ACCOUNT],
  defaultRules: ({ reference }) => ORDER_RULES.filter(({ to }) => to !== reference.field),
  targetOf,
  furtherConditions: ({ sets: { when }, targets, missingProducts }) => [
    ...(when === undefined ? [] : [{ pointer: SETS_CONDITION, text: when, over: OF_LINES }]),
    ...missingConditions(missingProducts, OF_LINES),
    ...targetConditions(targets, [ORDER, ACCOUNT]),
  ],
  problemsOf: ({ debtor, fields, sources, targets, missingProducts, reference: { field } }) => [
    ...sourceProblems(sources),
    ...targetProblems(targets, sources),
    ...missingProblems(missingProducts),
    ...(debtor.use === 'account' || debtor.defaultAccountCode !== undefined
      ? []
      : [{ pointer: '/debtor/defaultAccountCode', fault: phrase('default_debtor_needed') }]),
    ...fields.flatMap(({ to }, index) =>
      fieldOf(to) === `SalesOrder.${field}`
        ? [{ pointer: `/fields/${index}/to`, fault: phrase('rule_field_own', { field }) }]
        : [],
    ),
  ],
  referencesOf: ({ sources, debtor: { use, defaultAccountCode } }) => [
    ...sourceReferences(sources),
    ...(use === 'account' || defaultAccountCode === undefined
      ? []
      : [{ kind: 'debtor' as const, pointer: '/debtor/defaultAccountCode', code: defaultAccountCode }]),
  ],
  objectReadFor: ({ sources }, object) => {
    const [only, ...others] = sources.map(sourceOf);
    const names = { Order: only?.object, OrderItem: only?.line.object };
    if (object !== 'Order' && object !== 'OrderItem') return object;
    return others.length === 0 ? names[object] : undefined;
  },
  startsWith: phrase('orders'),
});

/** Settings and rules of the orders flow; what it fills of customers is owned as the settings of customers say. */
export const ORDER_SETTINGS = {
  ...MAPPING,
  of: (configuration: Configuration): OrdersConfiguration & Owned => towardsExact(MAPPING.of(configuration), configuration),
};

/** A field without an object is one of the sales order. */
function fieldOf(to: string): string {
  return to.includes('.') ? to : `SalesOrder.${to}`;
}

function targetOf(to: string): RuleTarget | Phrase {
  const [object, field] = fieldOf(to).split('.');
  if (object === undefined || field === undefined || !isTarget(object))
    return phrase('rule_object_unknown', { object: object ?? to, known: Object.keys(EXACT_TARGETS).join(', ') });
  if (OWN_FIELDS.includes(field)) return phrase('rule_field_own', { field });
  const target = exactTargetField(object, field);
  if (target === undefined) return phrase('rule_field_closed', { field, object });
  return {
    system: 'exact',
    object,
    field,
    result: target.kind === 'amount' ? 'amount' : target.kind === 'flag' ? 'flag' : 'text',
    variables: VARIABLES[object],
    usualPolicy: target.isWrittenOnce === true ? 'create' : 'always',
    ...(object === 'Line' ? { part: phrase('an_order_line') } : {}),
  };
}

function isTarget(object: string): object is ExactTarget {
  return Object.hasOwn(EXACT_TARGETS, object);
}

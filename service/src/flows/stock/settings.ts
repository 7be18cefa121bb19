import { z } from 'zod';
import { phrase, type Phrase } from '../../errors/index.ts';
import {
  defineMapping,
  flowDocument,
  IN_SEVERAL_DIVISIONS,
  type FlowDocument,
  type FlowSettings,
  type RuleTarget,
} from '../../mapping/index.ts';
import { STOCK_RULES } from './default-rules.ts';
import { STOCK_POSITION } from './variables.ts';

/** Most warehouses that the settings name; a code has few characters. */
const MOST_WAREHOUSES = 200;
const CODE_LENGTH = 20;

const DOCUMENT = flowDocument({
  ...IN_SEVERAL_DIVISIONS,
  available: z
    .enum(['physical', 'lessOrders', 'withIncoming', 'projected'])
    .default('lessOrders')
    .describe('what can be sold: CurrentStock; less PlanningOut; with PlanningIn; or ProjectedStock'),
  warehouses: z
    .strictObject({
      count: z.enum(['all', 'only', 'allBut']).default('all'),
      codes: z.array(z.string().trim().min(1).max(CODE_LENGTH)).max(MOST_WAREHOUSES).default([]),
    })
    .prefault({})
    .describe('warehouses that the total of a product counts'),
});

/** Settings of the stock flow as a document has them. */
export interface StockDocument extends FlowDocument, Omit<z.output<typeof DOCUMENT>, keyof FlowDocument> {}
export type StockConfiguration = FlowSettings<StockDocument>;

/** The object that has one row an item and warehouse. */
export const STOCK_OBJECT = 'ExactStock__c';

// Written by the flow itself: identity, calculation and freshness are no matter of taste.
const OWN_FIELDS = [
  'Id',
  'Key__c',
  'Division__c',
  'Exact_Item_Id__c',
  'Product__c',
  'Available__c',
  'In_Total__c',
  'Next_Expected_On__c',
  'Next_Expected_Quantity__c',
  'Exact_Synced_At__c',
];

/** Settings and rules of the stock flow. */
export const STOCK_SETTINGS = defineMapping<StockDocument>({
  flow: 'stock',
  schema: DOCUMENT,
  conditionOver: [STOCK_POSITION],
  defaultRules: () => STOCK_RULES,
  targetOf,
  problemsOf: ({ warehouses: { count, codes } }) =>
    count === 'only' && codes.length === 0 ? [{ pointer: '/warehouses/codes', fault: phrase('warehouses_none') }] : [],
  referencesOf: ({ warehouses: { count, codes } }) =>
    count === 'all'
      ? []
      : codes.map((code, index) => ({
          kind: 'code',
          pointer: `/warehouses/codes/${index}`,
          list: 'warehouses',
          what: phrase('what_warehouse'),
          code,
        })),
});

function targetOf(to: string): RuleTarget | Phrase {
  if (to.includes('.')) return phrase('rule_of_stock');
  if (OWN_FIELDS.includes(to)) return phrase('rule_field_own', { field: to });
  return {
    ...{ system: 'salesforce', object: STOCK_OBJECT, field: to, result: 'any', variables: [STOCK_POSITION] },
    usualPolicy: 'always',
    part: phrase('part_stock_position'),
  };
}

/** A text that changes with everything that decides what is written of a position: with another one all of them are looked at again. */
export function fingerprintOf({ available, warehouses, when, rules }: StockConfiguration): string {
  const codes = warehouses.count === 'all' ? [] : warehouses.codes.toSorted();
  const formulas = rules.map(({ field, policy, tooLong, formula }) => [field, policy, tooLong, formula.text]);
  return JSON.stringify([available, warehouses.count, codes, when?.text ?? '', formulas]);
}

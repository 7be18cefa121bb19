import type { Configuration } from './configuration.ts';
import { CONFIGURATION_DOCUMENT, type ConfigurationDocument, type FieldRuleDocument } from './document.ts';
import type { Formula } from './formula.ts';
import type { SourceVariable } from './source-fields.ts';

/** Something of one of the two systems that a document names, at its JSON pointer. */
export type SettingsReference =
  | {
      readonly kind: 'field';
      readonly pointer: string;
      /** API names in Salesforce. */
      readonly object: string;
      readonly field: string;
      readonly use: 'read' | 'create' | 'update';
    }
  | {
      readonly kind: 'code';
      readonly pointer: string;
      readonly list: 'vatCodes' | 'paymentConditions' | 'shippingMethods';
      /** What a person calls an entry of the list. */
      readonly noun: string;
      readonly code: string;
    }
  | { readonly kind: 'debtor'; readonly pointer: string; readonly code: string };

const CODE_TABLES = [
  { table: 'vat', list: 'vatCodes', noun: 'VAT code' },
  { table: 'paymentConditions', list: 'paymentConditions', noun: 'payment condition' },
  { table: 'shippingMethods', list: 'shippingMethods', noun: 'shipping method' },
] as const;

/** Objects of Salesforce behind the variables of formulas; what an item of Exact Online has, the formulas themselves know. */
const OBJECTS: Readonly<Partial<Record<SourceVariable, string>>> = {
  order: 'Order',
  line: 'OrderItem',
  account: 'Account',
  contact: 'Contact',
};

/**
 * What a checked document names in the two systems: fields of Salesforce that its own rules and conditions read or write, codes
 * on the right side of tables, the default debtor. Nothing of the default rules: an org may lack their fields.
 */
export function referencesOf(checked: unknown, configuration: Configuration): readonly SettingsReference[] {
  const document = CONFIGURATION_DOCUMENT.parse(checked);
  return [
    ...fieldReferences(document, configuration),
    ...CODE_TABLES.flatMap(({ table, list, noun }) =>
      document.tables[table].map(({ exact }, index) => {
        return { kind: 'code' as const, pointer: `/tables/${table}/${index}/exact`, list, noun, code: exact };
      }),
    ),
    ...debtorReferences(document),
  ];
}

/** Fields of Product2 that the product rules of a configuration write, the default ones too. */
export function writtenProductFields({ flows }: Configuration): readonly string[] {
  return flows.products.rules.filter(({ policy }) => policy !== 'never').map(({ field }) => field);
}

function debtorReferences({ flows }: ConfigurationDocument): SettingsReference[] {
  const { use, defaultAccountCode } = flows.orders.debtor;
  if (use === 'account' || defaultAccountCode === undefined) return [];
  return [{ kind: 'debtor', pointer: '/flows/orders/debtor/defaultAccountCode', code: defaultAccountCode }];
}

function fieldReferences(document: ConfigurationDocument, { flows }: Configuration): SettingsReference[] {
  const { products, orders } = flows;
  const own = document.flows;
  const targets = own.products.fields.flatMap(({ to, policy }, index): SettingsReference[] =>
    policy === 'never'
      ? []
      : [
          {
            kind: 'field',
            pointer: `/flows/products/fields/${index}/to`,
            object: 'Product2',
            field: to,
            use: policy === 'create' ? 'create' : 'update',
          },
        ],
  );
  const sources = own.orders.fields.flatMap((rule, index) => {
    const formula = rule.policy === 'never' ? undefined : orders.rules.find((compiled) => isOf(rule, compiled))?.formula;
    return formula === undefined ? [] : readBy(formula, `/flows/orders/fields/${index}/from`);
  });
  const conditions = [
    ...(products.when === undefined ? [] : readBy(products.when, '/flows/products/when')),
    ...(orders.when === undefined ? [] : readBy(orders.when, '/flows/orders/when')),
  ];
  return [...targets, ...sources, ...conditions];
}

function isOf({ to }: FieldRuleDocument, compiled: { readonly object: string; readonly field: string }): boolean {
  return (to.includes('.') ? to : `SalesOrder.${to}`) === `${compiled.object}.${compiled.field}`;
}

/** Custom fields: which standard ones a formula may name is decided when it is compiled. */
function readBy(formula: Formula, pointer: string): SettingsReference[] {
  return formula.references.flatMap(({ variable, field }): SettingsReference[] => {
    const object = OBJECTS[variable];
    return object === undefined || !field.endsWith('__c') ? [] : [{ kind: 'field', pointer, object, field, use: 'read' }];
  });
}

import { z } from 'zod';
import { phrase, type Phrase } from '../../errors/index.ts';
import {
  defineMapping,
  flowDocument,
  IN_SEVERAL_DIVISIONS,
  lookingEvery,
  type FlowDocument,
  type FlowSettings,
  type RuleTarget,
} from '../../mapping/index.ts';
import { INVOICE_RULES } from './default-rules.ts';
import { INVOICE, LINE } from './variables.ts';

export type InvoicesConfiguration = FlowSettings<InvoicesDocument>;

/** The object that has one row an invoice or credit note. */
export const INVOICE_OBJECT = 'ExactInvoice__c';
/** The object that has one row a line of an invoice. */
export const LINE_OBJECT = 'ExactInvoiceLine__c';
/** The object that has one row a payment term: a part of what is owed, or of what was paid. */
export const RECEIVABLE_OBJECT = 'ExactReceivable__c';

// Written by the flow itself: identity, links and money are no matter of taste.
const OWN_FIELDS: Readonly<Record<string, readonly string[]>> = {
  [INVOICE_OBJECT]: [
    ...['Id', 'Key__c', 'Division__c', 'Exact_Account_Id__c', 'Account__c', 'Order__c', 'Exact_Synced_At__c'],
    ...['Invoice_Number__c', 'Invoice_Kind__c', 'Invoice_Status__c', 'Invoice_Date__c', 'Due_Date__c', 'Currency_Code__c'],
    ...['Net_Amount__c', 'Vat_Amount__c', 'Gross_Amount__c', 'Open_Amount__c', 'Paid__c', 'Days_Overdue__c'],
  ],
  [LINE_OBJECT]: [
    ...['Id', 'Key__c', 'Division__c', 'Invoice__c', 'Order__c', 'Product__c', 'Exact_Item_Id__c', 'Exact_Synced_At__c'],
    ...['Line_Number__c', 'Quantity__c', 'Net_Amount__c'],
  ],
};

/** A payment is no matter of minutes, and nothing but a look tells of it: four looks an hour leave the calls of the day to others. */
const USUAL_MINUTES = 30;

const DOCUMENT = flowDocument({
  ...IN_SEVERAL_DIVISIONS,
  ...lookingEvery(USUAL_MINUTES),
  nightlyAudit: z.boolean().default(true).describe("once a day, what is open is compared with Exact's own list"),
});

/** Settings of the invoices flow as a document has them. */
interface InvoicesDocument extends FlowDocument, Omit<z.output<typeof DOCUMENT>, keyof FlowDocument> {}

/** Settings and rules of the invoices flow. */
export const INVOICE_SETTINGS = defineMapping<InvoicesDocument>({
  flow: 'invoices',
  schema: DOCUMENT,
  conditionOver: [INVOICE],
  defaultRules: () => INVOICE_RULES,
  targetOf,
});

function targetOf(to: string): RuleTarget | Phrase {
  const isLine = to.startsWith('Line.');
  const field = isLine ? to.slice('Line.'.length) : to;
  if (field.includes('.')) return phrase('rule_of_invoice');
  const object = isLine ? LINE_OBJECT : INVOICE_OBJECT;
  if (OWN_FIELDS[object]?.includes(field) === true) return phrase('rule_field_own', { field });
  const common = { system: 'salesforce', object, field, result: 'any', usualPolicy: 'always' } as const;
  return isLine
    ? { ...common, variables: [LINE, INVOICE], part: phrase('part_invoice_line') }
    : { ...common, variables: [INVOICE] };
}

/** A text that changes with everything that decides what is written of an invoice: with another one all of them are looked at again. */
export function fingerprintOf({ when, rules }: InvoicesConfiguration): string {
  const formulas = rules.map(({ object, field, policy, tooLong, formula }) => [object, field, policy, tooLong, formula.text]);
  return JSON.stringify([when?.text ?? '', formulas]);
}

import type { FieldRuleDocument } from '../../mapping/index.ts';

/** How an invoice of Exact Online and its lines become rows in Salesforce, unless the settings say otherwise. */
export const INVOICE_RULES: readonly FieldRuleDocument[] = [
  { to: 'Your_Ref__c', from: 'invoice.YourRef', policy: 'always', tooLong: 'truncate' },
  { to: 'Invoice_Description__c', from: 'invoice.Description', policy: 'always', tooLong: 'truncate' },
  { to: 'Line.Line_Description__c', from: 'line.Description', policy: 'always', tooLong: 'truncate' },
  { to: 'Line.Item_Code__c', from: 'line.ItemCode', policy: 'always', tooLong: 'truncate' },
  { to: 'Line.Vat_Code__c', from: 'line.VATCode', policy: 'always', tooLong: 'truncate' },
];

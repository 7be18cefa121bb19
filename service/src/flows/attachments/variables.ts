import { textFields, type FormulaVariable } from '../../mapping/index.ts';

/** `file`: the latest version of a file of Salesforce. */
export const FILE: FormulaVariable = {
  name: 'file',
  salesforceObject: 'ContentVersion',
  fields: {
    ...textFields('Title', 'FileExtension', 'FileType', 'Description', 'PathOnClient', 'CreatedDate', 'OwnerId'),
    ContentSize: 'amountOrZero',
  },
};

/** `order`: the order that it hangs on. */
export const FILED_ORDER: FormulaVariable = {
  name: 'order',
  salesforceObject: 'Order',
  fields: {
    ...textFields('Id', 'OrderNumber', 'Name', 'Status', 'StatusCode', 'Type', 'EffectiveDate', 'PoNumber', 'AccountId'),
    ...textFields('CurrencyIsoCode', 'Exact_Number__c'),
    TotalAmount: 'amountOrZero',
  },
};

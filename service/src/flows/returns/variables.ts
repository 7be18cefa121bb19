import { textFields, type FormulaVariable } from '../../mapping/index.ts';

/** `order`: a reduction order of Salesforce. */
export const RETURN: FormulaVariable = {
  name: 'order',
  salesforceObject: 'Order',
  fields: {
    ...textFields('Id', 'OrderNumber', 'Name', 'Description', 'Status', 'StatusCode', 'Type', 'EffectiveDate', 'AccountId'),
    ...textFields('OriginalOrderId', 'CurrencyIsoCode'),
    TotalAmount: 'amountOrZero',
  },
};

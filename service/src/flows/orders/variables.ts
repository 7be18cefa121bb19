import { textFields, type FormulaVariable } from '../../mapping/index.ts';

/** `order`: an order of Salesforce. */
export const ORDER: FormulaVariable = {
  name: 'order',
  salesforceObject: 'Order',
  fields: {
    ...textFields('Id', 'OrderNumber', 'Name', 'Description', 'Status', 'StatusCode', 'Type', 'EffectiveDate', 'EndDate'),
    ...textFields('PoNumber', 'PoDate', 'OrderReferenceNumber', 'CurrencyIsoCode', 'AccountId'),
    ...textFields('Payment_Condition__c', 'Shipping_Method__c'),
    ...textFields('BillingStreet', 'BillingPostalCode', 'BillingCity', 'BillingState', 'BillingCountry', 'BillingCountryCode'),
    ...textFields('ShippingStreet', 'ShippingPostalCode', 'ShippingCity', 'ShippingState', 'ShippingCountry'),
    ...textFields('ShippingCountryCode'),
    TotalAmount: 'amountOrZero',
    Discount_Percent__c: 'amountOrZero',
  },
};

/** `line`: an order product of Salesforce. */
export const LINE: FormulaVariable = {
  name: 'line',
  salesforceObject: 'OrderItem',
  fields: {
    ...textFields('Id', 'OrderItemNumber', 'Description', 'ServiceDate', 'EndDate', 'Vat_Code__c', 'ProductCode', 'ProductName'),
    Quantity: 'amountOrZero',
    UnitPrice: 'amountOrZero',
    Price_Quantity__c: 'amount',
    ListPrice: 'amount',
    TotalPrice: 'amountOrZero',
    Discount_Percent__c: 'amountOrZero',
  },
};

/** `product`: the product of an order product. */
export const PRODUCT: FormulaVariable = {
  name: 'product',
  salesforceObject: 'Product2',
  fields: textFields('Id', 'Name', 'ProductCode', 'Family', 'Description'),
};

import { textFields, type FormulaVariable } from '../../mapping/index.ts';

/** `account`: the account of a customer; person accounts fill FirstName and LastName. */
export const ACCOUNT: FormulaVariable = {
  name: 'account',
  salesforceObject: 'Account',
  fields: {
    ...textFields('Id', 'Name', 'AccountNumber', 'Email', 'Phone', 'Website', 'Description', 'Type', 'FirstName', 'LastName'),
    ...textFields('BillingStreet', 'BillingPostalCode', 'BillingCity', 'BillingState', 'BillingCountry', 'BillingCountryCode'),
    ...textFields('Vat_Number__c', 'Chamber_Of_Commerce__c', 'Payment_Condition__c', 'CurrencyIsoCode'),
    IsPersonAccount: 'flag',
  },
};

/** `contact`: the person of a customer, from the bill-to contact of an order or the account's first contact. */
export const CONTACT: FormulaVariable = {
  name: 'contact',
  salesforceObject: 'Contact',
  fields: textFields('Id', 'FirstName', 'LastName', 'Email', 'Phone', 'MobilePhone', 'Title'),
};

import type { FieldRuleDocument } from '../../mapping/index.ts';

/** How a debtor of Exact Online fills its account in Salesforce, unless the settings say otherwise. Who owns what is another setting. */
export const ACCOUNT_RULES: readonly FieldRuleDocument[] = [
  { to: 'Name', from: 'debtor.Name', policy: 'always', tooLong: 'truncate' },
  { to: 'Phone', from: 'debtor.Phone', policy: 'always', tooLong: 'leaveOut' },
  { to: 'Website', from: 'debtor.Website', policy: 'always', tooLong: 'leaveOut' },
  {
    to: 'BillingStreet',
    from: 'trim(debtor.AddressLine1 + "\\n" + debtor.AddressLine2 + (debtor.AddressLine3 == "" ? "" : "\\n" + debtor.AddressLine3))',
    policy: 'always',
    tooLong: 'issue',
  },
  { to: 'BillingPostalCode', from: 'debtor.Postcode', policy: 'always', tooLong: 'issue' },
  { to: 'BillingCity', from: 'debtor.City', policy: 'always', tooLong: 'issue' },
  // An org has either the codes, or texts.
  { to: 'BillingCountryCode', from: 'debtor.Country', policy: 'always', tooLong: 'issue' },
  { to: 'BillingStateCode', from: 'debtor.State', policy: 'always', tooLong: 'issue' },
  { to: 'BillingCountry', from: 'countryName(debtor.Country)', policy: 'always', tooLong: 'issue' },
  { to: 'BillingState', from: 'debtor.State', policy: 'always', tooLong: 'issue' },
  { to: 'Vat_Number__c', from: 'debtor.VATNumber', policy: 'always', tooLong: 'issue' },
  { to: 'Chamber_Of_Commerce__c', from: 'debtor.ChamberOfCommerce', policy: 'always', tooLong: 'issue' },
  {
    to: 'Payment_Condition__c',
    from: 'lookupBack("paymentConditions", debtor.PaymentConditionSales)',
    policy: 'always',
    tooLong: 'issue',
  },
];

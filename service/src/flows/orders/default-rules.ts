import type { FieldRuleDocument } from '../../mapping/index.ts';

/** How an order, its lines and its customer become a sales order, unless the settings say otherwise. */
export const ORDER_RULES: readonly FieldRuleDocument[] = [
  { to: 'OrderDate', from: 'order.EffectiveDate', policy: 'always', tooLong: 'issue' },
  { to: 'Description', from: 'coalesce(order.PoNumber, order.Name)', policy: 'always', tooLong: 'truncate' },
  { to: 'YourRef', from: 'order.PoNumber', policy: 'always', tooLong: 'truncate' },
  { to: 'Remarks', from: 'order.Description', policy: 'always', tooLong: 'truncate' },
  { to: 'PaymentCondition', from: 'lookup("paymentConditions", order.Payment_Condition__c)', policy: 'always', tooLong: 'issue' },
  { to: 'ShippingMethod', from: 'lookup("shippingMethods", order.Shipping_Method__c)', policy: 'always', tooLong: 'issue' },

  { to: 'Line.Quantity', from: 'line.Quantity', policy: 'always', tooLong: 'issue' },
  {
    to: 'Line.NetPrice',
    from: 'line.UnitPrice * (100 - line.Discount_Percent__c) * (100 - order.Discount_Percent__c) / 10000',
    policy: 'always',
    tooLong: 'issue',
  },
  { to: 'Line.Description', from: 'coalesce(line.Description, line.ProductName)', policy: 'always', tooLong: 'truncate' },
  { to: 'Line.VATCode', from: 'lookup("vat", line.Vat_Code__c)', policy: 'always', tooLong: 'issue' },
  { to: 'Line.DeliveryDate', from: 'line.ServiceDate', policy: 'always', tooLong: 'issue' },

  { to: 'Item.Description', from: 'product.Name', policy: 'create', tooLong: 'truncate' },
  { to: 'Item.ExtraDescription', from: 'product.Description', policy: 'create', tooLong: 'truncate' },

  { to: 'Account.Name', from: 'account.Name', policy: 'always', tooLong: 'truncate' },
  { to: 'Account.Email', from: 'account.Email', policy: 'create', tooLong: 'issue' },
  {
    to: 'Account.Phone',
    from: 'phone(account.Phone, coalesce(account.BillingCountryCode, account.BillingCountry))',
    policy: 'always',
    tooLong: 'leaveOut',
  },
  { to: 'Account.Website', from: 'account.Website', policy: 'always', tooLong: 'leaveOut' },
  { to: 'Account.AddressLine1', from: 'addressLine(account.BillingStreet, 1)', policy: 'always', tooLong: 'issue' },
  { to: 'Account.AddressLine2', from: 'addressLine(account.BillingStreet, 2)', policy: 'always', tooLong: 'issue' },
  { to: 'Account.AddressLine3', from: 'addressLine(account.BillingStreet, 3)', policy: 'always', tooLong: 'issue' },
  { to: 'Account.Postcode', from: 'account.BillingPostalCode', policy: 'always', tooLong: 'issue' },
  { to: 'Account.City', from: 'account.BillingCity', policy: 'always', tooLong: 'issue' },
  {
    to: 'Account.Country',
    from: 'countryCode(coalesce(account.BillingCountryCode, account.BillingCountry))',
    policy: 'always',
    tooLong: 'issue',
  },
  {
    to: 'Account.VATNumber',
    from: 'vatNumber(account.Vat_Number__c, coalesce(account.BillingCountryCode, account.BillingCountry))',
    policy: 'always',
    tooLong: 'issue',
  },
  {
    to: 'Account.ChamberOfCommerce',
    from: 'chamberOfCommerce(account.Chamber_Of_Commerce__c, coalesce(account.BillingCountryCode, account.BillingCountry))',
    policy: 'always',
    tooLong: 'issue',
  },
  {
    to: 'Account.PaymentConditionSales',
    from: 'lookup("paymentConditions", account.Payment_Condition__c)',
    policy: 'create',
    tooLong: 'issue',
  },

  { to: 'Contact.FirstName', from: 'contact.FirstName', policy: 'always', tooLong: 'truncate' },
  { to: 'Contact.LastName', from: 'contact.LastName', policy: 'always', tooLong: 'truncate' },
  { to: 'Contact.Email', from: 'contact.Email', policy: 'always', tooLong: 'issue' },
  {
    to: 'Contact.Phone',
    from: 'phone(contact.Phone, coalesce(account.BillingCountryCode, account.BillingCountry))',
    policy: 'always',
    tooLong: 'leaveOut',
  },
  {
    to: 'Contact.Mobile',
    from: 'phone(contact.MobilePhone, coalesce(account.BillingCountryCode, account.BillingCountry))',
    policy: 'always',
    tooLong: 'leaveOut',
  },
  { to: 'Contact.JobTitleDescription', from: 'contact.Title', policy: 'always', tooLong: 'truncate' },

  { to: 'Address.AddressLine1', from: 'addressLine(order.ShippingStreet, 1)', policy: 'always', tooLong: 'issue' },
  { to: 'Address.AddressLine2', from: 'addressLine(order.ShippingStreet, 2)', policy: 'always', tooLong: 'issue' },
  { to: 'Address.AddressLine3', from: 'addressLine(order.ShippingStreet, 3)', policy: 'always', tooLong: 'issue' },
  { to: 'Address.Postcode', from: 'order.ShippingPostalCode', policy: 'always', tooLong: 'issue' },
  { to: 'Address.City', from: 'order.ShippingCity', policy: 'always', tooLong: 'issue' },
  {
    to: 'Address.Country',
    from: 'countryCode(coalesce(order.ShippingCountryCode, order.ShippingCountry))',
    policy: 'always',
    tooLong: 'issue',
  },
];

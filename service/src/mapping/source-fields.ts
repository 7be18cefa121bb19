/**
 * Kinds of a field in a formula. A missing `text` is the empty text, a missing `amountOrZero` is 0 (discounts); a missing
 * `amount` makes the whole formula empty, so that nobody takes "unknown" for zero.
 */
export type SourceKind = 'text' | 'flag' | 'amount' | 'amountOrZero';

export type SourceFields = Readonly<Record<string, SourceKind>>;

const text = (...names: readonly string[]): SourceFields => Object.fromEntries(names.map((name) => [name, 'text']));

/** `item`: an item of Exact Online, under Exact's own field names. */
const item: SourceFields = {
  ...text('ID', 'Code', 'Description', 'ExtraDescription', 'Notes', 'Barcode', 'Unit', 'UnitDescription', 'SalesVatCode'),
  ...text('ItemGroupCode', 'ItemGroupDescription', 'NetWeightUnit', 'SearchCode', 'StartDate', 'EndDate'),
  IsSalesItem: 'flag',
  IsStockItem: 'flag',
  IsFractionAllowedItem: 'flag',
  IsWebshopItem: 'flag',
  NetWeight: 'amount',
  GrossWeight: 'amount',
};

/** `order`: an order of Salesforce. */
const order: SourceFields = {
  ...text(
    'Id',
    'OrderNumber',
    'Name',
    'Description',
    'Status',
    'StatusCode',
    'Type',
    'EffectiveDate',
    'EndDate',
    'PoNumber',
    'PoDate',
  ),
  ...text('OrderReferenceNumber', 'CurrencyIsoCode', 'AccountId', 'Payment_Condition__c', 'Shipping_Method__c'),
  ...text('BillingStreet', 'BillingPostalCode', 'BillingCity', 'BillingState', 'BillingCountry', 'BillingCountryCode'),
  ...text('ShippingStreet', 'ShippingPostalCode', 'ShippingCity', 'ShippingState', 'ShippingCountry', 'ShippingCountryCode'),
  TotalAmount: 'amountOrZero',
  Discount_Percent__c: 'amountOrZero',
};

/** `line`: an order product of Salesforce. */
const line: SourceFields = {
  ...text('Id', 'OrderItemNumber', 'Description', 'ServiceDate', 'EndDate', 'Vat_Code__c', 'ProductCode', 'ProductName'),
  Quantity: 'amountOrZero',
  UnitPrice: 'amountOrZero',
  ListPrice: 'amount',
  TotalPrice: 'amountOrZero',
  Discount_Percent__c: 'amountOrZero',
};

/** `account`: the account of an order; person accounts fill FirstName and LastName. */
const account: SourceFields = {
  ...text('Id', 'Name', 'AccountNumber', 'Email', 'Phone', 'Website', 'Description', 'Type', 'FirstName', 'LastName'),
  ...text('BillingStreet', 'BillingPostalCode', 'BillingCity', 'BillingState', 'BillingCountry', 'BillingCountryCode'),
  ...text('Vat_Number__c', 'Chamber_Of_Commerce__c', 'Payment_Condition__c', 'CurrencyIsoCode'),
  IsPersonAccount: 'flag',
};

/** `contact`: the person of an order, from its bill-to contact or the account's first contact. */
const contact: SourceFields = text('Id', 'FirstName', 'LastName', 'Email', 'Phone', 'MobilePhone', 'Title');

/** Variables that a formula may name. */
export const SOURCE_FIELDS = { item, order, line, account, contact } as const satisfies Readonly<Record<string, SourceFields>>;

export type SourceVariable = keyof typeof SOURCE_FIELDS;

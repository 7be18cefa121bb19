import type { FieldFacts } from './types.ts';

/**
 * Opportunities and quotes with their lines, as the Object Reference has them: no describe at hand tells of them. An org has quotes only
 * where its features say so. Assumed: precision and decimals of amounts and quantities, as on order products; the length of names that
 * are put together; that a line needs its price book entry.
 */
const given = { nillable: false, createable: false, updateable: false, defaultedOnCreate: true };
const read = { nillable: true, createable: false, updateable: false };
const written = { nillable: true, createable: true, updateable: true };
const needed = { nillable: false, createable: true, updateable: true };
const text = (length: number): FieldFacts => ({ type: 'string', length, ...written });
const money = { type: 'currency', precision: 18, scale: 2 };
const percent = { type: 'percent', precision: 5, scale: 2 };
const quantity = { type: 'double', precision: 12, scale: 2 };
const flag = { type: 'boolean', ...given };
const moment = { type: 'datetime', ...given };
const reference = (target: string, facts: FieldFacts, relationshipName = target): FieldFacts => ({
  type: 'reference',
  length: 18,
  ...facts,
  referenceTo: [target],
  relationshipName,
  onParentDelete: 'setNull',
});
const parent = (target: string, relationshipName = target): FieldFacts => ({
  ...reference(target, { nillable: false, createable: true, updateable: false }, relationshipName),
  onParentDelete: 'cascade',
});
const currency = { type: 'picklist', length: 3, defaultedOnCreate: true, nillable: false, features: ['multiCurrency'] };
const system: Readonly<Record<string, FieldFacts>> = {
  Id: { type: 'id', length: 18, ...given },
  IsDeleted: flag,
  CreatedById: reference('User', given, 'CreatedBy'),
  CreatedDate: moment,
  LastModifiedById: reference('User', given, 'LastModifiedBy'),
  LastModifiedDate: moment,
  SystemModstamp: moment,
};
const owner = reference('User', { ...needed, defaultedOnCreate: true }, 'Owner');
const address = (side: 'Billing' | 'Shipping'): Readonly<Record<string, FieldFacts>> => {
  const compound = `${side}Address`;
  const part = (length: number): FieldFacts => ({ ...text(length), compound });
  const coded = { type: 'picklist', length: 10, ...written, compound, features: ['stateCountryPicklists'] };
  return {
    [compound]: { type: 'address', ...read },
    [`${side}Name`]: text(255),
    [`${side}Street`]: { ...part(255), type: 'textarea' },
    [`${side}City`]: part(40),
    [`${side}PostalCode`]: part(20),
    [`${side}State`]: part(80),
    [`${side}Country`]: part(80),
    [`${side}StateCode`]: coded,
    [`${side}CountryCode`]: coded,
  };
};
const description = { type: 'textarea', length: 32_000, ...written, filterable: false, sortable: false };
/** Assumed: that an entry whose lines stand cannot be deleted. */
const entry = (facts: FieldFacts): FieldFacts => ({ ...reference('PricebookEntry', facts), onParentDelete: 'restrict' });
const line: Readonly<Record<string, FieldFacts>> = {
  ...system,
  Quantity: { ...quantity, ...needed },
  Discount: { ...percent, ...written },
  Description: text(255),
  ServiceDate: { type: 'date', ...written },
  SortOrder: { type: 'int', ...written },
  ListPrice: { ...money, ...read },
  CurrencyIsoCode: { ...currency, createable: false, updateable: false },
};

/** Stages that close an opportunity, and whether it is won by them. */
export const CLOSING_STAGES: Readonly<Record<string, boolean>> = { 'Closed Won': true, 'Closed Lost': false };

/** The stages of an org that changed none of them, the won one and the lost one last. */
export const OPPORTUNITY_STAGES = [
  'Prospecting',
  'Qualification',
  'Needs Analysis',
  'Value Proposition',
  'Id. Decision Makers',
  'Perception Analysis',
  'Proposal/Price Quote',
  'Negotiation/Review',
  'Closed Won',
  'Closed Lost',
] as const;

export const SALES_OBJECTS: Readonly<
  Record<string, { keyPrefix: string; isReadOnly?: boolean; fields: Readonly<Record<string, FieldFacts>> }>
> = {
  Opportunity: {
    keyPrefix: '006',
    fields: {
      ...system,
      AccountId: {
        ...reference('Account', written),
        onParentDelete: 'cascade',
        childRelationships: { Account: 'Opportunities' },
      },
      Name: { type: 'string', length: 120, ...needed },
      Description: description,
      StageName: { type: 'picklist', length: 255, ...needed, picklist: OPPORTUNITY_STAGES, indexed: true },
      // Ignored where the opportunity has products.
      Amount: { ...money, ...written },
      Probability: { type: 'percent', precision: 3, scale: 0, ...written },
      CloseDate: { type: 'date', ...needed },
      Type: { type: 'picklist', length: 255, ...written, picklist: ['New Customer', 'Existing Customer - Upgrade'] },
      NextStep: text(255),
      LeadSource: { type: 'picklist', length: 255, ...written, picklist: ['Web', 'Phone Inquiry', 'Other'] },
      IsClosed: flag,
      IsWon: flag,
      HasOpportunityLineItem: flag,
      Pricebook2Id: { ...reference('Pricebook2', written), onParentDelete: 'restrict' },
      ContactId: reference('Contact', { nillable: true, createable: true, updateable: false }),
      LastStageChangeDate: { type: 'datetime', ...read },
      CurrencyIsoCode: { ...currency, createable: true, updateable: true },
      OwnerId: owner,
    },
  },
  OpportunityLineItem: {
    keyPrefix: '00k',
    fields: {
      ...line,
      OpportunityId: { ...parent('Opportunity'), childRelationships: { Opportunity: 'OpportunityLineItems' } },
      PricebookEntryId: entry({ nillable: false, createable: true, updateable: false }),
      Product2Id: reference('Product2', { nillable: true, createable: true, updateable: false }),
      ProductCode: { type: 'string', length: 255, ...read },
      Name: { type: 'string', length: 376, ...read },
      // One of the two is given.
      UnitPrice: { ...money, ...written },
      TotalPrice: { ...money, ...written },
    },
  },
  OpportunityStage: {
    keyPrefix: '01J',
    isReadOnly: true,
    fields: {
      Id: { type: 'id', length: 18, ...given },
      ApiName: { type: 'string', length: 255, ...read },
      MasterLabel: { type: 'string', length: 255, ...read },
      IsActive: flag,
      IsClosed: flag,
      IsWon: flag,
      SortOrder: { type: 'int', ...read },
      CreatedDate: moment,
      LastModifiedDate: moment,
      SystemModstamp: moment,
    },
  },
  Quote: {
    keyPrefix: '0Q0',
    fields: {
      ...system,
      ...address('Billing'),
      ...address('Shipping'),
      Name: { type: 'string', length: 255, ...needed },
      QuoteNumber: { type: 'string', length: 30, ...given, autoNumber: '{00000000}', indexed: true },
      OpportunityId: { ...parent('Opportunity'), childRelationships: { Opportunity: 'Quotes' } },
      // That of the opportunity.
      AccountId: reference('Account', read),
      ContactId: reference('Contact', written),
      Pricebook2Id: { ...reference('Pricebook2', written), onParentDelete: 'restrict' },
      Status: {
        type: 'picklist',
        length: 40,
        ...written,
        defaultedOnCreate: true,
        default: 'Draft',
        picklist: ['Draft', 'Needs Review', 'In Review', 'Approved', 'Rejected', 'Presented', 'Accepted', 'Denied'],
        indexed: true,
      },
      ExpirationDate: { type: 'date', ...written },
      Description: description,
      Email: { type: 'email', length: 80, ...written },
      Phone: { type: 'phone', length: 40, ...written },
      Tax: { ...money, ...written },
      ShippingHandling: { ...money, ...written },
      Subtotal: { ...money, ...read },
      Discount: { ...percent, ...read },
      TotalPrice: { ...money, ...read },
      GrandTotal: { ...money, ...read },
      LineItemCount: { type: 'int', ...read },
      IsSyncing: flag,
      CurrencyIsoCode: { ...currency, createable: false, updateable: false },
      OwnerId: owner,
    },
  },
  QuoteLineItem: {
    keyPrefix: '0QL',
    fields: {
      ...line,
      QuoteId: { ...parent('Quote'), childRelationships: { Quote: 'QuoteLineItems' } },
      LineNumber: { type: 'string', length: 30, ...given, autoNumber: '{00000000}' },
      PricebookEntryId: entry({ nillable: false, createable: true, updateable: false }),
      Product2Id: reference('Product2', { nillable: true, createable: true, updateable: false }),
      UnitPrice: { ...money, ...needed },
      Subtotal: { ...money, ...read },
      TotalPrice: { ...money, ...read },
    },
  },
};

/** What an order says of the deal that it is of. */
export const ORDER_DEAL_FIELDS: Readonly<Record<string, FieldFacts>> = {
  OpportunityId: { length: 18, ...written, onParentDelete: 'setNull' },
  QuoteId: { length: 18, ...written, onParentDelete: 'setNull', features: ['quotes'] },
};

import type { FieldFacts } from './types.ts';

/**
 * What the Object Reference tells of the objects that a licence brings, which no describe at hand tells: an org has them only where
 * its features say so. Assumed: that `ShipToName` is required and `Status` is given where it is left out, the values of that status, the
 * prefixes of ids, the decimals of quantities, lengths of texts of a shipment but its description, and that items of a shipment have
 * object permissions of their own.
 */
export const LICENSED_OBJECTS = [
  'Shipment',
  'ShipmentItem',
  'ProductCatalog',
  'ProductCategory',
  'ProductCategoryProduct',
] as const;

/** What ids of theirs begin with. */
export const LICENSED_PREFIXES: Readonly<Record<(typeof LICENSED_OBJECTS)[number], string>> = {
  Shipment: '0OB',
  ShipmentItem: '1Sh',
  ProductCatalog: '0ZS',
  ProductCategory: '0ZG',
  ProductCategoryProduct: '0aR',
};

const given = { nillable: false, createable: false, updateable: false, defaultedOnCreate: true };
const read = { nillable: true, createable: false, updateable: false };
const written = { nillable: true, createable: true, updateable: true };
const text = (length: number): FieldFacts => ({ type: 'string', length, ...written });
const moment = { type: 'datetime', ...written };
const quantity = { type: 'double', precision: 18, scale: 2 };
const user = { length: 18, ...given };
const currency = { type: 'picklist', length: 3, ...written, defaultedOnCreate: true };
const system: Readonly<Record<string, FieldFacts>> = {
  Id: { length: 18, ...given },
  IsDeleted: given,
  CreatedById: user,
  CreatedDate: given,
  LastModifiedById: user,
  LastModifiedDate: given,
  SystemModstamp: given,
  CurrencyIsoCode: currency,
};
const viewed = { LastReferencedDate: read, LastViewedDate: read };
const owner = { length: 18, nillable: false, createable: true, updateable: true, defaultedOnCreate: true, referenceTo: ['User'] };
const address = (side: 'ShipFrom' | 'ShipTo'): Readonly<Record<string, FieldFacts>> => ({
  [`${side}Street`]: { type: 'textarea', length: 255, ...written },
  [`${side}City`]: text(40),
  [`${side}PostalCode`]: text(20),
  [`${side}Country`]: text(80),
  [`${side}State`]: text(80),
});

/** Their fields as the Object Reference has them. One that is not listed leads to an object that no org of the simulator has. */
export const LICENSED_FIELDS: Readonly<Record<string, Readonly<Record<string, FieldFacts>>>> = {
  Shipment: {
    ...system,
    ...viewed,
    ...address('ShipFrom'),
    ...address('ShipTo'),
    OwnerId: owner,
    ActualDeliveryDate: moment,
    ExpectedDeliveryDate: moment,
    Description: { type: 'textarea', length: 32_000, ...written, filterable: false, sortable: false },
    Provider: { type: 'picklist', length: 255, ...written, defaultedOnCreate: true, picklist: [] },
    ShipmentNumber: { type: 'string', length: 30, ...given, autoNumber: 'SHIP-{000000}' },
    ShipToName: { type: 'string', length: 255, ...written, nillable: false },
    Status: {
      type: 'picklist',
      length: 255,
      ...written,
      defaultedOnCreate: true,
      default: 'Shipped',
      picklist: ['Shipped', 'Delivered'],
    },
    TotalItemsQuantity: { ...quantity, ...read },
    TrackingNumber: text(80),
    TrackingUrl: { type: 'url', length: 255, ...written },
  },
  ShipmentItem: {
    ...system,
    Description: text(255),
    ExpectedDeliveryDate: read,
    Product2Id: { length: 18, ...written, onParentDelete: 'setNull' },
    Quantity: { ...quantity, nillable: false, createable: true, updateable: true },
    ShipmentId: { length: 18, nillable: false, createable: true, updateable: false, onParentDelete: 'cascade' },
    ShipmentItemNumber: { type: 'string', length: 30, ...given, autoNumber: 'SI-{000000}' },
    // Those of the shipment.
    TrackingNumber: { type: 'string', length: 80, ...read },
    TrackingUrl: { type: 'url', length: 255, ...read },
  },
  ProductCatalog: {
    ...system,
    ...viewed,
    OwnerId: owner,
    Name: { type: 'string', length: 255, nillable: false, createable: true, updateable: true },
    NumberOfCategories: read,
  },
  ProductCategory: {
    ...system,
    ...viewed,
    CatalogId: { length: 18, nillable: false, createable: true, updateable: false, onParentDelete: 'cascade' },
    Description: { type: 'textarea', length: 255, ...written },
    IsNavigational: { ...written, nillable: false, defaultedOnCreate: true, default: true },
    Name: { type: 'string', length: 200, nillable: false, createable: true, updateable: true },
    NumberOfProducts: read,
    ParentCategoryId: { length: 18, ...written, onParentDelete: 'restrict' },
    SortOrder: { type: 'int', ...written },
  },
  ProductCategoryProduct: {
    ...system,
    CatalogId: { length: 18, ...read },
    IsPrimaryCategory: { ...written, nillable: false, defaultedOnCreate: true, default: false },
    Name: { type: 'string', length: 255, ...given, autoNumber: 'PCP-{000000}' },
    ProductCategoryId: { length: 18, nillable: false, createable: true, updateable: false, onParentDelete: 'cascade' },
    ProductId: { length: 18, nillable: false, createable: true, updateable: false, onParentDelete: 'cascade' },
    ProductToCategory: { type: 'string', length: 30, ...read },
  },
};

/** SOQL child relationship -> lookup field of the child. */
export const LICENSED_CHILD_FIELDS: Readonly<Record<string, string>> = {
  'ProductCatalog.ContainedCategories': 'CatalogId',
  'ProductCategory.ChildCategories': 'ParentCategoryId',
};

import { LICENSED_CHILD_FIELDS, LICENSED_FIELDS, LICENSED_OBJECTS, LICENSED_PREFIXES } from './licensed-facts.ts';
import { ORDER_DEAL_FIELDS } from './sales-facts.ts';
import type { FieldFacts } from './types.ts';

/** The objects an org of the simulator has; every other object of the source file is left out. */
export const KEPT_OBJECTS = [
  'Account',
  'Contact',
  'Product2',
  'Pricebook2',
  'PricebookEntry',
  'Order',
  'OrderItem',
  'OrderStatus',
  'ContentVersion',
  'ContentDocument',
  'ContentDocumentLink',
  'Organization',
  'User',
  'RecordType',
  'CurrencyType',
  ...LICENSED_OBJECTS,
] as const;

/** Prefixes the source does not know: RecordType is documented, the others are assumed. */
export const KEY_PREFIXES: Readonly<Record<string, string>> = {
  RecordType: '012',
  OrderStatus: '0Gd',
  CurrencyType: '01L',
  ...LICENSED_PREFIXES,
};

/** Only these fields of the two setup objects matter here; the rest (hundreds of preferences) would be noise in describe. */
export const KEPT_FIELDS: Readonly<Record<string, readonly string[]>> = {
  User: [
    'Id',
    'Username',
    'LastName',
    'FirstName',
    'Name',
    'Email',
    'Alias',
    'IsActive',
    'TimeZoneSidKey',
    'LocaleSidKey',
    'LanguageLocaleKey',
    'UserType',
    'CreatedDate',
    'LastModifiedDate',
    'SystemModstamp',
  ],
  Organization: [
    'Id',
    'Name',
    'City',
    'Country',
    'CountryCode',
    'PostalCode',
    'Street',
    'Phone',
    'IsSandbox',
    'OrganizationType',
    'InstanceName',
    'NamespacePrefix',
    'LanguageLocaleKey',
    'DefaultLocaleSidKey',
    'TimeZoneSidKey',
    'TrialExpirationDate',
    'SignupCountryIsoCode',
    'CreatedDate',
    'LastModifiedDate',
    'SystemModstamp',
  ],
};

const text = (length: number): FieldFacts => ({ type: 'string', length, nillable: true, createable: true, updateable: true });
const readOnly = { nillable: true, createable: false, updateable: false };
const readOnlyFlag = { nillable: false, createable: false, updateable: false, defaultedOnCreate: true };
const writable = { nillable: true, createable: true, updateable: true };
const fixedParent = { nillable: false, createable: true, updateable: false, length: 18 };

/** What a file can hang on, among the kept objects. */
const FILE_PARENTS = [
  ...['Account', 'Contact', 'Product2', 'Pricebook2', 'Order', 'OrderItem', 'Organization', 'User'],
  ...['Opportunity', 'Quote'],
];

/** Attributes that replace or complete those of the source, per object and field. Fields known by name only appear in describe only when they stand here. */
export const FIELD_FACTS: Readonly<Record<string, Readonly<Record<string, FieldFacts>>>> = {
  Account: {
    AccountNumber: text(40),
    Site: text(80),
    Rating: { type: 'picklist', length: 255, ...writable, picklist: ['Hot', 'Warm', 'Cold'] },
    Ownership: { type: 'picklist', length: 255, ...writable, picklist: ['Public', 'Private', 'Subsidiary', 'Other'] },
    Sic: text(20),
    TickerSymbol: text(20),
    Name: { ...text(255), indexed: true },
    AnnualRevenue: { scale: 0 },
    PersonEmail: { indexed: true },
    PersonDoNotCall: {},
    PersonHasOptedOutOfEmail: {},
    PersonHasOptedOutOfFax: {},
    ParentId: { onParentDelete: 'setNull' },
    PersonContactId: { onParentDelete: 'setNull' },
  },
  Contact: {
    AccountId: { onParentDelete: 'cascade' },
    Email: { indexed: true },
    ReportsToId: { onParentDelete: 'setNull' },
  },
  Product2: {
    ProductCode: { indexed: true },
    StockKeepingUnit: { indexed: true },
    Name: { indexed: true },
    QuantityUnitOfMeasure: { restricted: true },
    Description: { filterable: false },
    Family: { picklist: [] },
    ProductClass: { restricted: true, default: 'Simple' },
  },
  Pricebook2: {
    ValidFrom: { type: 'datetime', ...writable },
    ValidTo: { type: 'datetime', ...writable },
  },
  PricebookEntry: {
    Id: { length: 18, ...readOnlyFlag },
    Name: { type: 'string', length: 255, ...readOnly },
    ProductCode: { type: 'string', length: 255, ...readOnly },
    Pricebook2Id: { ...fixedParent, onParentDelete: 'cascade' },
    Product2Id: { ...fixedParent, onParentDelete: 'cascade' },
    // assumed: 18 digits with 2 decimals, as on OrderItem
    UnitPrice: { type: 'currency', precision: 18, scale: 2, nillable: false, createable: true, updateable: true },
    UseStandardPrice: { nillable: false, createable: true, updateable: true, defaultedOnCreate: true },
    IsActive: { nillable: false, createable: true, updateable: true, defaultedOnCreate: true },
    IsArchived: readOnlyFlag,
    IsDeleted: readOnlyFlag,
    CurrencyIsoCode: {
      type: 'picklist',
      length: 3,
      nillable: false,
      createable: true,
      updateable: false,
      defaultedOnCreate: true,
    },
    CreatedById: { length: 18, ...readOnlyFlag },
    CreatedDate: readOnlyFlag,
    LastModifiedById: { length: 18, ...readOnlyFlag },
    LastModifiedDate: readOnlyFlag,
    SystemModstamp: readOnlyFlag,
  },
  Order: {
    AccountId: { onParentDelete: 'cascade' },
    // The Object Reference asks for the account of an order although its describe calls the field nillable; the rule stands in rules/orders.ts.
    Status: { restricted: true, picklist: [], indexed: true },
    // Follows Status: described as updateable, documented as derived.
    StatusCode: { updateable: false, defaultedOnCreate: true, restricted: true },
    ActivatedById: { updateable: false },
    ActivatedDate: { updateable: false },
    OrderNumber: { autoNumber: '{00000000}', indexed: true },
    PoNumber: text(80),
    PoDate: { type: 'date', ...writable },
    BillToContactId: { length: 18, ...writable, onParentDelete: 'setNull' },
    ShipToContactId: { length: 18, ...writable, onParentDelete: 'setNull' },
    CustomerAuthorizedDate: { type: 'date', ...writable },
    CompanyAuthorizedDate: { type: 'date', ...writable },
    TotalAmount: { defaultedOnCreate: true },
    Pricebook2Id: { onParentDelete: 'restrict' },
    OrderReferenceNumber: { indexed: true },
    CurrencyIsoCode: { updateable: true },
    ...ORDER_DEAL_FIELDS,
  },
  OrderItem: {
    OrderId: { onParentDelete: 'cascade' },
    PricebookEntryId: { onParentDelete: 'restrict' },
    Product2Id: { onParentDelete: 'restrict' },
    ListPrice: { createable: false },
    UnitPrice: { nillable: false },
    OrderItemNumber: { autoNumber: '{0000000000}' },
    CurrencyIsoCode: { defaultedOnCreate: true },
  },
  OrderStatus: {
    Id: { length: 18, ...readOnlyFlag },
    ApiName: { type: 'string', length: 255, ...readOnly },
    MasterLabel: { type: 'string', length: 255, ...readOnly },
    StatusCode: { type: 'picklist', length: 40, ...readOnly },
    IsDefault: readOnlyFlag,
    SortOrder: readOnly,
    CreatedDate: readOnlyFlag,
    LastModifiedDate: readOnlyFlag,
    SystemModstamp: readOnlyFlag,
  },
  ContentVersion: {
    // Left out for a first version (a document is created), given for the next one.
    ContentDocumentId: { nillable: true, onParentDelete: 'cascade' },
    PathOnClient: { nillable: false },
    VersionData: { nillable: false, filterable: false, sortable: false },
    FirstPublishLocationId: { referenceTo: FILE_PARENTS },
  },
  ContentDocument: { LatestPublishedVersionId: { onParentDelete: 'setNull' } },
  ContentDocumentLink: {
    ContentDocumentId: { onParentDelete: 'cascade' },
    LinkedEntityId: { onParentDelete: 'cascade', referenceTo: FILE_PARENTS },
    ShareType: { restricted: true, default: 'V' },
    Visibility: { restricted: true, default: 'AllUsers' },
  },
  CurrencyType: {
    Id: { length: 18, ...readOnlyFlag },
    IsoCode: { type: 'picklist', length: 3, ...readOnly },
    ConversionRate: { type: 'double', precision: 18, scale: 6, ...readOnly },
    DecimalPlaces: readOnly,
    IsActive: readOnlyFlag,
    IsCorporate: readOnlyFlag,
    CreatedDate: readOnlyFlag,
    LastModifiedDate: readOnlyFlag,
    SystemModstamp: readOnlyFlag,
  },
  ...LICENSED_FIELDS,
};

/** SOQL child relationship -> lookup field of the child, where the name of the parent alone does not tell it. */
export const CHILD_RELATIONSHIP_FIELDS: Readonly<Record<string, string>> = {
  'Account.ChildAccounts': 'ParentId',
  'Account.ContentDocumentLinks': 'LinkedEntityId',
  'Contact.ContentDocumentLinks': 'LinkedEntityId',
  'Product2.ContentDocumentLinks': 'LinkedEntityId',
  'Order.ContentDocumentLinks': 'LinkedEntityId',
  'OrderItem.ContentDocumentLinks': 'LinkedEntityId',
  ...LICENSED_CHILD_FIELDS,
};

/** Objects whose rows nobody deletes (price book entries by the vendor's wording) or writes through the API. */
export const OBJECT_FACTS: Readonly<Record<string, { createable?: boolean; updateable?: boolean; deletable?: boolean }>> = {
  PricebookEntry: { deletable: false },
  OrderStatus: { createable: false, updateable: false, deletable: false },
  CurrencyType: { createable: false, updateable: false, deletable: false },
  Organization: { createable: false, updateable: false, deletable: false },
  RecordType: { createable: false, updateable: false, deletable: false },
  User: { createable: false, updateable: false, deletable: false },
  ContentDocument: { createable: false },
  ContentVersion: { deletable: false },
};

const label = (length: number): FieldFacts => ({ type: 'string', length, ...readOnly });
const key = { type: 'id', length: 18, ...readOnlyFlag };
const flag = { type: 'boolean', ...readOnlyFlag };
const moment = { type: 'datetime', ...readOnlyFlag };
const moments = { CreatedDate: moment, LastModifiedDate: moment, SystemModstamp: moment };

/** Rights of users that the org knows here. */
const USER_PERMISSIONS = [
  'ActivateOrder',
  'ApiEnabled',
  'AssignPermissionSets',
  'CustomizeApplication',
  'EditActivatedOrders',
  'ManageProfilesPermissionsets',
  'ManageUsers',
  'ModifyAllData',
  'SendCustomNotifications',
  'ViewRoles',
  'ViewSetup',
];
const flagsOf = (facts: FieldFacts): Readonly<Record<string, FieldFacts>> =>
  Object.fromEntries(USER_PERMISSIONS.map((name) => [`Permissions${name}`, facts]));
const grantable = { type: 'boolean', nillable: false, createable: true, updateable: true, defaultedOnCreate: true };
const given = (length: number): FieldFacts => ({ type: 'string', length, nillable: false, createable: true, updateable: true });
const reference = (relationshipName: string, ...referenceTo: string[]): FieldFacts => ({
  type: 'reference',
  ...fixedParent,
  referenceTo,
  relationshipName,
  onParentDelete: 'cascade',
});

/**
 * Set-up objects that the source does not describe, with the fields that matter here, after the Object Reference and the Tooling API
 * guide. Whoever may manage permission sets writes those of permissions through the API; `POST /_control/users` assigns them.
 */
export const SETUP_OBJECTS: Readonly<
  Record<string, { keyPrefix: string; isWritable?: boolean; fields: Readonly<Record<string, FieldFacts>> }>
> = {
  CustomNotificationType: {
    keyPrefix: '0ML',
    fields: {
      Id: key,
      CustomNotifTypeName: label(80),
      DeveloperName: label(80),
      MasterLabel: label(80),
      NamespacePrefix: label(15),
      Description: label(255),
      Desktop: flag,
      Mobile: flag,
      ...moments,
    },
  },
  PermissionSet: {
    keyPrefix: '0PS',
    isWritable: true,
    fields: {
      Id: key,
      Name: { ...given(80), indexed: true },
      Label: given(80),
      NamespacePrefix: label(15),
      Description: text(255),
      IsOwnedByProfile: flag,
      IsCustom: flag,
      ...flagsOf(grantable),
      ...moments,
    },
  },
  /** Made for the user who asks: one row, which `permissionAccess` answers. */
  UserPermissionAccess: {
    keyPrefix: '000',
    fields: { Id: key, LastCacheUpdate: moment, ...flagsOf(flag) },
  },
  PermissionSetAssignment: {
    keyPrefix: '0Pa',
    isWritable: true,
    fields: {
      Id: key,
      AssigneeId: reference('Assignee', 'User'),
      PermissionSetId: reference('PermissionSet', 'PermissionSet'),
      IsActive: flag,
      SystemModstamp: moment,
    },
  },
  ObjectPermissions: {
    keyPrefix: '110',
    isWritable: true,
    fields: {
      Id: key,
      ParentId: reference('Parent', 'PermissionSet'),
      SobjectType: { ...given(40), type: 'picklist', updateable: false },
      PermissionsCreate: grantable,
      PermissionsRead: grantable,
      PermissionsEdit: grantable,
      PermissionsDelete: grantable,
      PermissionsViewAllRecords: grantable,
      PermissionsModifyAllRecords: grantable,
      PermissionsViewAllFields: grantable,
      ...moments,
    },
  },
  FieldPermissions: {
    keyPrefix: '01k',
    isWritable: true,
    fields: {
      Id: key,
      ParentId: reference('Parent', 'PermissionSet'),
      SobjectType: { ...given(40), type: 'picklist', updateable: false },
      Field: { ...given(100), type: 'picklist', updateable: false },
      PermissionsRead: grantable,
      PermissionsEdit: grantable,
      SystemModstamp: moment,
    },
  },
  SetupEntityAccess: {
    keyPrefix: '0J0',
    isWritable: true,
    fields: {
      Id: key,
      ParentId: reference('Parent', 'PermissionSet'),
      SetupEntityId: reference('SetupEntity', 'ApexClass', 'CustomPermission'),
      SetupEntityType: label(40),
      SystemModstamp: moment,
    },
  },
  ApexClass: { keyPrefix: '01p', fields: { Id: key, Name: label(255), NamespacePrefix: label(15), ...moments } },
  CustomPermission: {
    keyPrefix: '0CP',
    fields: { Id: key, DeveloperName: label(80), MasterLabel: label(80), NamespacePrefix: label(15), ...moments },
  },
};

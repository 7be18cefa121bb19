/** What somebody must be able to do in Salesforce. `scripts/check-permissions.mjs` holds both lists to OrgRights.cls of the package. */
export interface NeededRights {
  /** Rights by object, in the words of ObjectPermissions: `viewAllRecords` is its column `PermissionsViewAllRecords`. */
  readonly objects: Readonly<Record<string, readonly ObjectRight[]>>;
  /** Such as `Product2.Family`. */
  readonly editable: readonly string[];
  readonly readable: readonly string[];
  readonly userPermissions: readonly string[];
}

export type ObjectRight = 'read' | 'create' | 'edit' | 'viewAllFields' | 'viewAllRecords';

/** Of the user under whom Tandem works. */
export const INTEGRATION_RIGHTS: NeededRights = {
  objects: {
    Account: ['read', 'create', 'edit', 'viewAllFields', 'viewAllRecords'],
    Contact: ['read', 'create', 'edit', 'viewAllFields', 'viewAllRecords'],
    Product2: ['read', 'create', 'edit', 'viewAllFields'],
    Pricebook2: ['read', 'create', 'edit'],
    Order: ['read', 'edit', 'viewAllFields', 'viewAllRecords'],
  },
  editable: [
    'Account.BillingAddress',
    'Account.Phone',
    'Account.ShippingAddress',
    'Account.Website',
    'Contact.Email',
    'Contact.MailingAddress',
    'Contact.Phone',
    'Contact.Title',
    'Product2.Description',
    'Product2.Family',
    'Product2.IsActive',
    'Product2.ProductCode',
    'Product2.QuantityUnitOfMeasure',
    'Product2.StockKeepingUnit',
  ],
  readable: [
    'OrderItem.Description',
    'OrderItem.EndDate',
    'OrderItem.ListPrice',
    'OrderItem.Product2Id',
    'OrderItem.ServiceDate',
    'OrderItem.TotalPrice',
  ],
  userPermissions: ['ApiEnabled', 'ViewRoles', 'ViewSetup', 'EditActivatedOrders', 'SendCustomNotifications'],
};

/** Of everybody who works with Tandem in Salesforce. */
export const PEOPLE_RIGHTS: NeededRights = {
  objects: {
    Account: ['read'],
    Contact: ['read'],
    Product2: ['read'],
    Pricebook2: ['read'],
    Order: ['read'],
    UserExternalCredential: ['read'],
  },
  editable: [],
  readable: [],
  userPermissions: [],
};

/** The package's own fields that the flows write; one that is closed stops the flow at its first record. */
export const PACKAGE_FIELDS: Readonly<Record<string, readonly string[]>> = {
  Product2: ['Exact_Id__c', 'Exact_Sync_Status__c'],
  PricebookEntry: ['Exact_Price_Id__c'],
  Account: ['Exact_Id__c'],
  Order: ['Exact_Id__c', 'Exact_Number__c', 'Exact_Sync_Status__c'],
};

/** Rights of users as Setup names them. */
export const LABELS: Readonly<Record<string, string>> = {
  ApiEnabled: 'API Enabled',
  ViewRoles: 'View Roles and Role Hierarchy',
  ViewSetup: 'View Setup and Configuration',
  EditActivatedOrders: 'Edit Activated Orders',
  SendCustomNotifications: 'Send Custom Notifications',
};

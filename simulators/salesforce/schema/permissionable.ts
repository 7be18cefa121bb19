import type { FieldDefinition, ObjectDefinition } from './types.ts';

/** Objects that a licence brings. */
const LICENSED = ['Shipment', 'ShipmentItem', 'ProductCatalog', 'ProductCategory', 'ProductCategoryProduct'];

/** Standard objects that a permission set opens. UserExternalCredential has no records that matter here. */
const PERMISSIONED = [
  ...['Account', 'Contact', 'Product2', 'Pricebook2', 'Order', 'Opportunity', 'Quote', 'UserExternalCredential'],
  ...LICENSED,
];

/** Standard objects whose standard fields a permission set opens; those of price book entries are open with the price book. */
const WITH_FIELD_SECURITY = [
  ...['Account', 'Contact', 'Product2', 'Pricebook2', 'Order', 'OrderItem'],
  ...['Opportunity', 'OpportunityLineItem', 'Quote', 'QuoteLineItem'],
  ...LICENSED,
];

/** Fields that go with the object, whatever their describe says. */
const ALWAYS_OPEN = new Set([
  'Id',
  'Name',
  'IsDeleted',
  'OwnerId',
  'CreatedById',
  'CreatedDate',
  'LastModifiedById',
  'LastModifiedDate',
  'SystemModstamp',
  'LastViewedDate',
  'LastReferencedDate',
  'CurrencyIsoCode',
  'RecordTypeId',
  'MasterRecordId',
  'IsPersonAccount',
  'PersonContactId',
  'IsStandard',
  'IsArchived',
]);

/** Rights on an object that another right on it, or on another object, must accompany (Object Reference and Setup; pairs of objects: assumed). */
const NEEDED_ON_SAME: Readonly<Record<string, readonly string[]>> = {
  Create: ['Read'],
  Edit: ['Read'],
  Delete: ['Read', 'Edit'],
  ViewAllRecords: ['Read'],
  ViewAllFields: ['Read'],
  ModifyAllRecords: ['Read', 'Edit', 'Delete', 'ViewAllRecords'],
};
const NEEDED_PARENT: Readonly<Record<string, string>> = {
  Contact: 'Account',
  Order: 'Account',
  Opportunity: 'Account',
  Quote: 'Opportunity',
  Pricebook2: 'Product2',
};

/** Rights of users that need another one, or one on an object. ViewSetup needs ViewRoles; the other is assumed. */
export const NEEDED_FOR_USER_PERMISSION: Readonly<Record<string, { readonly permission?: string; readonly object?: string }>> = {
  ViewSetup: { permission: 'ViewRoles' },
  EditActivatedOrders: { object: 'Order: Edit' },
};

/** Whether `ObjectPermissions` may name the object. */
export function hasObjectPermissions(name: string): boolean {
  return PERMISSIONED.includes(name) || name.endsWith('__c');
}

/** What a right on an object needs besides, as `Object: Right`. */
export function neededFor(object: string, right: string): string[] {
  const parent = NEEDED_PARENT[object];
  return [
    ...(NEEDED_ON_SAME[right] ?? []).map((other) => `${object}: ${other}`),
    ...(right === 'Read' && parent !== undefined ? [`${parent}: Read`] : []),
  ];
}

/**
 * The name under which `FieldPermissions` keeps the right on a field: that of the address it is a part of, that of the contact
 * where an account is a person. Null where the field goes with its object.
 */
export function permissionNameOf(object: ObjectDefinition, field: FieldDefinition): string | null {
  const isRequired = !field.isNillable && field.type !== 'boolean';
  if (isRequired || field.compound === 'Name' || ALWAYS_OPEN.has(field.name)) return null;
  if (!field.isCustom && !WITH_FIELD_SECURITY.includes(object.name)) return null;
  const name = field.compound ?? field.name;
  if (object.name !== 'Account') return `${object.name}.${name}`;
  if (name.endsWith('__pc')) return `Contact.${name.slice(0, -'__pc'.length)}__c`;
  return /^Person[A-Z]/.test(name) ? `Contact.${name.slice('Person'.length)}` : `Account.${name}`;
}

import { contentVersionRules } from './content.ts';
import type { ObjectRules } from './object-rules.ts';
import { orderItemRules } from './order-items.ts';
import { opportunityLineRules, opportunityRules } from './opportunities.ts';
import { orderRules } from './orders.ts';
import {
  assignmentRules,
  fieldPermissionsRules,
  objectPermissionsRules,
  permissionSetRules,
  setupEntityAccessRules,
} from './permissions.ts';
import { accountRules, contactRules } from './person-accounts.ts';
import { productCategoryProductRules, productCategoryRules } from './product-catalogs.ts';
import { pricebookEntryRules, productRules } from './pricebook-entries.ts';
import { quoteLineRules, quoteRules } from './quotes.ts';
import { shipmentItemRules, shipmentRules } from './shipments.ts';

/** The rules of the platform by object; an object without an entry has those of its schema only. */
export const OBJECT_RULES: Readonly<Record<string, ObjectRules>> = {
  Account: accountRules,
  Contact: contactRules,
  Product2: productRules,
  PricebookEntry: pricebookEntryRules,
  Order: orderRules,
  OrderItem: orderItemRules,
  Opportunity: opportunityRules,
  OpportunityLineItem: opportunityLineRules,
  Quote: quoteRules,
  QuoteLineItem: quoteLineRules,
  ContentVersion: contentVersionRules,
  Shipment: shipmentRules,
  ShipmentItem: shipmentItemRules,
  ProductCategory: productCategoryRules,
  ProductCategoryProduct: productCategoryProductRules,
  PermissionSet: permissionSetRules,
  ObjectPermissions: objectPermissionsRules,
  FieldPermissions: fieldPermissionsRules,
  PermissionSetAssignment: assignmentRules,
  SetupEntityAccess: setupEntityAccessRules,
};
export { syncAddresses } from './addresses.ts';
export type { Draft, ObjectRules, SystemWriter } from './object-rules.ts';

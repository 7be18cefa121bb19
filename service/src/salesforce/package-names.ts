/**
 * The API names that the package ships, as they stand in `force-app`: these carry the namespace in an org where the managed
 * package is installed. A test compares the list with the source.
 */
export const PACKAGE_OBJECTS = ['ExactLink__c'] as const;

export const PACKAGE_FIELDS = [
  'Account__c',
  'Active_From__c',
  'Active_Until__c',
  'Barcode__c',
  'Chamber_Of_Commerce__c',
  'Discount_Percent__c',
  'Division__c',
  'Entity__c',
  'Exact_Code__c',
  'Exact_Gross_Amount__c',
  'Exact_Id__c',
  'Exact_Item_Group__c',
  'Exact_Kind__c',
  'Exact_Line_Id__c',
  'Exact_Net_Amount__c',
  'Exact_Number__c',
  'Exact_Order_Status__c',
  'Exact_Price_Id__c',
  'Exact_Sync_Action__c',
  'Exact_Sync_Problem__c',
  'Exact_Sync_Status__c',
  'Exact_Synced_At__c',
  'Exact_Unit__c',
  'Exact_Url__c',
  'Exact_Vat_Amount__c',
  'Exact_Vat_Code__c',
  'Key__c',
  'Long_Description__c',
  'Order__c',
  'Payment_Condition__c',
  'Price_Includes_Vat__c',
  'Product__c',
  'Role__c',
  'Shipping_Method__c',
  'Vat_Code__c',
  'Vat_Number__c',
] as const;

import type { FieldRuleDocument } from '../../mapping/index.ts';

/** How an item of Exact Online becomes a product, unless the settings say otherwise. */
export const PRODUCT_RULES: readonly FieldRuleDocument[] = [
  { to: 'Name', from: 'coalesce(item.Description, item.Code)', policy: 'always', tooLong: 'truncate' },
  { to: 'ProductCode', from: 'item.Code', policy: 'always', tooLong: 'issue' },
  { to: 'StockKeepingUnit', from: 'item.Code', policy: 'always', tooLong: 'issue' },
  { to: 'Description', from: 'coalesce(item.ExtraDescription, item.Description)', policy: 'always', tooLong: 'issue' },
  { to: 'Long_Description__c', from: 'item.Notes', policy: 'always', tooLong: 'truncate' },
  { to: 'Barcode__c', from: 'item.Barcode', policy: 'always', tooLong: 'issue' },
  { to: 'Exact_Unit__c', from: 'item.Unit', policy: 'always', tooLong: 'issue' },
  { to: 'Exact_Vat_Code__c', from: 'item.SalesVatCode', policy: 'always', tooLong: 'issue' },
  {
    to: 'Exact_Item_Group__c',
    from: 'coalesce(item.ItemGroupDescription, item.ItemGroupCode)',
    policy: 'always',
    tooLong: 'truncate',
  },
  { to: 'Net_Weight__c', from: 'item.NetWeight', policy: 'always', tooLong: 'issue' },
  { to: 'Net_Weight_Unit__c', from: 'item.NetWeightUnit', policy: 'always', tooLong: 'truncate' },
  { to: 'Exact_Stock_Managed__c', from: 'item.IsStockItem', policy: 'always', tooLong: 'issue' },
  { to: 'Exact_Kind__c', from: 'item.IsStockItem ? "Simple" : "Virtual"', policy: 'always', tooLong: 'issue' },
  { to: 'Active_From__c', from: 'item.StartDate', policy: 'always', tooLong: 'issue' },
  { to: 'Active_Until__c', from: 'item.EndDate', policy: 'always', tooLong: 'issue' },
];

/** Holds where categories of Exact Online are taken over: the value names one, and is put as the id of its row. */
export const CATEGORY_RULE: FieldRuleDocument = {
  to: 'Exact_Category__c',
  from: 'item.ItemGroup',
  policy: 'always',
  tooLong: 'issue',
};

/** Added when `family` is `fromItemGroup`. */
export const FAMILY_RULE: FieldRuleDocument = {
  to: 'Family',
  from: 'coalesce(item.ItemGroupDescription, item.ItemGroupCode)',
  policy: 'always',
  tooLong: 'truncate',
};

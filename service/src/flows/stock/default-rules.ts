import type { FieldRuleDocument } from '../../mapping/index.ts';

/** How a stock position of Exact Online becomes a row in Salesforce, unless the settings say otherwise. */
export const STOCK_RULES: readonly FieldRuleDocument[] = [
  { to: 'Warehouse_Code__c', from: 'stock.WarehouseCode', policy: 'always', tooLong: 'truncate' },
  {
    to: 'Warehouse__c',
    from: 'coalesce(stock.WarehouseDescription, stock.WarehouseCode)',
    policy: 'always',
    tooLong: 'truncate',
  },
  { to: 'Physical__c', from: 'stock.CurrentStock', policy: 'always', tooLong: 'issue' },
  { to: 'Reserved__c', from: 'stock.PlanningOut', policy: 'always', tooLong: 'issue' },
  { to: 'Incoming__c', from: 'stock.PlanningIn', policy: 'always', tooLong: 'issue' },
  { to: 'Projected__c', from: 'stock.ProjectedStock', policy: 'always', tooLong: 'issue' },
];

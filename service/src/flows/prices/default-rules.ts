import type { FieldRuleDocument } from '../../mapping/index.ts';

/** What a price of Exact Online says besides its figures, unless the settings say otherwise. */
export const PRICE_RULES: readonly FieldRuleDocument[] = [
  { to: 'Unit__c', from: 'price.Unit', policy: 'always', tooLong: 'truncate' },
  { to: 'Customer__c', from: 'price.AccountName', policy: 'always', tooLong: 'truncate' },
  {
    to: 'Price_List__c',
    from: 'coalesce(price.PriceListDescription, price.PriceListCode)',
    policy: 'always',
    tooLong: 'truncate',
  },
];

import type { SalesforceRow } from '../salesforce/index.ts';
import { Decimal, toDecimal } from '../money/index.ts';
import type { SellingStock } from './types.ts';

/** What Salesforce has of an item in a warehouse. */
export interface StockRow extends SalesforceRow {
  readonly Product__c: string;
  readonly Warehouse__c: string | null;
  readonly Warehouse_Code__c: string | null;
  readonly Available__c: number | null;
  readonly In_Total__c: boolean;
  readonly Next_Expected_On__c: string | null;
  readonly Next_Expected_Quantity__c: number | null;
}

/** Stock of a product by its warehouses, as the stock flow has calculated it; without those that say nothing any more. */
export function stockOf(rows: readonly StockRow[]): SellingStock {
  const warehouses = rows.flatMap((row) => {
    const available = toDecimal(row.Available__c);
    const name = row.Warehouse__c ?? row.Warehouse_Code__c ?? '';
    const expected = toDecimal(row.Next_Expected_Quantity__c);
    const next =
      row.Next_Expected_On__c === null || expected === null ? undefined : { on: row.Next_Expected_On__c, quantity: expected };
    return available === null ? [] : [{ name, available, isCounted: row.In_Total__c, next }];
  });
  const counted = warehouses.filter(({ isCounted }) => isCounted);
  return {
    available: counted.length === 0 ? undefined : counted.reduce((sum, { available }) => sum.plus(available), new Decimal(0)),
    warehouses: warehouses.toSorted((left, right) => left.name.localeCompare(right.name)),
  };
}

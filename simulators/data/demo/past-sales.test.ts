import { describe, expect, it } from '@jest/globals';
import { createDemoCompany } from './company.ts';
import { pastSales } from './past-sales.ts';

const TODAY = '2031-05-20';
const company = createDemoCompany(123456, TODAY);
const sales = pastSales(company, ['debtor 1', 'debtor 2'], TODAY);

describe('the past sales of the demo company', () => {
  it('are of three years before the last one, two a year for each customer', () => {
    expect(new Set(sales.map(({ day }) => day.slice(0, 4)))).toEqual(new Set(['2029', '2028', '2027']));
    for (const debtorId of ['debtor 1', 'debtor 2']) expect(sales.filter((sale) => sale.debtorId === debtorId)).toHaveLength(6);
  });

  it('are all paid but one of the oldest', () => {
    expect(sales.filter(({ isPaid }) => !isPaid)).toMatchObject([{ debtorId: 'debtor 1', day: '2027-10-05' }]);
  });

  it('are of items that the company sells, at their price', () => {
    const known = new Set(company.items.map(({ row }) => row['ID']));
    for (const { row } of sales)
      for (const line of row['SalesOrderLines'] as { Item: string; Quantity: number; NetPrice: number }[]) {
        expect(known).toContain(line.Item);
        expect(line.Quantity).toBeGreaterThan(0);
        expect(line.NetPrice).toBeGreaterThan(0);
      }
  });
});

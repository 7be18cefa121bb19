import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { createDemoCompany, DEMO_TABLES } from './company.ts';
import { demoPrices } from './prices.ts';
import { CHEAP_ITEM, ean13, ENDED_ITEM, FUTURE_PRICE_ITEM, PRICELESS_ITEM } from './items.ts';

const TODAY = '2026-03-31';
const company = createDemoCompany(123456, TODAY);

describe('the demo company', () => {
  it('is the same whenever it is built', () => {
    expect(JSON.stringify(createDemoCompany(123456, TODAY))).toBe(JSON.stringify(company));
  });

  it('sells about 150 items, each under a code of its own, in two VAT rates, priced with and without VAT', () => {
    expect(company.items.length).toBeGreaterThan(140);
    expect(new Set(company.items.map((item) => item.code)).size).toBe(company.items.length);
    expect(new Set(company.items.map((item) => item.row['SalesVatCode']))).toEqual(new Set(['1', '2', '3', '4']));
    expect(company.items.some((item) => item.row['IsStockItem'] === false)).toBe(true);
  });

  it('fits the lengths Exact sets: 60 characters a description, 30 a code', () => {
    for (const item of company.items) {
      expect(item.name.length).toBeLessThanOrEqual(60);
      expect(item.code.length).toBeLessThanOrEqual(30);
    }
  });

  it('has one item without a price, one whose price starts tomorrow and one no longer sold', () => {
    const byCode = new Map(company.items.map((item) => [item.code, item]));
    expect(company.items.filter((item) => item.priceRow === undefined).map((item) => item.code)).toEqual([PRICELESS_ITEM]);
    expect(byCode.get(FUTURE_PRICE_ITEM)?.priceRow?.['StartDate']).toBe('2026-04-01');
    expect(byCode.get(ENDED_ITEM)?.row['EndDate']).toBe('2024-12-31');
  });

  it('has one item that costs a part of a cent, which nobody ordered by hand', () => {
    const [cheap, ...others] = company.items.filter(({ price }) => price !== undefined && price.decimalPlaces() > 2);
    expect([cheap?.code, others]).toEqual([CHEAP_ITEM, []]);
    expect(company.orders.flatMap(({ lines }) => lines.map(({ sku }) => sku))).not.toContain(CHEAP_ITEM);
  });

  it('has pictures of a dozen items, one of which is none', () => {
    const pictures = (company.exact['logistics/Items'] ?? []).flatMap(({ Picture }) =>
      typeof Picture === 'string' ? [Picture] : [],
    );
    const starts = pictures.map((picture) => Buffer.from(picture, 'base64').subarray(1, 4).toString());
    expect(new Set(pictures).size).toBe(12);
    expect(starts.filter((start) => start !== 'PNG')).toEqual(['htm']);
  });

  it('refers only to item groups and items that it enters too', () => {
    const ids = (path: string, field: string) => new Set<unknown>((company.exact[path] ?? []).map((row) => row[field]));
    for (const row of company.exact['logistics/Items'] ?? []) {
      expect(ids('logistics/ItemGroups', 'ID')).toContain(row['ItemGroup']);
    }
    for (const row of company.exact['logistics/SalesItemPrices'] ?? [])
      expect(ids('logistics/Items', 'ID')).toContain(row['Item']);
  });

  it('has stock of every item that is kept, nothing of some, in its main warehouse and one more, and returns that do not count', () => {
    const codes = new Set(company.items.filter(({ row }) => row['IsStockItem'] === true).map(({ code }) => code));
    expect(new Set(company.stock.map(({ item }) => item))).toEqual(codes);
    expect(new Set(company.stock.map(({ warehouse }) => warehouse))).toEqual(new Set(['1', 'GENT', 'RETOUR']));
    expect(company.stock.some(({ quantity, incoming }) => quantity === 0 && incoming > 0)).toBe(true);
  });

  it('has a list for dealers with breaks on cups, an offer this month, one for bars by item group, and agreements with two customers, one from tomorrow', () => {
    const { lists, agreed } = demoPrices(123456, company.items, ['debtor 1', 'debtor 2', 'debtor 3'], TODAY);
    const lines = lists['sales/SalesPriceListVolumeDiscounts'] ?? [];
    expect(lists['sales/SalesPriceListPeriods']).toMatchObject([
      { Type: 1 },
      { Type: 2, StartDate: '2026-03-01', EndDate: '2026-03-31' },
      { Type: 1 },
    ]);
    expect(new Set(lines.map(({ Quantity }) => Quantity))).toEqual(new Set([1, 10, 50]));
    const items = new Set<unknown>(company.items.map(({ row }) => row['ID']));
    const ofItems = lines.filter(({ ItemGroup }) => ItemGroup === undefined);
    for (const { Item } of [...ofItems, ...agreed]) expect(items).toContain(Item);
    const groups = new Set<unknown>((company.exact['logistics/ItemGroups'] ?? []).map(({ ID }) => ID));
    expect(lines.length - ofItems.length).toBe(2);
    for (const { ItemGroup } of lines.filter((line) => !ofItems.includes(line))) expect(groups).toContain(ItemGroup);
    expect(new Set(agreed.map(({ Account }) => Account))).toEqual(new Set(['debtor 1', 'debtor 2']));
    expect(agreed.filter(({ StartDate }) => StartDate === '2026-04-01')).toHaveLength(1);
  });

  it('has customers in five countries, companies and persons, some of them known to Exact', () => {
    expect(new Set(company.customers.map((customer) => customer.person.billing.countryCode))).toEqual(
      new Set(['NL', 'BE', 'DE', 'FR', 'GB']),
    );
    expect(new Set(company.customers.map((customer) => customer.person.kind))).toEqual(new Set(['company', 'person']));
    const emails = company.customers.map((customer) => customer.person.email);
    expect(company.exact['crm/Accounts']?.filter((row) => emails.includes(String(row['Email'])))).toHaveLength(4);
  });

  it('has a row in its tables for every value its customers and orders carry', () => {
    const named = (table: keyof typeof DEMO_TABLES) => DEMO_TABLES[table].map((row): unknown => row.salesforce);
    const given = (value: unknown): boolean => value !== undefined;
    const conditions = company.customers.map(({ fields }): unknown => fields?.['Payment_Condition__c']).filter(given);
    const methods = company.orders.map(({ fields }): unknown => fields?.['Shipping_Method__c']).filter(given);
    expect(named('paymentConditions')).toEqual(expect.arrayContaining(conditions));
    expect(named('shippingMethods')).toEqual(expect.arrayContaining(methods));
    for (const rows of Object.values(DEMO_TABLES)) expect(rows.length).toBeGreaterThan(1);
  });

  it('has draft and activated orders of its own items and customers', () => {
    const codes = new Set(company.items.map((item) => item.code));
    const numbers = new Set(company.customers.map((customer) => customer.number));
    expect(new Set(company.orders.map((order) => order.isActivated))).toEqual(new Set([true, false]));
    for (const order of company.orders) {
      expect(numbers).toContain(order.customerNumber);
      for (const line of order.lines) expect(codes).toContain(line.sku);
    }
  });
});

describe('a barcode', () => {
  it('ends in the digit that makes the weighted sum a multiple of ten', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^\d{12}$/), (digits) => {
        const sum = Array.from(ean13(digits)).reduce(
          (total, digit, index) => total + Number(digit) * (index % 2 === 0 ? 1 : 3),
          0,
        );
        expect(sum % 10).toBe(0);
      }),
    );
  });
});

import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { closeSimulators, DIVISION, startConnected, type TestClient } from './testing/client.ts';

type Fields = Record<string, unknown>;

const DAY_MS = 86_400_000;
/** A date so many days from today, as the vendor takes it. */
const day = (offset: number): string => new Date(Date.now() + offset * DAY_MS).toISOString().slice(0, 10);
const wireDay = (offset: number): string => `/Date(${Date.parse(day(offset))})/`;

const STREAM = 'Timestamp,ID,PriceListCode,PriceListDescription,ItemCode,ItemGroupCode,Quantity,EntryMethod,Discount,NewPrice';

describe('price lists', () => {
  let client: TestClient;
  let item: string;
  let customer: string;
  let list: string;

  beforeEach(async () => {
    client = await startConnected();
    [item = ''] = await client.seed('logistics/Items', [{ Code: 'LAMP', Description: 'Lamp' }]);
    [customer = ''] = await client.seed('crm/Accounts', [{ Name: 'ACME', Status: 'C', Code: '12' }]);
    await client.seed('logistics/SalesItemPrices', [{ Item: item, Price: 40 }]);
    [list = ''] = await client.seed('sales/SalesPriceLists', [{ Code: 'DEALER', Description: 'Dealers' }]);
  });
  afterEach(closeSimulators);

  const period = async (fields: Fields = {}): Promise<string> => {
    const [id = ''] = await client.seed('sales/SalesPriceListPeriods', [{ PriceList: list, ...fields }]);
    return id;
  };
  const discount = async (fields: Fields): Promise<string> => {
    const [id = ''] = await client.seed('sales/SalesPriceListVolumeDiscounts', [fields]);
    return id;
  };
  const byHand = (method: string, path: string, fields?: Fields) =>
    client.call(method, `/_control/rows/${DIVISION}/${path}`, fields);
  const stream = (after: unknown = 1) =>
    client.rows('sync/Sales/SalesPriceListVolumeDiscounts', { $filter: `Timestamp gt ${String(after)}L`, $select: STREAM });
  const line = async (id: string) => {
    const rows = await client.rows('sales/SalesPriceListVolumeDiscounts', { $filter: `ID eq guid'${id}'` });
    return rows[0];
  };
  const linked = () => client.rows('sales/SalesPriceListLinkedAccounts', { $select: 'ID,Code,Name,PriceList' });
  const listOfCustomer = async () => {
    const [row] = await client.rows('crm/Accounts', { $filter: `ID eq guid'${customer}'`, $select: 'PriceList' });
    return row?.['PriceList'];
  };

  it('hold in periods, basic or a special offer, in the one currency of the list', async () => {
    const [dollars = ''] = await client.seed('sales/SalesPriceLists', [{ Code: 'USA', Description: 'America', Currency: 'USD' }]);
    await period({ StartDate: day(-30) });
    await period({ PriceList: dollars, Type: 2, StartDate: day(1), EndDate: day(8) });

    expect(
      await client.rows('sales/SalesPriceListPeriods', {
        $select: 'PriceList,Type,Currency,StartDate,EndDate',
        $orderby: 'Type',
      }),
    ).toMatchObject([
      { PriceList: list, Type: 1, Currency: 'EUR', StartDate: wireDay(-30), EndDate: null },
      { PriceList: dollars, Type: 2, Currency: 'USD', StartDate: wireDay(1), EndDate: wireDay(8) },
    ]);
    await expect(period({ Currency: 'USD' })).rejects.toThrow('Not the currency of the price list');
    await expect(period({ Type: 3 })).rejects.toThrow('Invalid: Type');
    await expect(period({ StartDate: day(2), EndDate: day(1) })).rejects.toThrow('Before StartDate');
  });

  it('give an item a discount or a new price from a quantity on, each shown with what follows from it', async () => {
    const PriceListPeriod = await period();
    const byDiscount = await discount({ PriceListPeriod, Item: item, Quantity: 10, Discount: 0.055 });
    const byPrice = await discount({ PriceListPeriod, Item: item, Quantity: 100, NewPrice: 30, EntryMethod: 2 });

    expect(await line(byDiscount)).toMatchObject({
      PriceListCode: 'DEALER',
      ItemCode: 'LAMP',
      Unit: 'pc      ',
      UnitDescription: 'Piece',
      SalesUnit: 'pc      ',
      NumberOfItemsPerUnit: 1,
      EntryMethod: 1,
      Discount: 0.055,
      NewPrice: 37.8,
      BasePrice: null,
      BasePriceAmount: 40,
    });
    expect(await line(byPrice)).toMatchObject({ Quantity: 100, EntryMethod: 2, NewPrice: 30, Discount: 0.25 });
  });

  it('follow the general price in the base only, unless a line has a base price of its own', async () => {
    const PriceListPeriod = await period();
    const standard = await discount({ PriceListPeriod, Item: item, Quantity: 10, Discount: 0.5 });
    const own = await discount({ PriceListPeriod, Item: item, Quantity: 20, Discount: 0.5, BasePriceAmount: 36 });
    const [price] = await client.rows('logistics/SalesItemPrices', { $filter: `Item eq guid'${item}'`, $select: 'ID' });
    await byHand('PATCH', `logistics/SalesItemPrices/${String(price?.['ID'])}`, { Price: 50 });

    expect(await line(standard)).toMatchObject({ BasePrice: null, BasePriceAmount: 50, Discount: 0.5, NewPrice: 20 });
    expect(await line(own)).toMatchObject({ BasePrice: expect.any(String), BasePriceAmount: 36, NewPrice: 18 });
    await byHand('PATCH', `sales/SalesPriceListVolumeDiscounts/${own}`, { BasePriceAmount: 30 });
    expect(await line(own)).toMatchObject({ BasePriceAmount: 30, Discount: 0.5, NewPrice: 15 });
  });

  it('are of items or of item groups, never of both', async () => {
    const [group] = await client.rows('logistics/ItemGroups', { $filter: "Code eq 'SERVICES'", $select: 'ID' });
    const ItemGroup = group?.['ID'];
    const ofItems = await period();
    const [groups = ''] = await client.seed('sales/SalesPriceLists', [{ Code: 'GROUPS', Description: 'By group', Entity: 2 }]);
    const ofGroups = await period({ PriceList: groups });

    await discount({ PriceListPeriod: ofGroups, ItemGroup, Discount: 0.1 });
    expect(await stream()).toMatchObject([
      { ItemCode: null, ItemGroupCode: 'SERVICES', Quantity: 1, Discount: 0.1, NewPrice: null },
    ]);
    await expect(discount({ PriceListPeriod: ofGroups, Item: item, Discount: 0.1 })).rejects.toThrow('Mandatory: ItemGroup');
    await expect(discount({ PriceListPeriod: ofItems, Discount: 0.1 })).rejects.toThrow('Mandatory: Item');
    await expect(discount({ PriceListPeriod: ofItems, Item: item, ItemGroup, Discount: 0.1 })).rejects.toThrow('based on items');
  });

  it('want a figure for their way of entering it, and one line a quantity', async () => {
    const PriceListPeriod = await period();
    await discount({ PriceListPeriod, Item: item, Quantity: 10, Discount: 0.1 });

    await expect(discount({ PriceListPeriod, Item: item, Quantity: 10, Discount: 0.2 })).rejects.toThrow('Already exists');
    await expect(discount({ PriceListPeriod, Item: item, Quantity: 20 })).rejects.toThrow('Mandatory: Discount');
    await expect(discount({ PriceListPeriod, Item: item, Quantity: 20, EntryMethod: 2 })).rejects.toThrow('Mandatory: NewPrice');
    await expect(discount({ PriceListPeriod, Item: item, Quantity: 20, Discount: 5.5 })).rejects.toThrow('A fraction');
  });

  it('stream what changes in a line, not what changes in its period', async () => {
    const PriceListPeriod = await period();
    const first = await discount({ PriceListPeriod, Item: item, Quantity: 10, Discount: 0.1 });
    await discount({ PriceListPeriod, Item: item, Quantity: 20, Discount: 0.2 });
    const before = await stream();
    expect(before).toMatchObject([{ PriceListCode: 'DEALER', PriceListDescription: 'Dealers' }, { Quantity: 20 }]);
    const cursor = before.at(-1)?.['Timestamp'];

    await byHand('PATCH', `sales/SalesPriceListPeriods/${PriceListPeriod}`, { EndDate: day(7) });
    expect(await stream(cursor)).toEqual([]);
    await byHand('PATCH', `sales/SalesPriceListVolumeDiscounts/${first}`, { NewPrice: 10 });
    expect(await stream(cursor)).toMatchObject([{ ID: first, EntryMethod: 2, NewPrice: 10, Discount: 0.75 }]);
  });

  it('leave a trace of each line that goes, with its period, its list or its item', async () => {
    const [first, second] = [await period(), await period({ Type: 2 })];
    const [other = ''] = await client.seed('logistics/Items', [{ Code: 'CHAIR', Description: 'Chair' }]);
    const lines = [
      await discount({ PriceListPeriod: first, Item: other, Discount: 0.1 }),
      await discount({ PriceListPeriod: first, Item: item, Discount: 0.1 }),
      await discount({ PriceListPeriod: second, Item: item, Discount: 0.2 }),
    ];
    const traces = async () => {
      const rows = await client.rows('sync/Deleted', { $filter: 'Timestamp gt 1L and EntityType eq 31', $select: 'EntityKey' });
      return rows.map((row) => row['EntityKey']);
    };

    await byHand('DELETE', `logistics/Items/${other}`);
    expect(await traces()).toEqual(lines.slice(0, 1));
    await byHand('DELETE', `sales/SalesPriceListPeriods/${first}`);
    expect(await traces()).toEqual(lines.slice(0, 2));
    await byHand('DELETE', `sales/SalesPriceLists/${list}`);
    expect(await traces()).toEqual(lines);
    expect(await client.rows('sales/SalesPriceListPeriods')).toEqual([]);
  });

  it('are linked to an account one at a time, which the account shows', async () => {
    await client.seed('sales/SalesPriceListLinkedAccounts', [{ ID: customer, PriceList: list }]);
    expect(await linked()).toMatchObject([{ ID: customer, Code: '12'.padStart(18), Name: 'ACME', PriceList: list }]);
    expect(await listOfCustomer()).toBe(list);

    const [other = ''] = await client.seed('sales/SalesPriceLists', [{ Code: 'GOLD', Description: 'Gold' }]);
    const again = client.seed('sales/SalesPriceListLinkedAccounts', [{ ID: customer, PriceList: other }]);
    await expect(again).rejects.toThrow('Already exists');
    await byHand('PATCH', `sales/SalesPriceListLinkedAccounts/${customer}`, { PriceList: other });
    expect(await listOfCustomer()).toBe(other);
    expect((await byHand('DELETE', `sales/SalesPriceLists/${other}`)).text).toContain('linked to accounts');

    await byHand('DELETE', `sales/SalesPriceListLinkedAccounts/${customer}`);
    expect([await listOfCustomer(), await linked()]).toEqual([null, []]);
  });

  it('are linked by the account’s own field too, until the account goes', async () => {
    const path = `crm/Accounts(guid'${customer}')`;
    expect((await client.api('PUT', path, {}, { PriceList: list })).status).toBe(204);
    expect(await linked()).toMatchObject([{ ID: customer, PriceList: list }]);
    expect((await client.api('PUT', path, {}, { PriceList: null })).status).toBe(204);
    expect(await linked()).toEqual([]);

    await client.seed('sales/SalesPriceListLinkedAccounts', [{ ID: customer, PriceList: list }]);
    await byHand('DELETE', `crm/Accounts/${customer}`);
    expect(await linked()).toEqual([]);
  });

  it('are read only for an app, and their lines want a filter', async () => {
    const sets = ['SalesPriceLists', 'SalesPriceListPeriods', 'SalesPriceListVolumeDiscounts', 'SalesPriceListLinkedAccounts'];
    for (const set of sets) {
      expect((await client.api('POST', `sales/${set}`, {}, {})).status).toBe(403);
      expect((await client.api('PUT', `sales/${set}(guid'${list}')`, {}, {})).status).toBe(403);
      expect((await client.api('DELETE', `sales/${set}(guid'${list}')`)).status).toBe(403);
    }
    expect((await client.get('sales/SalesPriceListVolumeDiscounts')).status).toBe(400);
  });
});

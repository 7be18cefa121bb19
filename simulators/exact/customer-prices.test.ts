import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { closeSimulators, DIVISION, errorText, startConnected, type TestClient } from './testing/client.ts';

type Fields = Record<string, unknown>;

const DAY_MS = 86_400_000;
/** A date so many days from today, as the vendor takes it. */
const day = (offset: number): string => new Date(Date.now() + offset * DAY_MS).toISOString().slice(0, 10);
const wireDay = (offset: number): string => `/Date(${Date.parse(day(offset))})/`;

const SHOWN = 'ID,AccountName,ItemCode,Price,Currency,Quantity,StartDate,EndDate';

describe('prices of a customer', () => {
  let client: TestClient;
  let item: string;
  let customer: string;
  let other: string;

  beforeEach(async () => {
    client = await startConnected();
    [item = ''] = await client.seed('logistics/Items', [{ Code: 'LAMP', Description: 'Lamp' }]);
    [customer = '', other = ''] = await client.seed('crm/Accounts', [
      { Name: 'ACME', Status: 'C' },
      { Name: 'Other', Status: 'C' },
    ]);
  });
  afterEach(closeSimulators);

  const body = (fields: Fields = {}): Fields => ({ Item: item, Account: customer, Price: 30, StartDate: day(-30), ...fields });
  const price = async (fields: Fields = {}): Promise<string> => {
    const row = await client.create('logistics/SalesItemPrices', body(fields));
    return String(row['ID']);
  };
  const refusal = async (fields: Fields): Promise<unknown> => {
    const reply = await client.api('POST', 'logistics/SalesItemPrices', {}, body(fields));
    return [reply.status, errorText(reply)];
  };
  const stream = (after: unknown = 1) =>
    client.rows('sync/Logistics/SalesItemPrices', { $filter: `Timestamp gt ${String(after)}L`, $select: `Timestamp,${SHOWN}` });
  const orderPrices = async (lines: readonly Fields[], header: Fields = {}) => {
    const { OrderID } = await client.create('salesorder/SalesOrders', {
      OrderedBy: customer,
      SalesOrderLines: lines.map((line) => ({ Item: item, Quantity: 1, ...line })),
      ...header,
    });
    const rows = await client.rows('salesorder/SalesOrderLines', {
      $filter: `OrderID eq guid'${String(OrderID)}'`,
      $select: 'UnitPrice',
      $orderby: 'LineNumber',
    });
    return rows.map((row) => row['UnitPrice']);
  };

  it('stand beside the general price and those of others, and each kind of price is there once', async () => {
    const windows: Fields[] = [{ StartDate: day(-29) }, { EndDate: day(30) }];
    const fresh = [{}, { Account: null }, { Account: other }, { Currency: 'USD' }, { Unit: 'box' }, { Quantity: 10 }, ...windows];
    for (const fields of fresh) await price(fields);

    for (const fields of fresh)
      expect(await refusal({ ...fields, Price: 1 })).toEqual([500, expect.stringContaining('Must be: Unique - ')]);
    expect(await stream()).toHaveLength(fresh.length);
  });

  it('are not made alike by a change either, and may be changed as they are', async () => {
    await price();
    const second = `logistics/SalesItemPrices(guid'${await price({ Quantity: 10 })}')`;

    const twin = await client.api('PUT', second, {}, { Quantity: 1 });
    expect([twin.status, errorText(twin)]).toEqual([500, expect.stringContaining('Must be: Unique - ')]);
    expect((await client.api('PUT', second, {}, { Quantity: 10, Price: 25 })).status).toBe(204);
  });

  it('hold on the days of their window, from a quantity on, for nobody else', async () => {
    await price({ Account: null, Price: 40 });
    await price({ Price: 35, EndDate: day(5) });
    await price({ Price: 30, Quantity: 10, EndDate: day(5) });
    await price({ Price: 20, StartDate: day(6) });

    expect(await orderPrices([{}, { Quantity: 10 }], { OrderDate: day(5) })).toEqual([35, 30]);
    expect(await orderPrices([{}, { Quantity: 10 }], { OrderDate: day(6) })).toEqual([20, 20]);
    expect(await orderPrices([{}, { Quantity: 10 }], { OrderedBy: other, OrderDate: day(6) })).toEqual([40, 40]);
    expect(await refusal({ Quantity: 50, EndDate: day(-31) })).toEqual([500, expect.stringContaining('Before StartDate')]);
  });

  it('come in bulk by their account, and in the stream when they change', async () => {
    const general = await price({ Account: null, Price: 40 });
    const own = await price({ Quantity: 10, Currency: 'USD', EndDate: day(30) });

    const shown = {
      ID: own,
      AccountName: 'ACME',
      ItemCode: 'LAMP',
      Price: 30,
      Currency: 'USD',
      Quantity: 10,
      StartDate: wireDay(-30),
      EndDate: wireDay(30),
    };
    const ofCustomer = { $filter: `Account eq guid'${customer}'`, $select: SHOWN };
    expect(await client.rows('bulk/Logistics/SalesItemPrices', ofCustomer)).toMatchObject([shown]);
    const before = await stream();
    expect(before).toMatchObject([{ ID: general, AccountName: null }, shown]);

    await client.call('PATCH', `/_control/rows/${DIVISION}/logistics/SalesItemPrices/${own}`, { EndDate: day(7) });
    expect(await stream(before.at(-1)?.['Timestamp'])).toMatchObject([{ ID: own, EndDate: wireDay(7) }]);
  });

  it('go with their account, each leaving a trace', async () => {
    const general = await price({ Account: null });
    const own = await price();
    await client.call('DELETE', `/_control/rows/${DIVISION}/crm/Accounts/${customer}`);

    expect(await stream()).toMatchObject([{ ID: general }]);
    expect(
      await client.rows('sync/Deleted', { $filter: 'Timestamp gt 1L and EntityType eq 8', $select: 'EntityKey' }),
    ).toMatchObject([{ EntityKey: own }]);
  });
});

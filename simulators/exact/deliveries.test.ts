import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { closeSimulators, DIVISION, errorText, startConnected, type TestClient } from './testing/client.ts';

type Fields = Record<string, unknown>;

describe('goods deliveries', () => {
  let client: TestClient;
  let items: string[];
  let customer: string;

  beforeEach(async () => {
    client = await startConnected();
    items = await client.seed(
      'logistics/Items',
      ['LAMP', 'CHAIR'].map((Code) => ({ Code, Description: Code, IsStockItem: true })),
    );
    [customer = ''] = await client.seed('crm/Accounts', [{ Name: 'ACME', Status: 'C', Code: '12' }]);
  });
  afterEach(closeSimulators);

  /** An order of so many of each item; the ids of its lines. */
  const order = async (quantities: readonly number[], fields: Fields = {}): Promise<{ id: string; lines: string[] }> => {
    const { OrderID: id } = await client.create('salesorder/SalesOrders', {
      OrderedBy: customer,
      SalesOrderLines: quantities.map((Quantity, index) => ({ Item: items[index], Quantity })),
      ...fields,
    });
    return { id: String(id), lines: (await linesOf(String(id), 'ID')).map((line) => String(line['ID'])) };
  };
  const linesOf = (orderId: string, $select: string) =>
    client.rows('salesorder/SalesOrderLines', { $filter: `OrderID eq guid'${orderId}'`, $select, $orderby: 'LineNumber' });
  const delivered = async (orderId: string) =>
    (await linesOf(orderId, 'LineNumber,QuantityDelivered')).map((line) => line['QuantityDelivered']);
  const statusOf = async (orderId: string) => {
    const [row] = await client.rows('salesorder/SalesOrders', {
      $filter: `OrderID eq guid'${orderId}'`,
      $select: 'DeliveryStatusDescription',
    });
    return row?.['DeliveryStatusDescription'];
  };
  const body = (lines: readonly (readonly [string | undefined, number])[], fields: Fields = {}) => ({
    DeliveryDate: new Date().toISOString().slice(0, 19),
    GoodsDeliveryLines: lines.map(([SalesOrderLineID, QuantityDelivered]) => ({ SalesOrderLineID, QuantityDelivered })),
    ...fields,
  });
  const deliver = (lines: readonly (readonly [string | undefined, number])[], fields: Fields = {}) =>
    client.create('salesorder/GoodsDeliveries', body(lines, fields));
  const refusal = async (lines: readonly (readonly [string | undefined, number])[]) => {
    const reply = await client.api('POST', 'salesorder/GoodsDeliveries', {}, body(lines));
    return errorText(reply);
  };
  const byHand = (method: string, path: string, fields?: Fields) =>
    client.call(method, `/_control/rows/${DIVISION}/salesorder/${path}`, fields);
  const lineRows = ($filter = 'Timestamp gt 1L') =>
    client.rows('sync/SalesOrder/GoodsDeliveryLines', {
      $filter,
      $select: 'Timestamp,ID,EntryID,SalesOrderNumber,ItemCode,QuantityOrdered,QuantityDelivered',
    });

  it('take an order in several parts, which its lines and its status add up', async () => {
    const { id, lines } = await order([5, 1]);
    for (const quantity of [1, 2]) await deliver([[lines[0], quantity]]);
    expect(await delivered(id)).toEqual([3, 0]);
    expect(await statusOf(id)).toBe('Partial');

    await deliver([
      [lines[0], 2],
      [lines[1], 1],
    ]);
    expect(await delivered(id)).toEqual([5, 1]);
    expect(await statusOf(id)).toBe('Complete');
  });

  it('take several orders of an account in one, each line with the number of its order', async () => {
    const [first, second] = [await order([2]), await order([3])];
    const delivery = await deliver([
      [first.lines[0], 2],
      [second.lines[0], 1],
    ]);

    expect(delivery).toMatchObject({ DeliveryAccountCode: '12'.padStart(18), DeliveryNumber: 1, WarehouseCode: '1' });
    expect([await delivered(first.id), await delivered(second.id)]).toEqual([[2], [1]]);
    const rows = await lineRows();
    expect(new Set(rows.map((row) => row['SalesOrderNumber'])).size).toBe(2);
    expect(rows).toMatchObject([
      { EntryID: delivery['EntryID'], ItemCode: 'LAMP', QuantityOrdered: 2, QuantityDelivered: 2 },
      { EntryID: delivery['EntryID'], ItemCode: 'LAMP', QuantityOrdered: 3, QuantityDelivered: 1 },
    ]);
  });

  it('take what they bring out of the stock, which an order had planned', async () => {
    const { lines } = await order([4]);
    await deliver([[lines[0], 3]]);

    expect(
      await client.rows('sync/Inventory/StockPositions', { $filter: 'Timestamp gt 1L', $select: 'CurrentStock,PlanningOut' }),
    ).toMatchObject([{ CurrentStock: -3, PlanningOut: 1 }]);
  });

  it('refuse what is not left to deliver, nothing at all, and orders of two accounts', async () => {
    const [other = ''] = await client.seed('crm/Accounts', [{ Name: 'Other', Status: 'C' }]);
    const [own, foreign] = [await order([2]), await order([2], { OrderedBy: other })];

    expect(await refusal([[own.lines[0], 3]])).toContain('More than what is left');
    expect(
      await refusal([
        [own.lines[0], 1],
        [own.lines[0], 2],
      ]),
    ).toContain('More than what is left');
    expect(await refusal([[own.lines[0], 0]])).toContain('more than zero');
    expect(await refusal([])).toContain('Mandatory: GoodsDeliveryLines');
    expect(
      await refusal([
        [own.lines[0], 1],
        [foreign.lines[0], 1],
      ]),
    ).toContain('different accounts');
    expect(await lineRows()).toEqual([]);
  });

  it('take no line by itself', async () => {
    const { lines } = await order([2]);
    const { EntryID } = await deliver([[lines[0], 1]]);

    const alone = { EntryID, SalesOrderLineID: lines[0], QuantityDelivered: 1 };
    expect((await client.api('POST', 'salesorder/GoodsDeliveryLines', {}, alone)).status).toBe(403);
  });

  it('get their track and trace code later, and cannot be deleted by an app', async () => {
    const { lines } = await order([1]);
    const { EntryID } = await deliver([[lines[0], 1]]);
    const path = `salesorder/GoodsDeliveries(guid'${String(EntryID)}')`;

    expect((await client.api('PUT', path, {}, { TrackingNumber: '3SABC123' })).status).toBe(204);
    expect(
      await client.rows('sync/SalesOrder/GoodsDeliveries', { $filter: 'Timestamp gt 1L', $select: 'EntryID,TrackingNumber' }),
    ).toMatchObject([{ EntryID, TrackingNumber: '3SABC123' }]);
    expect((await client.api('DELETE', path)).status).toBe(403);
  });

  it('are corrected and deleted by people, which the order and the streams follow', async () => {
    const { id, lines } = await order([5, 2]);
    const { EntryID } = await deliver([
      [lines[0], 4],
      [lines[1], 2],
    ]);
    const [first, second] = await lineRows();
    await byHand('PATCH', `GoodsDeliveryLines/${String(first?.['ID'])}`, { QuantityDelivered: 1 });
    expect(await delivered(id)).toEqual([1, 2]);
    expect(await lineRows(`Timestamp gt ${String(second?.['Timestamp'])}L`)).toMatchObject([
      { ID: first?.['ID'], QuantityDelivered: 1 },
    ]);

    await byHand('DELETE', `GoodsDeliveries/${String(EntryID)}`);
    expect(await delivered(id)).toEqual([0, 0]);
    const gone = await client.rows('sync/Deleted', { $filter: 'Timestamp gt 1L', $select: 'EntityKey,EntityType' });
    expect(new Map(gone.map((row) => [row['EntityKey'], row['EntityType']]))).toEqual(
      new Map([
        [EntryID, 16],
        [first?.['ID'], 17],
        [second?.['ID'], 17],
      ]),
    );
  });
});

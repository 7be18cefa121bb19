import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { closeSimulators, DIVISION, errorText, startConnected, type TestClient } from './testing/client.ts';

const POSITION = 'Timestamp,ItemCode,WarehouseCode,CurrentStock,PlanningIn,PlanningOut,ProjectedStock';

describe('stock', () => {
  let client: TestClient;
  let item: string;
  let customer: string;

  beforeEach(async () => {
    client = await startConnected();
    [item = ''] = await client.seed('logistics/Items', [{ Code: 'LAMP', Description: 'Lamp', IsStockItem: true }]);
    [customer = ''] = await client.seed('crm/Accounts', [{ Name: 'ACME', Status: 'C' }]);
  });
  afterEach(closeSimulators);

  const warehouse = async (code: string): Promise<string> => {
    const rows = await client.rows('inventory/Warehouses', { $filter: `Code eq '${code}'`, $select: 'ID' });
    return String(rows[0]?.['ID']);
  };
  const put = async (code: string, CurrentStock: number): Promise<string> => {
    const [id = ''] = await client.seed('inventory/ItemWarehouses', [
      { Item: item, Warehouse: await warehouse(code), CurrentStock },
    ]);
    return id;
  };
  const positions = (after: unknown = 1) =>
    client.rows('sync/Inventory/StockPositions', { $filter: `Timestamp gt ${String(after)}L`, $select: POSITION });
  const order = (Quantity: number) =>
    client.create('salesorder/SalesOrders', { OrderedBy: customer, SalesOrderLines: [{ Item: item, Quantity }] });
  const byHand = (path: string, body: object) => client.call('PATCH', `/_control/rows/${DIVISION}/${path}`, body);

  it('is one position an item and warehouse, and their total on the item', async () => {
    await client.seed('inventory/Warehouses', [{ Code: '2', Description: 'Antwerp', Main: 0 }]);
    await put('1', 10.5);
    await put('2', 4);

    expect(await positions()).toMatchObject([
      { ItemCode: 'LAMP', WarehouseCode: '1', CurrentStock: 10.5, PlanningOut: 0, ProjectedStock: 10.5 },
      { ItemCode: 'LAMP', WarehouseCode: '2', CurrentStock: 4 },
    ]);
    expect(await client.rows('logistics/Items', { $filter: `ID eq guid'${item}'`, $select: 'Stock' })).toMatchObject([
      { Stock: 14.5 },
    ]);
  });

  it('is planned out by an order, in the warehouse of the order, until the order is delivered or canceled', async () => {
    await put('1', 10);
    const first = await order(4);
    const [before] = await positions();
    expect(before).toMatchObject({ CurrentStock: 10, PlanningOut: 4, ProjectedStock: 6 });

    const [line] = await client.rows('salesorder/SalesOrderLines', {
      $filter: `OrderID eq guid'${String(first['OrderID'])}'`,
      $select: 'ID',
    });
    await byHand(`salesorder/SalesOrderLines/${String(line?.['ID'])}`, { QuantityDelivered: 3 });
    const [delivered] = await positions(before?.['Timestamp']);
    expect(delivered).toMatchObject({ CurrentStock: 7, PlanningOut: 1, ProjectedStock: 6 });

    await byHand(`salesorder/SalesOrders/${String(first['OrderID'])}`, { Status: 45 });
    expect(await positions(delivered?.['Timestamp'])).toMatchObject([{ CurrentStock: 7, PlanningOut: 0, ProjectedStock: 7 }]);
  });

  it('has a position from the first order on, which may promise more than is there', async () => {
    await order(2);

    expect(await positions()).toMatchObject([{ CurrentStock: 0, PlanningOut: 2, ProjectedStock: -2 }]);
  });

  it('moves with an order to another warehouse', async () => {
    await client.seed('inventory/Warehouses', [{ Code: '2', Description: 'Antwerp', Main: 0 }]);
    await put('1', 5);
    const { OrderID: id } = await order(2);
    await byHand(`salesorder/SalesOrders/${String(id)}`, { WarehouseID: await warehouse('2') });

    expect(await positions()).toEqual([
      expect.objectContaining({ WarehouseCode: '1', PlanningOut: 0 }),
      expect.objectContaining({ WarehouseCode: '2', PlanningOut: 2 }),
    ]);
  });

  it('is shown by the plain resource under names of its own, to who names the item or the warehouse', async () => {
    await put('1', 3);

    const all = await client.api('GET', 'inventory/ItemWarehouses', { $select: 'CurrentStock' });
    expect(all.status).toBe(400);
    const select = 'ItemCode,CurrentStock,PlannedStockIn,PlannedStockOut,ProjectedStock';
    expect(await client.rows('inventory/ItemWarehouses', { $filter: `Item eq guid'${item}'`, $select: select })).toMatchObject([
      { ItemCode: 'LAMP', CurrentStock: 3, PlannedStockIn: 0, PlannedStockOut: 0, ProjectedStock: 3 },
    ]);
  });

  it('tells what comes when, by item, and counts it until it has come', async () => {
    const main = await warehouse('1');
    const path = 'inventory/ItemWarehousePlanningDetails';
    const [first = ''] = await client.seed(path, [
      { Item: item, Warehouse: main, PlannedDate: '2031-03-01', PlannedQuantity: 20 },
      { Item: item, Warehouse: main, PlannedDate: '2031-02-01', PlannedQuantity: 5, PlanningType: 160 },
      { Item: item, Warehouse: main, PlannedDate: '2031-01-01', PlannedQuantity: -2, PlanningType: 165 },
    ]);
    const comes = {
      $filter: `Item eq guid'${item}' and PlannedQuantity gt 0`,
      $select: 'PlannedDate,PlannedQuantity,PlanningType',
    };

    expect(await client.rows(path, { ...comes, $orderby: 'PlannedDate' })).toMatchObject([
      { PlannedDate: `/Date(${Date.UTC(2031, 1, 1)})/`, PlannedQuantity: 5, PlanningType: 160 },
      { PlannedDate: `/Date(${Date.UTC(2031, 2, 1)})/`, PlannedQuantity: 20, PlanningType: 130 },
    ]);
    const [before] = await positions();
    expect(before).toMatchObject({ CurrentStock: 0, PlanningIn: 25, ProjectedStock: 25 });
    await byHand(`${path}/${first}`, { PlannedDate: '2031-04-01' });
    const [moved] = await positions(before?.['Timestamp']);
    expect(moved).toMatchObject({ PlanningIn: 25 });
    await client.call('DELETE', `/_control/rows/${DIVISION}/${path}/${first}`);
    expect(await positions(moved?.['Timestamp'])).toMatchObject([{ PlanningIn: 5 }]);
    const wrong = { Item: item, Warehouse: main, PlannedDate: '2031-01-01', PlannedQuantity: -1 };
    await expect(client.seed(path, [wrong])).rejects.toThrow('Invalid: PlannedQuantity');
    expect((await client.api('POST', path, {}, wrong)).status).toBe(403);
  });

  it('is of stock items only, and no app writes what is there', async () => {
    const [service = ''] = await client.seed('logistics/Items', [{ Code: 'HOUR', Description: 'An hour', IsStockItem: false }]);
    const body = { Item: service, Warehouse: await warehouse('1') };
    const refused = await client.api('POST', 'inventory/ItemWarehouses', {}, body);
    expect(errorText(refused)).toContain('Not a stock item');

    const written = await client.api('POST', 'inventory/ItemWarehouses', {}, { ...body, Item: item, CurrentStock: 9 });
    expect(errorText(written)).toContain("'CurrentStock'");
  });

  it('goes with its item, and its stream says so in sync/Deleted', async () => {
    const position = await put('1', 3);
    await client.call('DELETE', `/_control/rows/${DIVISION}/logistics/Items/${item}`);

    expect(await positions()).toEqual([]);
    expect(
      await client.rows('sync/Deleted', { $filter: 'Timestamp gt 1L and EntityType eq 15', $select: 'EntityKey,EntityType' }),
    ).toMatchObject([{ EntityKey: position, EntityType: 15 }]);
  });

  it('is computed for nine of ten items of a catalogue, and stored where it changed', async () => {
    const laid = await client.call('POST', '/_control/catalogue', {
      division: DIVISION,
      items: 1_000,
      withPrices: false,
      withStock: true,
    });
    expect(laid.body).toMatchObject({ positions: 900 });
    const [row] = await client.rows('logistics/Items', { $filter: "Code eq 'CAT-0000502'", $select: 'ID,Stock' });
    const [position] = await client.rows('inventory/ItemWarehouses', {
      $filter: `Item eq guid'${String(row?.['ID'])}'`,
      $select: 'ID,ItemCode,CurrentStock',
    });
    expect(position).toMatchObject({ ItemCode: 'CAT-0000502', CurrentStock: row?.['Stock'] });

    await byHand(`inventory/ItemWarehouses/${String(position?.['ID'])}`, { CurrentStock: 77 });
    const rows = await client.rows('sync/Inventory/StockPositions', {
      $filter: 'Timestamp gt 1L',
      $select: 'ItemCode,CurrentStock',
    });
    expect(rows).toHaveLength(900);
    expect(rows.at(-1)).toMatchObject({ ItemCode: 'CAT-0000502', CurrentStock: 77 });
  });
});

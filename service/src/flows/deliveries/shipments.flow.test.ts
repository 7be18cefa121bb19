import { afterEach, describe, expect, it } from '@jest/globals';
import { CONFIGURATION } from '../configuration.ts';
import { entries, forget, makeOrder, open, send, stage } from '../orders/testing/shop.ts';
import { PROGRESS } from '../progress/index.ts';
import { changeInExact, deleteInExact, linesInExact, productsOf, sendOrder } from '../progress/testing/sent-orders.ts';
import { DIVISION } from '../testing/stage.ts';
import { DELIVERIES } from './index.ts';
import { grantEverything, items, openWithShipments, pollShipping, shipments, SHIPPING } from './testing/shipments.ts';
import {
  deliver,
  DELIVERIES_PATH,
  deliveries,
  deliveryLines,
  deliveryLinesInExact,
  enterShippingMethod,
  LINES_PATH,
  poll,
} from './testing/warehouse.ts';

afterEach(() => stage.close());

const entry = (index: number, Quantity: number) => ({ PricebookEntryId: entries[index], Quantity, UnitPrice: index + 1.5 });
const findings = async (document: object = SHIPPING) => {
  const { salesforce } = await stage.context(document);
  return (await DELIVERIES.findings?.(salesforce, CONFIGURATION.parse(document))) ?? [];
};

describe('a delivery in an org with shipments', () => {
  it('becomes a shipment with its items, which the rows of the delivery know', async () => {
    await openWithShipments();
    const order = await sendOrder([entry(0, 7), entry(1, 2)]);
    const [first, second] = await linesInExact(order);
    const ShippingMethod = await enterShippingMethod('P', 'https://carrier.example/{0}');
    await deliver(
      [
        [first?.['ID'], 3],
        [second?.['ID'], 2],
      ],
      { ShippingMethod, TrackingNumber: '3S1' },
    );
    const { outcomes, cursors } = await pollShipping();

    expect(outcomes).toMatchObject([{ status: 'created', error: undefined }]);
    const [shipment] = await shipments();
    expect(shipment).toMatchObject({
      ShipToName: 'Bakker & Zn. B.V.',
      TrackingNumber: '3S1',
      TrackingUrl: 'https://carrier.example/3S1',
      TotalItemsQuantity: 5,
    });
    const [row] = await deliveries();
    const sent = (await stage.salesforce.rows('Order')).find(({ Id: id }) => id === order.id);
    expect(shipment?.['Description']).toBe(
      `Goods delivery ${String(row?.['Exact_Number__c'])} of Exact Online, for ${String(sent?.['OrderNumber'])}.`,
    );
    expect(row).toMatchObject({ Shipment_Id__c: shipment?.['Id'] });
    const products = await productsOf(order);
    expect(new Map((await items()).map((item) => [item['Product2Id'], item['Quantity']]))).toEqual(
      new Map([
        [products[0]?.['Product2Id'], 3],
        [products[1]?.['Product2Id'], 2],
      ]),
    );
    expect((await deliveryLines()).map((line) => line['Shipment_Item_Id__c']).toSorted()).toEqual(
      (await items()).map((item) => item['Id']).toSorted(),
    );
    await forget();
    await pollShipping();
    await pollShipping(cursors);
    expect((await stage.salesforce.spent()).writes).toBe(0);
  });

  it('is corrected and deleted along with it, and what a person wrote stays', async () => {
    await openWithShipments();
    const order = await sendOrder([entry(0, 7), entry(1, 2)]);
    const [first, second] = await linesInExact(order);
    const entryId = await deliver([
      [first?.['ID'], 3],
      [second?.['ID'], 2],
    ]);
    let { cursors } = await pollShipping();
    const [shipment] = await shipments();
    await stage.salesforce.control('PATCH', `rows/Shipment/${String(shipment?.['Id'])}`, {
      Description: 'Call first',
      Status: 'Delivered',
    });

    const lines = await deliveryLinesInExact(entryId);
    const [kept, removed] = [first, second].map((of) => lines.find((line) => line['SalesOrderLineID'] === of?.['ID'])?.['ID']);
    await changeInExact(DELIVERIES_PATH, entryId, { TrackingNumber: '3S2' });
    await changeInExact(LINES_PATH, kept, { QuantityDelivered: 4 });
    await deleteInExact(LINES_PATH, removed);
    ({ cursors } = await pollShipping(cursors));

    expect(await shipments()).toMatchObject([
      { TrackingNumber: '3S2', TotalItemsQuantity: 4, Description: 'Call first', Status: 'Delivered' },
    ]);
    expect((await items()).map((item) => item['Quantity']).toSorted()).toEqual([0, 4]);

    await deleteInExact(DELIVERIES_PATH, entryId);
    ({ cursors } = await pollShipping(cursors));

    const number = String((await deliveries())[0]?.['Exact_Number__c']);
    expect(await shipments()).toMatchObject([
      { TotalItemsQuantity: 0, Description: `Call first\nGoods delivery ${number} was deleted in Exact Online.` },
    ]);
    await forget();
    await pollShipping({});
    expect((await stage.salesforce.spent()).writes).toBe(0);
  });

  it('leaves shipments of people alone, and makes none again that a person deleted', async () => {
    await openWithShipments();
    const [ofPerson] = await stage.createRecords([{ object: 'Shipment', fields: { ShipToName: 'Jan', TrackingNumber: '3S1' } }]);
    const order = await sendOrder([entry(0, 7)]);
    const [line] = await linesInExact(order);
    const entryId = await deliver([[line?.['ID'], 3]], { TrackingNumber: '3S1' });
    const { cursors } = await pollShipping();
    const own = (await shipments()).find((row) => row['Id'] !== ofPerson);
    await stage.salesforce.control('DELETE', `rows/Shipment/${String(own?.['Id'])}`);

    await changeInExact(DELIVERIES_PATH, entryId, { TrackingNumber: '3S2' });
    expect((await pollShipping(cursors)).outcomes).toMatchObject([{ status: 'updated', error: undefined }]);

    expect(await shipments()).toMatchObject([{ Id: ofPerson, ShipToName: 'Jan', TrackingNumber: '3S1' }]);
    expect(await deliveries()).toMatchObject([{ Tracking_Number__c: '3S2' }]);
  });

  it('that was there before the setting has one once it is looked at again, whole, whatever of it changed', async () => {
    await openWithShipments();
    const order = await sendOrder([entry(0, 7), entry(1, 2)]);
    const [first, second] = await linesInExact(order);
    const ids = [
      await deliver([
        [first?.['ID'], 3],
        [second?.['ID'], 2],
      ]),
      await deliver([[first?.['ID'], 4]]),
    ];
    const { cursors } = await poll();
    expect(await shipments()).toEqual([]);
    await changeInExact(DELIVERIES_PATH, ids[0], { TrackingNumber: '3S' });
    const [line] = await deliveryLinesInExact(ids[1] ?? '');
    await changeInExact(LINES_PATH, line?.['ID'], { QuantityDelivered: 1 });

    await pollShipping(cursors);

    expect((await shipments()).map((row) => [row['TrackingNumber'], row['TotalItemsQuantity']])).toEqual(
      expect.arrayContaining([
        ['3S', 5],
        [null, 1],
      ]),
    );
    expect(await items()).toHaveLength(3);
  });

  it('says what Salesforce refuses of its shipment, and has it once it takes it', async () => {
    await openWithShipments();
    const order = await sendOrder([entry(0, 7)]);
    const [line] = await linesInExact(order);
    const entryId = await deliver([[line?.['ID'], 3]], {});
    const document = {
      ...SHIPPING,
      flows: {
        ...SHIPPING.flows,
        deliveries: { enabled: true, shipments: true, fields: [{ to: 'Shipment.ShipToName', from: '""' }] },
      },
    };
    const { outcomes } = await pollShipping({}, document);
    expect(outcomes).toMatchObject([{ recordId: entryId, status: 'failed', error: { code: 'salesforce_field_required' } }]);
    expect([await shipments(), await items()]).toEqual([[], []]);
    expect(await deliveries()).toHaveLength(1);

    const request = { kind: 'records', ids: [entryId], explicit: true } as const;
    expect((await stage.walk(DELIVERIES, SHIPPING, request)).outcomes).toMatchObject([{ error: undefined }]);
    expect(await shipments()).toHaveLength(1);
    expect(await items()).toMatchObject([{ Quantity: 3 }]);
  });

  it('has its lost answers found again: no shipment is made twice', async () => {
    await openWithShipments();
    const order = await sendOrder([entry(0, 7)]);
    const [line] = await linesInExact(order);
    const entryId = await deliver([[line?.['ID'], 3]]);
    for (const skip of [0, 1]) {
      const rules = [{ method: 'POST', path: '/services/data/v67.0/composite/graph', kind: 'resetAfter', times: 1, skip }];
      await stage.salesforce.control('POST', 'faults', { rules });
      await pollShipping().catch(() => undefined);
      await stage.salesforce.control('POST', 'faults', { rules: [] });
    }
    const request = { kind: 'records', ids: [entryId], explicit: true } as const;
    await stage.walk(DELIVERIES, SHIPPING, request);

    expect([(await shipments()).length, (await items()).length]).toEqual([1, 1]);
  });
});

describe('what an org lacks for shipments', () => {
  const rights = (SobjectType: string, fields: object, ParentId: string) => ({
    object: 'ObjectPermissions',
    fields: { ParentId, SobjectType, ...fields },
  });

  it('is told by the check of the set-up where the setting is on, and nothing fails', async () => {
    await open();
    const order = await sendOrder();
    const [line] = await linesInExact(order);
    await deliver([[line?.['ID'], 3]]);

    expect((await pollShipping()).outcomes).toMatchObject([{ status: 'created', error: undefined }]);

    expect(await deliveries()).toMatchObject([{ Shipment_Id__c: null }]);
    expect(await findings()).toMatchObject([
      { id: 'salesforce-fed-shipment', state: 'problem', detail: { text: 'check_fed_missing', params: { object: 'Shipment' } } },
      { id: 'salesforce-fed-shipmentitem', state: 'problem', action: { text: 'check_fed_missing_action' } },
    ]);
    expect(await findings({ ...SHIPPING, flows: {} })).toEqual([]);
  });

  it('is told right by right, and what is closed is left out', async () => {
    await open({ salesforce: { features: { shipments: true } } });
    const [ParentId = ''] = await stage.createRecords([{ object: 'PermissionSet', fields: { Name: 'Own', Label: 'Own' } }]);
    const all = { PermissionsRead: true, PermissionsCreate: true, PermissionsEdit: true };
    const [shipmentRights] = await stage.createRecords([
      rights('Shipment', { PermissionsRead: true }, ParentId),
      rights('ShipmentItem', all, ParentId),
    ]);
    const [user] = (await stage.salesforce.rows('User')).filter((row) => row['Username'] === 'integration@example.com');
    await stage.createRecords([
      { object: 'PermissionSetAssignment', fields: { AssigneeId: user?.['Id'], PermissionSetId: ParentId } },
    ]);
    expect(await findings()).toMatchObject([{ state: 'problem' }, { state: 'warning' }]);
    await stage.salesforce.control('PATCH', `rows/ObjectPermissions/${shipmentRights ?? ''}`, all);
    expect(await findings()).toMatchObject([{ state: 'warning' }, { state: 'warning' }]);

    const order = await sendOrder();
    const [line] = await linesInExact(order);
    await deliver([[line?.['ID'], 3]], { TrackingNumber: '3S' });
    expect((await pollShipping()).outcomes).toMatchObject([{ error: undefined }]);
    expect(await shipments()).toMatchObject([{ ShipToName: 'Bakker & Zn. B.V.', TrackingNumber: null }]);
    expect(await items()).toMatchObject([{ Quantity: 3, Product2Id: null }]);

    await grantEverything();
    expect(await findings()).toMatchObject([{ state: 'ok' }, { state: 'ok' }]);
  });
});

describe('shipments of a hundred deliveries', () => {
  it('take a tenth of a call of Salesforce each, and nothing the second time', async () => {
    await openWithShipments();
    const { accountId } = await makeOrder({ status: 'Draft' });
    const sent: string[] = [];
    for (let count = 0; count < 100; count += 1) sent.push((await makeOrder({ accountId, lines: [entry(0, 7)] })).orderId);
    await send(sent, SHIPPING);
    await stage.walk(PROGRESS, SHIPPING, { kind: 'changes', cursors: {}, full: false });
    const lines = await stage.exact.rows(`${DIVISION}/salesorder/SalesOrderLines`);
    for (const line of lines) await deliver([[line['ID'], 7]], { TrackingNumber: `3S${String(line['OrderNumber'])}` });
    const [known] = await stage.exact.rows(`${DIVISION}/${DELIVERIES_PATH}`);
    // The org and the codes of Exact are known to a service that runs.
    await stage.walk(DELIVERIES, SHIPPING, { kind: 'records', ids: [String(known?.['EntryID'])], explicit: true });
    await forget();

    const { cursors } = await pollShipping();

    const [exact, salesforce] = [await stage.exact.spent(), await stage.salesforce.spent()];
    expect([(await shipments()).length, (await items()).length]).toEqual([100, 100]);
    expect(exact.counted / 100).toBeLessThanOrEqual(0.05);
    expect(salesforce.counted / 100).toBeLessThanOrEqual(0.1);
    await pollShipping();
    await pollShipping(cursors);
    expect((await stage.salesforce.spent()).writes).toBe(0);
  });
});

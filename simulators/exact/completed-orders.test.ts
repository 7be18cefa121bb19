import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { closeSimulators, DIVISION, errorText, startConnected, type TestClient } from './testing/client.ts';

type Fields = Record<string, unknown>;

describe('completing a sales order', () => {
  let client: TestClient;
  let order: Fields;

  beforeEach(async () => {
    client = await startConnected();
    const [item = ''] = await client.seed('logistics/Items', [{ Code: 'LAMP', Description: 'Lamp', SalesVatCode: '2' }]);
    const [OrderedBy = ''] = await client.seed('crm/Accounts', [{ Name: 'ACME', Status: 'C' }]);
    order = await client.create('salesorder/SalesOrders', {
      OrderedBy,
      SalesOrderLines: [5, 3].map((Quantity) => ({ Item: item, Quantity, NetPrice: 10 })),
    });
  });
  afterEach(closeSimulators);

  const ofOrder = () => `OrderID eq guid'${String(order['OrderID'])}'`;
  const linesOf = () => client.rows('salesorder/SalesOrderLines', { $filter: ofOrder(), $orderby: 'LineNumber' });
  const header = async () => (await client.rows('salesorder/SalesOrders', { $filter: ofOrder() }))[0];
  const complete = (fields: Fields) => client.create('salesorder/CompleteSalesOrder', { OrderID: order['OrderID'], ...fields });
  const byErp = async (index: number, fields: Fields): Promise<string> => {
    const id = String((await linesOf())[index]?.['ID']);
    await client.call('PATCH', `/_control/rows/${DIVISION}/salesorder/SalesOrderLines/${id}`, fields);
    return id;
  };
  const change = async (method: string, id: string, fields?: Fields) =>
    errorText(await client.api(method, `salesorder/SalesOrderLines(guid'${id}')`, {}, fields));

  it('closes what is to be delivered and to be invoiced, and an app changes nothing of it any more', async () => {
    expect(await complete({ CompleteDelivery: true, CompleteInvoice: true })).toMatchObject({ ErrorMessage: null });
    expect(await header()).toMatchObject({ Status: 21, DeliveryStatus: 21, InvoiceStatus: 21 });
    const [line] = await linesOf();
    expect(line).toMatchObject({ DeliveryStatus: 21, InvoiceStatus: 21 });
    expect(await change('PUT', String(line?.['ID']), { Quantity: 2 })).toContain('complete or canceled');
    expect(await complete({ CompleteDelivery: true })).toMatchObject({ ErrorMessage: 'The sales order is already complete' });
  });

  it('closes the delivery alone: what is delivered is still invoiced', async () => {
    await byErp(0, { QuantityDelivered: 2 });
    await complete({ CompleteDelivery: true, CompleteInvoice: false });
    expect(await header()).toMatchObject({ Status: 20, DeliveryStatus: 21, InvoiceStatus: 12 });
    expect(await linesOf()).toMatchObject([
      { DeliveryStatus: 21, InvoiceStatus: 12 },
      { DeliveryStatus: 21, InvoiceStatus: 12 },
    ]);
  });

  it('does nothing for an order that is not there, or where nothing is to be closed, and says so', async () => {
    expect(await complete({})).toMatchObject({ ErrorMessage: 'Nothing to complete' });
    expect(await complete({ OrderID: '00000000-0000-4000-8000-000000000000', CompleteDelivery: true })).toMatchObject({
      ErrorMessage: 'The sales order does not exist',
    });
    expect(await header()).toMatchObject({ Status: 12 });
  });

  it('is not what a line is deleted for, or lowered beyond what is delivered or invoiced', async () => {
    const delivered = await byErp(0, { QuantityDelivered: 2 });
    expect(await change('PUT', delivered, { Quantity: 1 })).toContain('delivered');
    expect(await change('DELETE', delivered)).toContain('delivered');
    const invoiced = await byErp(1, { QuantityInvoiced: 2 });
    expect(await change('PUT', invoiced, { Quantity: 1 })).toContain('invoiced');
    expect(await change('DELETE', invoiced)).toContain('invoiced');
    expect((await linesOf()).map(({ Quantity }) => Quantity)).toEqual([5, 3]);
  });
});

import { DIVISION } from '../../testing/stage.ts';
import { divisionsOf, type Company, type FlowSubject } from '../../testing/subject.ts';
import { ORDERS } from '../index.ts';
import { entries, makeOrder, open, settings, stage } from './shop.ts';

/** An order that was sent and changed since: one of its lines, and one more. */
export const AMENDED: FlowSubject = {
  open: async (company: Company) => {
    const { exact, document: divisions } = divisionsOf(company);
    const { flows, ...rest } = settings({ division: DIVISION, amendments: { changes: 'send' } }) as { flows: { orders: object } };
    const document = { ...rest, ...divisions, flows: { ...flows, products: { enabled: true, division: DIVISION } } };
    await open({ exact }, document);
    const { orderId } = await makeOrder();
    const request = { kind: 'records', ids: [orderId], explicit: true } as const;
    await stage.walk(ORDERS, document, request);
    const change = (object: string, id: unknown, fields: object) =>
      stage.salesforce.control('PATCH', `rows/${object}/${String(id)}`, fields);
    const line = (await stage.salesforce.rows('OrderItem')).find((row) => row['OrderId'] === orderId);
    await change('Order', orderId, { Status: 'Draft' });
    await change('OrderItem', line?.['Id'], { Quantity: 8 });
    await stage.createRecords([
      { object: 'OrderItem', fields: { OrderId: orderId, PricebookEntryId: entries[1], Quantity: 2, UnitPrice: 2.5 } },
    ]);
    await change('Order', orderId, { Status: 'Activated' });
    return { stage, document, request };
  },
  exactPaths: { SalesOrder: 'salesorder/SalesOrders', SalesOrderLine: 'salesorder/SalesOrderLines' },
  salesforceObjects: ['Order'],
};

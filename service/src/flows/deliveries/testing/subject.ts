import { entries, settings, stage } from '../../orders/testing/shop.ts';
import { linesInExact, sendOrder } from '../../progress/testing/sent-orders.ts';
import { DIVISION } from '../../testing/stage.ts';
import { divisionsOf, type FlowSubject } from '../../testing/subject.ts';
import { deliveryRowKey } from '../delivery-role.ts';
import { openWithShipments } from './shipments.ts';
import { deliver, enterShippingMethod } from './warehouse.ts';

/** An order in two deliveries with a code each, of which Salesforce has one without it and without shipment; the other brings something of a second order too. */
export const SUBJECT: FlowSubject = {
  open: async (company) => {
    const { exact, document: divisions } = divisionsOf(company);
    const { flows, ...rest } = settings({ division: DIVISION }) as { flows: object };
    const own = {
      products: { enabled: true, division: DIVISION },
      deliveries: { enabled: true, division: DIVISION, shipments: true },
    };
    const document = { ...rest, ...divisions, flows: { ...flows, ...own } };
    await openWithShipments({ exact }, document);
    const first = await sendOrder(undefined, document);
    const second = await sendOrder([{ PricebookEntryId: entries[1], Quantity: 2, UnitPrice: 2.5 }], document, first.accountId);
    const [[line], [other]] = [await linesInExact(first), await linesInExact(second)];
    const ShippingMethod = await enterShippingMethod('P', 'https://carrier.example/{0}');
    const known = await deliver([[line?.['ID'], 1]], { ShippingMethod, TrackingNumber: '3S1' });
    await deliver(
      [
        [line?.['ID'], 2, { TrackingNumber: '3S2-1' }],
        [other?.['ID'], 1],
      ],
      { ShippingMethod, TrackingNumber: '3S2' },
    );
    await stage.createRecords([
      {
        object: 'ExactDelivery__c',
        fields: { Key__c: deliveryRowKey(DIVISION, known), Division__c: String(DIVISION), State__c: 'No tracking code' },
      },
    ]);
    return { stage, document, request: { kind: 'changes', cursors: {}, full: true } };
  },
  exactPaths: {},
  salesforceObjects: [
    'ExactDelivery__c',
    'ExactDeliveryLine__c',
    'Shipment',
    'ShipmentItem',
    'Order',
    'OrderItem',
    'ExactLink__c',
  ],
};

import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { ExactSalesOrder, ExactSalesOrderLine } from '../../exact/index.ts';
import { Decimal } from '../../money/index.ts';
import { quantitiesOf } from './quantities.ts';
import { statusesOf } from './statuses.ts';

const line = (fields: object) => fields as ExactSalesOrderLine;
const order = (fields: object) => fields as ExactSalesOrder;

describe('what became of an order', () => {
  it.each([
    [12, 12, 12, 'Open'],
    [20, 20, 12, 'Partly delivered'],
    [20, 21, 12, 'Delivered'],
    [20, 12, 20, 'Partly invoiced'],
    [20, 21, 20, 'Partly invoiced'],
    [20, 20, 21, 'Invoiced'],
    [21, 21, 21, 'Invoiced'],
    [45, 20, 20, 'Cancelled'],
  ])('with the statuses %d, %d and %d is %s', (Status, DeliveryStatus, InvoiceStatus, progress) => {
    expect(statusesOf(order({ Status, DeliveryStatus, InvoiceStatus, ApprovalStatus: 1 }))).toMatchObject({
      Exact_Progress__c: progress,
      Exact_Approval__c: 'Automatic',
    });
  });

  it('is in the words of Exact where the number is none that is known, and empty where there is none', () => {
    const strange = {
      DeliveryStatus: 77,
      DeliveryStatusDescription: 'Op transport',
      InvoiceStatus: 78,
      InvoiceStatusDescription: null,
    };
    expect(statusesOf(order({ ...strange, ApprovalStatus: null }))).toMatchObject({
      Exact_Delivery_Status__c: 'Op transport',
      Exact_Invoice_Status__c: '78',
      Exact_Approval__c: null,
      Exact_Progress__c: 'Open',
    });
  });
});

const ONE = new Decimal(1);

describe('the quantities of a line', () => {
  const text = fc.integer({ min: -10_000_000, max: 10_000_000 }).map((units) => new Decimal(units).div(1_000_000).toFixed());

  it('are delivered, open or cancelled, which together are what was ordered', () => {
    fc.assert(
      fc.property(
        text,
        fc.integer({ min: 0, max: 100 }),
        fc.constantFrom(12, 20, 21, 45),
        (Quantity, percent, DeliveryStatus) => {
          const delivered = new Decimal(Quantity).times(percent).div(100).toDecimalPlaces(6);
          const told = quantitiesOf(
            line({ Quantity, QuantityDelivered: delivered.toFixed(), QuantityInvoiced: '0', DeliveryStatus }),
            ONE,
          );
          const [open, cancelled] = [
            new Decimal(told['Exact_Open_Quantity__c'] ?? 0),
            new Decimal(told['Exact_Cancelled_Quantity__c'] ?? 0),
          ];
          expect(delivered.plus(open).plus(cancelled).toFixed()).toBe(new Decimal(Quantity).toFixed());
          expect(open.isZero() || cancelled.isZero()).toBe(true);
          expect(cancelled.isZero() || [21, 45].includes(DeliveryStatus)).toBe(true);
        },
      ),
    );
  });

  it('are as Exact says where more was delivered than ordered, with nothing left open', () => {
    const told = quantitiesOf(line({ Quantity: '2', QuantityDelivered: '3', QuantityInvoiced: '3', DeliveryStatus: 20 }), ONE);
    expect(told).toMatchObject({
      Exact_Ordered_Quantity__c: '2',
      Exact_Delivered_Quantity__c: '3',
      Exact_Open_Quantity__c: '0',
      Exact_Cancelled_Quantity__c: '0',
    });
  });

  it('have no more decimals than Salesforce keeps, so that the next look finds them the same', () => {
    const told = quantitiesOf(
      line({ Quantity: '1.33333333', QuantityDelivered: null, QuantityInvoiced: null, DeliveryStatus: 12 }),
      ONE,
    );
    expect(told['Exact_Ordered_Quantity__c']).toBe('1.333333');
  });

  it('count in what the order product counts in', () => {
    const pieces = line({ Quantity: '250', QuantityDelivered: '100', QuantityInvoiced: '1', DeliveryStatus: 20 });
    expect(quantitiesOf(pieces, new Decimal(100))).toEqual({
      Exact_Ordered_Quantity__c: '2.5',
      Exact_Delivered_Quantity__c: '1',
      Exact_Open_Quantity__c: '1.5',
      Exact_Cancelled_Quantity__c: '0',
      Exact_Invoiced_Quantity__c: '0.01',
    });
  });
});

import { companyDay } from '../../../../../simulators/data/index.ts';
import { settings, stage } from '../../orders/testing/shop.ts';
import { DIVISION } from '../../testing/stage.ts';
import { DELIVERIES } from '../index.ts';

type Row = Readonly<Record<string, unknown>>;

export const DELIVERIES_PATH = 'salesorder/GoodsDeliveries';
export const LINES_PATH = 'salesorder/GoodsDeliveryLines';

/** Settings with everything on that deliveries have to do with. */
export const DOCUMENT = {
  ...settings(),
  flows: { ...(settings() as { flows: object }).flows, progress: { enabled: true }, deliveries: { enabled: true } },
};

/** What leaves the warehouse: quantities of lines of sales orders, by their ids. The id of the delivery. */
export async function deliver(lines: readonly (readonly [unknown, number, object?])[], fields: object = {}): Promise<string> {
  const [id = ''] = await stage.createRows(DELIVERIES_PATH, [
    {
      DeliveryDate: `${companyDay()}T00:00:00`,
      GoodsDeliveryLines: lines.map(([SalesOrderLineID, QuantityDelivered, more]) => ({
        SalesOrderLineID,
        QuantityDelivered,
        ...more,
      })),
      ...fields,
    },
  ]);
  return id;
}

/** Lines of a delivery in Exact. */
export async function deliveryLinesInExact(entryId: string): Promise<Row[]> {
  const lines = await stage.exact.rows(`${DIVISION}/${LINES_PATH}`);
  return lines.filter((line) => line['EntryID'] === entryId);
}

/** A shipping method with the address of its carrier's page; its id. */
export async function enterShippingMethod(Code: string, TrackingURL: string): Promise<string> {
  const [id = ''] = await stage.createRows('sales/ShippingMethods', [{ Code, Description: `Carrier ${Code}`, TrackingURL }]);
  return id;
}

export const poll = (cursors: Readonly<Record<string, string>> = {}) =>
  stage.walk(DELIVERIES, DOCUMENT, { kind: 'changes', cursors, full: false });
export const retry = (id: string) => stage.walk(DELIVERIES, DOCUMENT, { kind: 'records', ids: [id], explicit: true });

export const deliveries = () => stage.salesforce.rows('ExactDelivery__c');
export const deliveryLines = () => stage.salesforce.rows('ExactDeliveryLine__c');

/** Quantities that have come of an order product, one for each delivery. */
export async function delivered(orderProduct: Row | undefined): Promise<unknown[]> {
  const lines = await deliveryLines();
  return lines.filter((line) => line['Order_Product__c'] === orderProduct?.['Id']).map((line) => line['Quantity__c']);
}

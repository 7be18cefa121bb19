import { entries, open, settings, stage } from '../../orders/testing/shop.ts';
import { DIVISION } from '../../testing/stage.ts';
import { divisionsOf, type FlowSubject } from '../../testing/subject.ts';
import { changeInExact, linesInExact, sendOrder } from './sent-orders.ts';

/** Two orders that were sent, of one nothing has become yet, one line of the other is delivered in part; and two of the same debtor that were typed in Exact, of one of which Salesforce says what is not true any more. */
export const SUBJECT: FlowSubject = {
  open: async (company) => {
    const { exact, document: divisions } = divisionsOf(company);
    const { flows, ...rest } = settings({ division: DIVISION }) as { flows: object };
    const own = {
      products: { enabled: true, division: DIVISION },
      progress: { enabled: true, division: DIVISION, bornInExact: true },
    };
    const document = { ...rest, ...divisions, flows: { ...flows, ...own } };
    await open({ exact }, document);
    const { accountId } = await sendOrder(undefined, document);
    const changed = await sendOrder(
      [
        { PricebookEntryId: entries[0], Quantity: 7, UnitPrice: 1.5 },
        { PricebookEntryId: entries[1], Quantity: 2, UnitPrice: 2.5 },
      ],
      document,
      accountId,
    );
    const [line] = await linesInExact(changed);
    await changeInExact('salesorder/SalesOrderLines', line?.['ID'], { QuantityDelivered: 2 });
    const [sent] = await stage.exact.rows(`${DIVISION}/salesorder/SalesOrders`);
    const typed = { OrderedBy: sent?.['OrderedBy'], SalesOrderLines: [{ Item: line?.['Item'], Quantity: 1 }] };
    const [, old = ''] = await stage.createRows('salesorder/SalesOrders', [typed, typed]);
    const Key__c = `${DIVISION}-SalesOrders-${old.toLowerCase()}`;
    const stale = { Key__c, Division__c: String(DIVISION), Account__c: accountId, Order_Status__c: 'Open', Gross_Amount__c: 1 };
    await stage.createRecords([{ object: 'ExactOrder__c', fields: stale }]);
    return { stage, document, request: { kind: 'changes', cursors: {}, full: true } };
  },
  exactPaths: {},
  salesforceObjects: ['Order', 'OrderItem', 'ExactOrder__c', 'ExactLink__c'],
};

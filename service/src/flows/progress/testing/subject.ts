import { entries, open, settings, stage } from '../../orders/testing/shop.ts';
import { DIVISION } from '../../testing/stage.ts';
import { divisionsOf, type FlowSubject } from '../../testing/subject.ts';
import { changeInExact, linesInExact, sendOrder } from './sent-orders.ts';

/** Two orders that were sent: of one nothing has become yet, one line of the other is delivered in part. */
export const SUBJECT: FlowSubject = {
  open: async (company) => {
    const { exact, document: divisions } = divisionsOf(company);
    const { flows, ...rest } = settings({ division: DIVISION }) as { flows: object };
    const own = { products: { enabled: true, division: DIVISION }, progress: { enabled: true, division: DIVISION } };
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
    return { stage, document, request: { kind: 'changes', cursors: {}, full: true } };
  },
  exactPaths: {},
  salesforceObjects: ['Order', 'OrderItem', 'ExactLink__c'],
  work: ['update'],
};

import { DIVISION, startStage } from '../../testing/stage.ts';
import { divisionsOf, type FlowSubject } from '../../testing/subject.ts';
import { enterCustomers, enterItem, enterOrders } from './shop.ts';

/** Two customers: one whose credit nobody looked at yet, one whose amounts a person has changed. */
export const SUBJECT: FlowSubject = {
  open: async (company) => {
    const { exact, document } = divisionsOf(company);
    const stage = await startStage({ exact });
    const further = company === 'a further division' ? { furtherDivision: DIVISION } : {};
    const customers = await enterCustomers(stage, [
      { open: 10, fields: { CreditLineSales: 1_000 }, ...further },
      { open: 20, fields: { CreditLineSales: 2_000, Blocked: true }, ...further },
    ]);
    const item = await enterItem(stage, 'LAMP');
    await enterOrders(stage, [
      { OrderedBy: customers[0]?.debtorId, SalesOrderLines: [{ Item: item, Quantity: 2, NetPrice: 50 }] },
    ]);
    await stage.salesforce.control('PATCH', `rows/Account/${customers[1]?.accountId ?? ''}`, { Exact_Available_Credit__c: 1 });
    return {
      stage,
      document: { version: 1, ...document, flows: { credit: { enabled: true, division: DIVISION } } },
      request: { kind: 'changes', cursors: {}, full: true },
    };
  },
  exactPaths: {},
  salesforceObjects: ['Account', 'ExactLink__c'],
  work: ['update'],
};

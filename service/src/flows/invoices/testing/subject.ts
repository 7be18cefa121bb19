import { DIVISION, startStage } from '../../testing/stage.ts';
import { divisionsOf, type FlowSubject } from '../../testing/subject.ts';
import { enterInvoices, enterItem, enterLinkedDebtors, pay, printInvoices } from './shop.ts';

/** Two debtors: one whose invoice Salesforce knows nothing of, one whose row a person has changed since, paid in part. */
export const SUBJECT: FlowSubject = {
  open: async (company) => {
    const { exact, document } = divisionsOf(company);
    const stage = await startStage({ exact });
    const debtors = await enterLinkedDebtors(stage, ['New', 'Old'], company === 'a further division' ? DIVISION : undefined);
    const item = await enterItem(stage, 'LAMP');
    const invoices = await enterInvoices(
      stage,
      debtors.map(({ debtorId }, index) => ({
        OrderedBy: debtorId,
        SalesInvoiceLines: [{ Item: item, Quantity: index + 1, NetPrice: 50 }],
      })),
    );
    await printInvoices(stage, invoices);
    const [, old] = debtors;
    const [, second = ''] = invoices;
    await pay(stage, second, 30);
    await stage.createRecords([
      {
        object: 'ExactInvoice__c',
        fields: {
          Key__c: `${DIVISION}-SalesInvoices-${second}`,
          Division__c: String(DIVISION),
          Exact_Account_Id__c: old?.debtorId,
          Account__c: old?.accountId,
          Invoice_Status__c: 'Not processed',
          Gross_Amount__c: 3,
        },
      },
    ]);
    return {
      stage,
      document: { version: 1, ...document, flows: { invoices: { enabled: true, division: DIVISION } } },
      request: { kind: 'changes', cursors: {}, full: true },
    };
  },
  exactPaths: {},
  salesforceObjects: ['Account', 'ExactInvoice__c', 'ExactInvoiceLine__c', 'ExactReceivable__c', 'ExactLink__c'],
};

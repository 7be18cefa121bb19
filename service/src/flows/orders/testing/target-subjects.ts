import { divisionsOf, type FlowSubject } from '../../testing/subject.ts';
import { DIVISION } from '../../testing/stage.ts';
import type { TargetKind } from '../targets/index.ts';
import { entries, makeOrder, open, settings, stage } from './shop.ts';
import { SUBJECT } from './subject.ts';

/** Exact asks most documents for a payment condition, which their customer brings. */
const KNOWN = { Status: 'C', Country: 'NL', PaymentConditionSales: '14' };

/** Orders that become another document: one of a customer whom Exact knows, and one of a customer whom it has with another city. */
function subjectOf(usual: TargetKind, exactPaths: Readonly<Record<string, string>>): FlowSubject {
  return {
    ...SUBJECT,
    open: async (company) => {
      const { exact, document: divisions } = divisionsOf(company);
      const { flows, ...rest } = settings({ division: DIVISION, targets: { usual } }) as { flows: object };
      const document = { ...rest, ...divisions, flows: { ...flows, products: { enabled: true, division: DIVISION } } };
      await open({ exact }, document);
      await stage.createRows('crm/Accounts', [
        { ...KNOWN, Name: 'Bakker', Email: 'jan@bakker.example' },
        { ...KNOWN, Name: 'Visser B.V.', Email: 'inkoop@visser.example', City: 'Delft' },
      ]);
      const lines = [0, 1].map((index) => ({ PricebookEntryId: entries[index], Quantity: 3, UnitPrice: index + 1.5 }));
      const first = await makeOrder({ lines });
      const second = await makeOrder({
        account: { Name: 'Visser B.V.', BillingCity: 'Haarlem' },
        contact: { FirstName: 'Els', LastName: 'Visser', Email: 'inkoop@visser.example' },
      });
      return { stage, document, request: { kind: 'records', ids: [first.orderId, second.orderId], explicit: true } };
    },
    exactPaths: { Account: 'crm/Accounts', Contact: 'crm/Contacts', Address: 'crm/Addresses', ...exactPaths },
  };
}

const INVOICE = 'salesinvoice/SalesInvoices';
const INVOICE_LINES = { SalesInvoiceLines: 'salesinvoice/SalesInvoiceLines' };

/** The other documents that orders become, by what they are called. */
export const TARGET_SUBJECTS: Readonly<Record<string, FlowSubject>> = {
  'sales invoices': subjectOf('salesInvoice', { SalesInvoice: INVOICE, ...INVOICE_LINES }),
  quotations: subjectOf('quotation', { Quotation: 'crm/Quotations', QuotationLines: 'crm/QuotationLines' }),
  'direct invoices': subjectOf('directInvoice', { DirectInvoice: INVOICE, ...INVOICE_LINES }),
};

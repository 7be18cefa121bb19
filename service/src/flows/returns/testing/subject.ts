import { stage } from '../../orders/testing/shop.ts';
import { DIVISION } from '../../testing/stage.ts';
import { divisionsOf, type FlowSubject } from '../../testing/subject.ts';
import { approve, invoice, open, sell, settings, takeBack, twoLines } from './shop.ts';

/** Two returns of one invoiced order, both approved. */
export const SUBJECT: FlowSubject = {
  open: async (company) => {
    const { exact, document: divisions } = divisionsOf(company);
    const { flows, ...rest } = settings() as { readonly flows: Readonly<Record<string, object>> };
    const inDivision = Object.fromEntries(Object.entries(flows).map(([name, own]) => [name, { ...own, division: DIVISION }]));
    const document = { ...rest, ...divisions, flows: inDivision };
    // Which sign a company shows on credit notes differs; with this one a line says what was posted.
    const positive = exact.divisions.map((division) => ({ ...division, creditNotes: 'positive' as const }));
    await open({ exact: { divisions: positive } }, document);
    const sold = await sell({ lines: twoLines() }, document);
    await invoice(sold);
    const [first, second] = sold.items;
    const ids = [
      await takeBack(sold, [
        [first, 2],
        [second, 1],
      ]),
      await takeBack(sold, [[first, 3]]),
    ];
    await approve(ids, document);
    return { stage, document, request: { kind: 'records', ids, explicit: true } };
  },
  exactPaths: { SalesInvoice: 'salesinvoice/SalesInvoices', SalesInvoiceLines: 'salesinvoice/SalesInvoiceLines' },
  salesforceObjects: ['Order', 'OrderItem', 'ExactLink__c'],
};

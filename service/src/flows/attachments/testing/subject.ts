import { stage } from '../../orders/testing/shop.ts';
import { DIVISION } from '../../testing/stage.ts';
import { divisionsOf, type FlowSubject } from '../../testing/subject.ts';
import { attach, LOOK, openWithOrder, sentOrder, settings } from './shop.ts';

/** Two orders: one with two files, one with a file that is on both. */
export const SUBJECT: FlowSubject = {
  open: async (company) => {
    const { exact, document: divisions } = divisionsOf(company);
    const { flows, ...rest } = settings() as { readonly flows: Readonly<Record<string, object>> };
    const inDivision = Object.fromEntries(Object.entries(flows).map(([name, own]) => [name, { ...own, division: DIVISION }]));
    const document = { ...rest, ...divisions, flows: inDivision };
    const first = await openWithOrder({ exact }, document);
    const second = await sentOrder(document);
    await attach(first, 'quote.pdf', 'signed');
    await attach(first, 'purchase order.pdf', 'ordered');
    await attach(second, 'also signed.pdf', 'signed');
    return { stage, document, request: LOOK };
  },
  exactPaths: { Document: 'documents/Documents', DocumentAttachment: 'documents/DocumentAttachments' },
  salesforceObjects: ['Order', 'ContentVersion', 'ContentDocumentLink', 'ExactLink__c'],
  work: ['create'],
};

import { z } from 'zod';
import type { HttpApp } from '../app-types.ts';
import type { HttpDependencies } from '../ports.ts';
import { PROBLEM } from '../problems.ts';
import { SALESFORCE_ID } from '../salesforce-id.ts';

const PDF = z
  .object({
    state: z.enum(['attached', 'notPrinted']).describe('notPrinted: Exact Online has no PDF of it yet'),
    fileId: z.string().nullable().describe('the file (ContentDocument) on the invoice in Salesforce'),
    title: z.string().nullable(),
    isNew: z.boolean().describe('false: the same file hung on the invoice already'),
  })
  .meta({ id: 'InvoicePdf' });

/** The button on an invoice: hangs the PDF that Exact Online made of it on its row, once. */
export function invoicePdfRoutes(app: HttpApp, { invoicePdfs }: HttpDependencies): void {
  app.post(
    '/v1/invoices/:invoiceId/pdf',
    {
      schema: {
        tags: ['invoices'],
        params: z.object({ invoiceId: SALESFORCE_ID }),
        response: { 200: PDF, 404: PROBLEM, 409: PROBLEM, 422: PROBLEM },
      },
    },
    async (request) => {
      const pdf = await invoicePdfs.attach(request.org.id, request.params.invoiceId);
      return { fileId: null, title: null, isNew: false, ...pdf };
    },
  );
}

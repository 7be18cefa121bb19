/** Invoices and their files. */
export const INVOICE_ERRORS = {
  invoice_not_found: {
    title: 'The invoice is not in Salesforce',
    status: 404,
    message: 'Salesforce has no invoice with the id {invoice}, or the integration user may not see it.',
    action: 'Open the invoice anew; an administrator checks whether it is shared with the integration user.',
    handling: 'person',
  },
  invoice_pdf_unusable: {
    title: 'The file of the invoice is no PDF',
    status: 422,
    message: 'What Exact Online sent as the PDF of invoice {invoice} is none.',
    action:
      'Open the invoice in Exact Online and look at its document. An administrator checks whether the user of the connection may see documents there.',
    handling: 'person',
  },
  invoice_pdf_too_large: {
    title: 'The PDF of the invoice is too large',
    status: 422,
    message: 'The PDF of invoice {invoice} is larger than {limit} MB.',
    action: 'Open it in Exact Online; print it there with a smaller layout to have it here.',
    handling: 'person',
  },
} as const;

export { owedOf } from './amounts.ts';
export { INVOICES } from './flow.ts';
export { owedByRows, owedInExact } from './owed.ts';
export { attachInvoicePdf, type InvoicePdf } from './pdf.ts';

export { owedOf } from './amounts.ts';
export { INVOICES } from './flow.ts';
export { attachInvoicePdf, type InvoicePdf } from './pdf.ts';

export { INVOICES } from './flow.ts';

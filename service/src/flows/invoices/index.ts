export { owedOf } from './amounts.ts';
export { INVOICES } from './flow.ts';

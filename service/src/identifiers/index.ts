export { readVatNumber } from './vat-number.ts';

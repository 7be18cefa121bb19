export { readCompanyNumber } from './company-number.ts';
export { readPhoneNumber } from './phone-number.ts';
export { isSameNumber, readNumber, type NumberKind } from './same-number.ts';
export { readVatNumber } from './vat-number.ts';

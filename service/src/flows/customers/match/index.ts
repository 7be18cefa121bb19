export { customerClaim } from './claims.ts';
export { isDebtorOf, readDebtors, rememberedAddresses, rememberedDebtors, untoldCustomers } from './known-debtors.ts';
export { otherOwners, type Owner } from './owners.ts';
export { resolveCustomers } from './resolve.ts';
export { fitsBy, spellings } from './by-number.ts';
export { furtherPersons } from './further-persons.ts';

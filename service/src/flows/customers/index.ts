export { accountFields, CONTACT_FIELDS, customerOf, customerScope } from './customer.ts';
export { listDebtors, type DebtorList } from './debtor-candidates.ts';
export { chooseDebtor, type DebtorChoice } from './debtor-choice.ts';
export { accountUrl } from './exact-page.ts';
export { lookAtAccount } from './look.ts';
export { isDebtorOf, readDebtors, rememberedAddresses, rememberedDebtors, resolveCustomers } from './match/index.ts';
export { debtorVatCode, forgottenLink, planCustomer, planDelivery, type DeliveryPlan } from './plan/index.ts';
export { CustomerSender, doubtRemembered } from './send/index.ts';
export type { AccountRow, ContactRow, Customer, CustomerFacts, CustomerInput } from './types.ts';

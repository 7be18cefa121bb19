export { debtorVatCode, debtorVatFacts } from './debtor-vat.ts';
export { planDelivery, type DeliveryPlan } from './delivery-address.ts';
export { movedLink } from './moved-link.ts';
export { forgottenLink, planCustomer } from './plan.ts';
export { planFurtherPersons } from './further-persons.ts';

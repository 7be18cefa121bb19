export {
  exactControl,
  salesforceControl,
  type ExactControl,
  type SalesforceControl,
  type SalesforceSeed,
  type StoredRow,
} from './control.ts';
export { companyDay } from './company-day.ts';
export type { SeedEntities, SeedRow } from './exact-rows.ts';
export type { ExactTarget } from './exact-seeding.ts';
export type { SeededOrders } from './salesforce-orders.ts';
export { collectRetailData } from './retail/collect.ts';
export type { Refusal, RetailCustomer, RetailData, RetailItem, RetailLine, RetailOrder } from './retail/retail-data.ts';
export { DEFAULT_DEBTOR_CODE, loadCustomers, loadItems, loadOrders, summarise, type RetailSummary } from './retail/load-steps.ts';
export { createDemoCompany, DEMO_DEFAULT_DEBTOR_CODE, type DemoCompany } from './demo/company.ts';
export { demoConfiguration, seedDemoCompany, type SeededDemo } from './demo/seed.ts';

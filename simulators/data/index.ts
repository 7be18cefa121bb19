export { exactControl, salesforceControl, type ExactControl, type SalesforceControl, type StoredRow } from './control.ts';
export { companyDay } from './company-day.ts';
export type { ExactTarget } from './exact-seeding.ts';
export { collectRetailData } from './retail/collect.ts';
export type { RetailData } from './retail/retail-data.ts';
export { DEFAULT_DEBTOR_CODE, loadCustomers, loadItems, loadOrders, summarise } from './retail/load-steps.ts';
export { DemoClerk } from './demo/clerk.ts';
export { createDemoCompany } from './demo/company.ts';
export { demoConfiguration, seedDemoCompany } from './demo/seed.ts';

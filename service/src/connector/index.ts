export { BASE_NEEDS } from './needed-rights.ts';
export { checkCompanies } from './company-checks.ts';
export { createConnector } from './connector.ts';
export { checkReferences } from './settings-check.ts';
export { exactVault, salesforceVault } from './vaults.ts';
export { watchLostRenewals } from './lost-renewals.ts';

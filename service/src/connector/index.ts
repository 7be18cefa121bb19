export { createConnector, type ConnectorDependencies } from './connector.ts';
export { exactVault, salesforceVault } from './vaults.ts';

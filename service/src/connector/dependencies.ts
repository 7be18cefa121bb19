import type { ExactApp, ExactClients } from '../exact/index.ts';
import type { SalesforceApp, SalesforceClients } from '../salesforce/index.ts';
import type { Store } from '../store/index.ts';

/** What connecting needs of both systems and of the store. */
export interface ConnectorDependencies {
  readonly store: Store;
  readonly exact: ExactClients;
  readonly salesforce: SalesforceClients;
  readonly exactAppOf: (country: string) => ExactApp;
  readonly salesforceApp: SalesforceApp;
}

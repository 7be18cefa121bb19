import type { ExactApp, ExactClients } from '../exact/index.ts';
import type { SalesforceApp, SalesforceClients, SalesforceNeeds } from '../salesforce/index.ts';
import type { Store } from '../store/index.ts';

/** What connecting needs of both systems and of the store. */
export interface ConnectorDependencies {
  readonly store: Store;
  readonly exact: ExactClients;
  readonly salesforce: SalesforceClients;
  readonly exactAppOf: (country: string) => ExactApp;
  readonly salesforceApp: SalesforceApp;
  /** What Tandem and its flows need in Salesforce. */
  readonly needs: SalesforceNeeds;
}

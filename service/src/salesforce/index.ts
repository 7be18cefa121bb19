export { SalesforceChanges, type ChangedRow } from './changes.ts';
export { createSalesforceClients, type SalesforceClients, type SalesforceTrial } from './clients.ts';
export type { SalesforceConnection, SalesforceConnectRequest } from './connect.ts';
export { isSalesforceId, objectOfId, SALESFORCE_ID_PATTERN, toSalesforceId } from './ids.ts';
export { authorizeUrl, createPkce } from './oauth.ts';
export type { SalesforcePerson } from './person.ts';
export type { ApiUsage, SalesforceApp, SalesforceCredentials } from './ports.ts';
export { LONGEST_QUERY_URI, soqlDateTime, soqlForValues, soqlIn, soqlName, soqlText } from './soql.ts';
export { decimalNumber as salesforceNumber } from '../wire/index.ts';
export type {
  SalesforceFeatures,
  SalesforceFieldDescribe,
  SalesforceObjectDescribe,
  SalesforceOrg,
  SalesforceQuery,
  SalesforceRow,
  SalesforceWrite,
  SalesforceWriteResult,
} from './types.ts';
export { NO_RIGHTS, togetherNeeded, type ObjectRight, type SalesforceNeeds, type SwitchedObject } from './rights.ts';

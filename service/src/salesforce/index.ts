export { createSalesforceClients, type SalesforceClients, type SalesforceDependencies, type SalesforceTrial } from './clients.ts';
export type { SalesforceConnection, SalesforceConnectRequest } from './connect.ts';
export { isSalesforceId, normalizeSalesforceId } from './ids.ts';
export { namesOf, type Names } from './names.ts';
export { authorizeUrl, createPkce, type Pkce } from './oauth.ts';
export type { SalesforcePerson } from './person.ts';
export type { ApiUsage, SalesforceApp, SalesforceCredentials, SalesforceGrant } from './ports.ts';
export { soqlDate, soqlDateTime, soqlForValues, soqlIn, soqlName, soqlText } from './soql.ts';
export { decimalNumber as salesforceNumber } from '../wire/index.ts';
export type {
  SalesforceFeatures,
  SalesforceFieldDescribe,
  SalesforceNotification,
  SalesforceObjectDescribe,
  SalesforceOrg,
  SalesforceRow,
  SalesforceWrite,
  SalesforceWriteOptions,
  SalesforceWriteResult,
} from './types.ts';

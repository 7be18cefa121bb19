/** What one org needs to let Tandem in. Secret: sealed wherever it is stored. */
export interface SalesforceCredentials {
  /** My Domain of the org, without a trailing slash. */
  readonly instanceUrl: string;
  readonly grant: SalesforceGrant;
  /** The user that a jwt is issued for. */
  readonly username?: string | undefined;
  /** For the refresh_token grant. Rotated: presenting a spent one revokes everything. */
  readonly refreshToken?: string | undefined;
  readonly accessToken?: string | undefined;
  readonly issuedAt?: Date | undefined;
}

export type SalesforceGrant = 'client_credentials' | 'refresh_token' | 'jwt';

/** The External Client App. */
export interface SalesforceApp {
  readonly clientId: string;
  readonly clientSecret: string;
  /** Where a browser signs in: login.salesforce.com, test.salesforce.com or a My Domain. No trailing slash. */
  readonly loginUrl: string;
  /** PKCS#8, for the jwt grant. */
  readonly privateKeyPem?: string | undefined;
}

/** Told after each call what the `Sforce-Limit-Info` header says. */
export interface ApiUsage {
  record(orgId: string, used: number, limit: number): void;
}

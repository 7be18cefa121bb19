import type { TandemError } from '../errors/index.ts';
import type { CallClass } from './types.ts';

/** What one org needs to speak to Exact Online as its user. Secret: sealed wherever it is stored. */
export interface ExactCredentials {
  /** Two letters, lower case: decides the host and the app registration. */
  readonly country: string;
  /** Single use: dead the moment it is presented. */
  readonly refreshToken: string;
  /** Absent when only a refresh token is known yet. */
  readonly accessToken?: string | undefined;
  /** When the access token arrived here; the 570-second rule counts from it. */
  readonly issuedAt?: Date | undefined;
}

export interface VaultEntry<Credentials> {
  readonly credentials: Credentials;
  /** True after `markReconnect`: no token request is made until a person has connected again. */
  readonly needsReconnect: boolean;
}

/**
 * Where the credentials of an org live, with one writer at a time over all instances. `exclusively` holds a lease, never a
 * database transaction, while `work` speaks HTTP: it re-reads the entry inside the lease, and what `store` is given is
 * durable when it resolves. A later `store` after connecting again clears `needsReconnect`.
 */
export interface CredentialVault<Credentials> {
  read(orgId: string): Promise<VaultEntry<Credentials> | undefined>;
  exclusively<Result>(
    orgId: string,
    work: (entry: VaultEntry<Credentials> | undefined, store: (credentials: Credentials) => Promise<void>) => Promise<Result>,
  ): Promise<Result>;
  markReconnect(orgId: string, reason: TandemError): Promise<void>;
}

/** Exact counts calls by app registration, host and division: two orgs on one division share one budget. */
export interface BudgetKey {
  readonly clientId: string;
  readonly host: string;
  readonly division: number;
}

export type BudgetGrant =
  { readonly granted: true } | { readonly granted: false; readonly waitMs: number; readonly window: 'minute' | 'day' | 'errors' };

/** One family of rate-limit headers. A family that an answer does not carry is unknown, never zero. */
export interface RateWindow {
  readonly limit?: number | undefined;
  readonly remaining?: number | undefined;
  /** Real time, also when durations are scaled. */
  readonly resetsAt?: Date | undefined;
}

export interface RateHeaders {
  readonly minute?: RateWindow | undefined;
  readonly day?: RateWindow | undefined;
}

/** The shared counter of calls and errors. Every data request asks it first, retries included. */
export interface ExactBudget {
  /** `endpoint` is the resource path: the rule of ten errors an hour counts by it. */
  acquire(key: BudgetKey, callClass: CallClass, endpoint: string): Promise<BudgetGrant>;
  /** What the answer's headers say, which wins over our own count. */
  correct(key: BudgetKey, headers: RateHeaders): Promise<void>;
  /** An answer of 400, 401, 403 or 404: ten of them an hour block the key for an hour. */
  recordError(key: BudgetKey, endpoint: string): Promise<void>;
}

/** Remembers what a division turned out to be able to do. */
export interface DivisionMemory {
  /** Undefined until it was tried. */
  acceptsOr(key: BudgetKey): Promise<boolean | undefined>;
  rememberOr(key: BudgetKey, accepts: boolean): Promise<void>;
}

/** An app registration at Exact; every country has its own. */
export interface ExactApp {
  readonly country: string;
  /** Origin without a trailing slash, such as `https://start.exactonline.nl`. */
  readonly baseUrl: string;
  readonly clientId: string;
  readonly clientSecret: string;
}

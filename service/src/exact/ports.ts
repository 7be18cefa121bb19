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

export type BudgetAnswer =
  | { readonly isGranted: true }
  | { readonly isGranted: false; readonly reason: 'minute' | 'day' | 'blocked' | 'errors'; readonly retryAfterMs: number };

/** One family of rate-limit headers. */
export interface RateWindow {
  readonly limit: number;
  readonly remaining: number;
  /** Real time, also when durations are scaled. */
  readonly resetAt?: Date | undefined;
}

/** What the headers of an answer say. A family that it does not carry is unknown, never zero. */
export interface RateHeaders {
  readonly minute?: RateWindow | undefined;
  readonly day?: RateWindow | undefined;
}

/** The shared counter of calls and errors, by `budgetKey`. Every data request asks it first, retries included. */
export interface ExactBudget {
  /** `endpoint` is the resource path: the rule of ten errors an hour counts by it. */
  acquire(key: string, callClass: CallClass, endpoint: string): Promise<BudgetAnswer>;
  /** What the answer's headers say, which wins over our own count. */
  correct(key: string, headers: RateHeaders): Promise<void>;
  /** After a 429: nothing goes out before `until`; without it, not before the minute is over. */
  block(key: string, until?: Date): Promise<void>;
  /** An answer of 400, 401, 403 or 404: ten of them an hour block the key for an hour. */
  recordError(key: string, endpoint: string): Promise<unknown>;
}

/** Exact counts calls by app registration, host and division: two orgs on one division share one budget. */
export function budgetKey(app: ExactApp, division: number): string {
  return `${new URL(app.baseUrl).host}/${app.clientId}/${division}`;
}

/** Remembers, by `budgetKey`, what a division turned out to be able to do. */
export interface DivisionMemory {
  /** Undefined until it was tried. */
  acceptsOr(key: string): Promise<boolean | undefined>;
  rememberOr(key: string, accepts: boolean): Promise<void>;
}

/** An app registration at Exact; every country has its own. */
export interface ExactApp {
  readonly country: string;
  /** Origin without a trailing slash, such as `https://start.exactonline.nl`. */
  readonly baseUrl: string;
  readonly clientId: string;
  readonly clientSecret: string;
}

import type { DivisionOptions } from './store/division.ts';

export interface AppOptions {
  readonly clientId: string;
  readonly clientSecret: string;
  /** Key of the webhook signatures; not the client secret. */
  readonly webhookSecret: string;
  readonly redirectUris: readonly string[];
}

export interface LimitOptions {
  readonly perMinute: number;
  readonly perDay: number;
}

export interface ExactSimulatorOptions {
  /** 0, the default, takes a free port. */
  readonly port?: number;
  readonly host?: string;
  /** Where callers reach it, as addresses in answers say it; where it listens when not set. Without a slash at the end. */
  readonly publicUrl?: string;
  /** Speeds up every rule of the clock: with 60, a minute's window lasts a second and a token ten seconds. */
  readonly timeScale?: number;
  readonly app: AppOptions;
  /** Null switches off call limits and the error budget; default 60 a minute and 5,000 a day. */
  readonly limits?: LimitOptions | null;
  /** False refuses `or` in filters with a 400. */
  readonly acceptsOrInFilters?: boolean;
  readonly divisions: readonly DivisionOptions[];
}

export type Settings = Required<Omit<ExactSimulatorOptions, 'publicUrl'>> & Pick<ExactSimulatorOptions, 'publicUrl'>;

/** Fills in the defaults. */
export const settingsOf = (options: ExactSimulatorOptions): Settings => ({
  port: 0,
  host: '127.0.0.1',
  timeScale: 1,
  limits: { perMinute: 60, perDay: 5000 },
  acceptsOrInFilters: true,
  ...options,
});

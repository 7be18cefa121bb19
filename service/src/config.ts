import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { isIP } from 'node:net';
import path from 'node:path';
import { inspect } from 'node:util';
import { z } from 'zod';
import { ENGLISH, carried, TandemError, valueText } from './errors/index.ts';
import { embeddedDirectory, KeyRing, type DatabaseLocation } from './store/index.ts';

/** Text that neither prints nor serialises. Ask for it where it is used. */
export class Secret {
  readonly #text: string;

  constructor(text: string) {
    this.#text = text;
  }

  reveal(): string {
    return this.#text;
  }

  toString(): string {
    return '[secret]';
  }

  toJSON(): string {
    return '[secret]';
  }

  [inspect.custom](): string {
    return '[secret]';
  }
}

/** An app registration at Exact Online. */
export interface ExactAppConfig {
  readonly country: string;
  readonly baseUrl: string;
  readonly clientId: string;
  readonly clientSecret: Secret;
}

export interface Config {
  readonly isProduction: boolean;
  readonly host: string;
  readonly port: number;
  /** Without a trailing slash; undefined: `http://localhost:<port that was really opened>`. */
  readonly publicUrl: string | undefined;
  /** Proxies whose `X-Forwarded-For` is believed: how many stand in front, or their addresses and networks. */
  readonly trustedProxies: number | readonly string[] | undefined;
  readonly database: DatabaseLocation;
  readonly masterKeys: Secret;
  readonly operatorToken: Secret | undefined;
  /** By country, two letters, lower case; `*` is the registration for every other country. */
  readonly exactApps: Readonly<Record<string, ExactAppConfig>>;
  readonly exactWebhookSecret: Secret | undefined;
  /** Where the operator is told what stopped a flow. The address may hold a key. */
  readonly alertWebhook: { readonly url: Secret; readonly secret: Secret } | undefined;
  readonly salesforce: {
    readonly clientId: string | undefined;
    readonly clientSecret: Secret | undefined;
    /** PEM of the key that signs the jwt grant. */
    readonly jwtPrivateKey: Secret | undefined;
    readonly loginUrl: string | undefined;
  };
  readonly timeScale: number;
  readonly logLevel: 'fatal' | 'error' | 'warn' | 'info' | 'debug' | 'trace';
  readonly activityRetentionDays: number;
}

const url = z
  .url({ protocol: /^https?$/, error: 'must be an http or https address' })
  .transform((text) => text.replace(/\/+$/, ''));
const secretUrl = z
  .url({ protocol: /^https?$/, error: 'must be an http or https address', abort: true })
  .refine((text) => new URL(text).username === '' && new URL(text).password === '', 'must name no user and no password')
  .transform((text) => new Secret(text));
const secret = (minLength: number) =>
  z
    .string()
    .min(minLength, `must be at least ${minLength} characters long`)
    .transform((text) => new Secret(text));

const MOST_HOPS = 9;
/** Never "true": whoever reaches the port could then say to be anybody. */
const proxies = z.string().transform((text, context) => {
  const entries = text.split(',').map((entry) => entry.trim());
  const hops = Number(text);
  if (Number.isInteger(hops) && hops >= 1 && hops <= MOST_HOPS) return hops;
  if (entries.every(isNetwork)) return entries;
  context.addIssue({ code: 'custom', message: `must be the number of proxies, 1 to ${MOST_HOPS}, or their addresses` });
  return z.NEVER;
});

function isNetwork(text: string): boolean {
  const [address = '', bits, ...more] = text.split('/');
  const version = isIP(address);
  if (version === 0 || more.length > 0) return false;
  return bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) >= 1 && Number(bits) <= (version === 4 ? 32 : 128));
}

/** Every variable the service reads, in the order of .env.example. */
export const ENVIRONMENT = z.object({
  NODE_ENV: z.string().default('development').describe('production refuses what is meant for tests and laptops'),
  HOST: z.string().min(1).default('127.0.0.1').describe('address to listen on'),
  PORT: z.coerce.number().int().min(0).max(65_535).default(8080).describe('port to listen on; 0 takes a free one'),
  PUBLIC_URL: url.optional().describe('how browsers and Exact reach this service; http://localhost:PORT when not set'),
  TRUST_PROXY: proxies
    .optional()
    .describe(
      'proxies in front whose X-Forwarded-For is believed: how many, or their addresses, comma separated; none when not set',
    ),
  DATABASE_URL: z
    .string()
    .regex(/^postgres(ql)?:\/\//, 'must begin with postgres:// or postgresql://')
    .optional()
    .describe('PostgreSQL 15 or later, shared by all instances; an embedded database in DATA_DIR when not set'),
  DATA_DIR: z.string().min(1).default('./.data').describe('directory of the embedded database and its generated keys'),
  MASTER_KEYS: z
    .string()
    .min(1)
    .optional()
    .describe('id:base64(32 bytes), comma separated; the first seals, all open; generated into DATA_DIR when embedded'),
  OPERATOR_TOKEN: secret(32)
    .optional()
    .describe('bearer token of the operator routes, at least 32 characters; they are off when not set'),
  EXACT_CLIENT_ID: z.string().min(1).optional().describe('app registration at Exact Online'),
  EXACT_CLIENT_SECRET: secret(1).optional().describe('secret of that registration'),
  EXACT_WEBHOOK_SECRET: secret(1).optional().describe('webhook secret of that registration; webhooks are refused when not set'),
  EXACT_BASE_URL: url.optional().describe('replaces https://start.exactonline.<country>'),
  SALESFORCE_CLIENT_ID: z.string().min(1).optional().describe('consumer key of the External Client App'),
  SALESFORCE_CLIENT_SECRET: secret(1).optional().describe('its consumer secret'),
  SALESFORCE_JWT_PRIVATE_KEY: secret(1).optional().describe('PEM of the private key for the jwt grant, line breaks as \\n'),
  SALESFORCE_LOGIN_URL: url.optional().describe('replaces login.salesforce.com, test.salesforce.com or a My Domain'),
  ALERT_WEBHOOK_URL: secretUrl
    .optional()
    .describe('https address to which what stops a flow is posted, beside the notification in Salesforce'),
  ALERT_WEBHOOK_SECRET: secret(32)
    .optional()
    .describe('signs what is posted there, at least 32 characters; required with that address'),
  TIME_SCALE: z.coerce.number().min(1).default(1).describe('divides durations, against simulators only; refused in production'),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace']).default('info').describe('how much is logged'),
  ACTIVITY_RETENTION_DAYS: z.coerce.number().int().min(1).max(366).default(7).describe('days the activity log is kept'),
});

type Environment = z.infer<typeof ENVIRONMENT>;

const COUNTRY_VARIABLE = /^EXACT_([A-Z]{2})_(CLIENT_ID|CLIENT_SECRET)$/;
/** Exact lives at `start.exactonline.<top level domain>`; the British one is two labels long. */
const EXACT_DOMAINS: Readonly<Record<string, string>> = { gb: 'co.uk', uk: 'co.uk', us: 'com' };

/**
 * Reads, checks and freezes the configuration. Throws `environment_invalid` naming every variable that is wrong, never
 * its value. Generates master keys into DATA_DIR (mode 600) when the database is embedded and none are given.
 */
export function readConfig(environment: Readonly<Record<string, string | undefined>>): Config {
  const present = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== undefined && value !== ''));
  const result = ENVIRONMENT.safeParse(present);
  if (!result.success)
    throw invalid(result.error.issues.map((issue) => `${issue.path.join('.')}: ${valueText(carried(issue.message), ENGLISH)}`));
  const values = result.data;
  const isProduction = values.NODE_ENV === 'production';
  const problems = [...combinationProblems(values, isProduction)];
  const exactApps = readExactApps(present, values, problems);
  if (problems.length > 0) throw invalid(problems);
  return deepFreeze({
    isProduction,
    host: values.HOST,
    port: values.PORT,
    publicUrl: values.PUBLIC_URL,
    trustedProxies: values.TRUST_PROXY,
    database:
      values.DATABASE_URL === undefined
        ? { kind: 'embedded', directory: values.DATA_DIR }
        : { kind: 'server', connectionString: values.DATABASE_URL },
    masterKeys: new Secret(values.MASTER_KEYS ?? generatedKeys(values.DATA_DIR)),
    operatorToken: values.OPERATOR_TOKEN,
    exactApps,
    exactWebhookSecret: values.EXACT_WEBHOOK_SECRET,
    alertWebhook:
      values.ALERT_WEBHOOK_URL === undefined || values.ALERT_WEBHOOK_SECRET === undefined
        ? undefined
        : { url: values.ALERT_WEBHOOK_URL, secret: values.ALERT_WEBHOOK_SECRET },
    salesforce: {
      clientId: values.SALESFORCE_CLIENT_ID,
      clientSecret: values.SALESFORCE_CLIENT_SECRET,
      jwtPrivateKey: values.SALESFORCE_JWT_PRIVATE_KEY,
      loginUrl: values.SALESFORCE_LOGIN_URL,
    },
    timeScale: values.TIME_SCALE,
    logLevel: values.LOG_LEVEL,
    activityRetentionDays: values.ACTIVITY_RETENTION_DAYS,
  });
}

/** The environment of this process: the only place that reads it. */
export function readProcessConfig(): Config {
  return readConfig(process.env);
}

function* keyProblems(text: string): Generator<string> {
  try {
    new KeyRing(text);
  } catch (error) {
    yield error instanceof RangeError ? error.message : 'MASTER_KEYS: cannot be read';
  }
}

function* combinationProblems(values: Environment, isProduction: boolean): Generator<string> {
  if (isProduction && values.TIME_SCALE !== 1) yield 'TIME_SCALE: is for simulators and refused in production';
  if (isProduction && values.DATABASE_URL === undefined) {
    yield 'DATABASE_URL: is required in production, the embedded database may lose rows when the machine loses power';
  }
  if (values.DATABASE_URL !== undefined && values.MASTER_KEYS === undefined) {
    yield 'MASTER_KEYS: is required with DATABASE_URL, all instances must seal with the same keys';
  }
  if (values.MASTER_KEYS !== undefined) yield* keyProblems(values.MASTER_KEYS);
  if (isProduction && values.PUBLIC_URL?.startsWith('https://') !== true) {
    yield 'PUBLIC_URL: is required in production and must begin with https://';
  }
  if ((values.ALERT_WEBHOOK_URL === undefined) !== (values.ALERT_WEBHOOK_SECRET === undefined)) {
    yield `ALERT_WEBHOOK_${values.ALERT_WEBHOOK_URL === undefined ? 'URL' : 'SECRET'}: is missing, the webhook needs both`;
  }
  const isWebhookPlain =
    values.ALERT_WEBHOOK_URL !== undefined && new URL(values.ALERT_WEBHOOK_URL.reveal()).protocol !== 'https:';
  if (isWebhookPlain && values.NODE_ENV !== 'development') {
    yield 'ALERT_WEBHOOK_URL: must begin with https:// outside development';
  }
}

function readExactApps(
  present: Readonly<Record<string, string | undefined>>,
  values: Environment,
  problems: string[],
): Record<string, ExactAppConfig> {
  const apps: Record<string, ExactAppConfig> = {};
  const add = (country: string, prefix: string, clientId: string | undefined, clientSecret: string | undefined): void => {
    if (clientId === undefined && clientSecret === undefined) return;
    if (clientId === undefined || clientSecret === undefined) {
      problems.push(`${prefix}_CLIENT_${clientId === undefined ? 'ID' : 'SECRET'}: is missing, an app registration needs both`);
      return;
    }
    const baseUrl = values.EXACT_BASE_URL ?? `https://start.exactonline.${country === '*' ? 'nl' : exactDomain(country)}`;
    apps[country] = { country, baseUrl, clientId, clientSecret: new Secret(clientSecret) };
  };
  add('*', 'EXACT', values.EXACT_CLIENT_ID, values.EXACT_CLIENT_SECRET?.reveal());
  const countries = new Set(Object.keys(present).flatMap((name) => COUNTRY_VARIABLE.exec(name)?.[1] ?? []));
  for (const country of countries) {
    const prefix = `EXACT_${country}`;
    add(country.toLowerCase(), prefix, present[`${prefix}_CLIENT_ID`], present[`${prefix}_CLIENT_SECRET`]);
  }
  return apps;
}

/**
 * The registration for a country: its own, else the general one at that country's address. Throws `not_configured` when
 * there is neither.
 */
export function exactAppOf(config: Config, country: string): ExactAppConfig {
  const own = config.exactApps[country];
  if (own !== undefined) return own;
  const general = config.exactApps['*'];
  if (general === undefined) throw new TandemError('not_configured', { system: 'Exact Online', variable: 'EXACT_CLIENT_ID' });
  const isDefaultHost = general.baseUrl === 'https://start.exactonline.nl';
  const baseUrl = isDefaultHost ? `https://start.exactonline.${exactDomain(country)}` : general.baseUrl;
  return { ...general, country, baseUrl };
}

function exactDomain(country: string): string {
  return EXACT_DOMAINS[country] ?? country;
}

/** Made once, beside a database that is yet to be made: one that is there was sealed with other keys. */
function generatedKeys(dataDirectory: string): string {
  const file = path.join(dataDirectory, 'master-keys');
  if (!existsSync(file)) {
    const directory = embeddedDirectory(dataDirectory);
    if (existsSync(directory)) throw new TandemError('master_keys_lost', { directory, file });
    mkdirSync(dataDirectory, { recursive: true, mode: 0o700 });
    writeFileSync(file, `local:${randomBytes(32).toString('base64')}\n`, { mode: 0o600, flag: 'wx' });
  }
  return readFileSync(file, 'utf8').trim();
}

function invalid(problems: readonly string[]): TandemError {
  return new TandemError('environment_invalid', { problems: problems.join('; ') });
}

function deepFreeze(config: Config): Config {
  for (const value of [
    config.database,
    config.salesforce,
    config.alertWebhook,
    config.exactApps,
    ...Object.values(config.exactApps),
  ])
    Object.freeze(value);
  return Object.freeze(config);
}

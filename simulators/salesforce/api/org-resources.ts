import { basePath, type ApiAnswer, type ApiCall } from './api-call.ts';

const OLDEST_VERSION = 50;
/** Of the versions from the oldest on. */
const RELEASES = [
  ...[
    "Winter '21",
    "Spring '21",
    "Summer '21",
    "Winter '22",
    "Spring '22",
    "Summer '22",
    "Winter '23",
    "Spring '23",
    "Summer '23",
  ],
  ...[
    "Winter '24",
    "Spring '24",
    "Summer '24",
    "Winter '25",
    "Spring '25",
    "Summer '25",
    "Winter '26",
    "Spring '26",
    "Summer '26",
  ],
];
/** API versions of this org; all behave like the newest. */
export const API_VERSIONS = RELEASES.map((_, index) => `${OLDEST_VERSION + index}.0`);

/** `GET /services/data`, which needs no token. */
export function listVersions(): ApiAnswer {
  return {
    status: 200,
    body: API_VERSIONS.map((version, index) => ({ label: RELEASES[index], url: `/services/data/v${version}`, version })),
  };
}

/** `GET /services/data/v67.0` */
export function listResources(call: ApiCall): ApiAnswer {
  const base = basePath(call);
  const names = ['sobjects', 'query', 'queryAll', 'limits', 'composite', 'jobs'];
  return { status: 200, body: Object.fromEntries(names.map((name) => [name, `${base}/${name}`])) };
}

/** `GET /limits` */
export function limits(call: ApiCall): ApiAnswer {
  const { used, limit } = call.services.usage();
  const entry = (max: number, remaining: number): unknown => ({ Max: max, Remaining: remaining });
  return {
    status: 200,
    body: {
      DailyApiRequests: entry(limit, Math.max(0, limit - used)),
      DailyAsyncApexExecutions: entry(250_000, 250_000),
      DailyBulkV2QueryJobs: entry(10_000, 10_000),
      DailyBulkApiBatches: entry(15_000, 15_000),
      DataStorageMB: entry(10_240, 10_240),
      FileStorageMB: entry(10_240, 10_240),
    },
  };
}

/** `GET /connect/organization`: the only REST resource that tells the currency of an org that has one. */
export function organization(call: ApiCall): ApiAnswer {
  const { orgId, settings } = call.services.org;
  return {
    status: 200,
    body: {
      orgId,
      name: settings.organizationName,
      accessTimeout: 120,
      features: { defaultCurrencyIsoCode: settings.currency, multiCurrency: settings.features.multiCurrency },
      userSettings: { userId: call.actor.userId, timeZone: { name: settings.timeZone } },
    },
  };
}

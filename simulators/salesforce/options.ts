import type { AppRegistration } from './oauth/index.ts';
import type { OrderStatusValue, OrgSettings } from './org-records.ts';
import type { OrgFeatures } from './schema/index.ts';

/** How to start the simulator. */
export interface SalesforceSimulatorOptions {
  /** 0, the default, takes a free port. */
  readonly port?: number;
  readonly host?: string;
  /** Divides the life of tokens; wall clocks stay true. */
  readonly timeScale?: number;
  /** Directory of the package in source format (`force-app/main/default`): the org has its fields and objects, no others. */
  readonly packageDirectory: string;
  /** Directories of packages that extend it and share its namespace. */
  readonly extensionDirectories?: readonly string[];
  /** Directories of what the org made itself: objects and fields without a namespace. */
  readonly ownDirectories?: readonly string[];
  /** Namespace of the installed package; empty where the source was deployed. */
  readonly namespace?: string;
  /** The package was just installed as a managed one: its permission sets lost what Salesforce drops, and the org's own are not made yet. */
  readonly managedInstall?: boolean;
  readonly features?: Partial<OrgFeatures>;
  readonly app: AppRegistration;
  /** The integration user behind client credentials and consent. */
  readonly runAsUsername?: string;
  /** Rights of that user; both by default. */
  readonly runAsRights?: { readonly activateOrders?: boolean; readonly editActivatedOrders?: boolean };
  readonly dailyApiLimit?: number;
  /** Corporate currency. */
  readonly currency?: string;
  /** Further active currencies, with multi-currency. */
  readonly otherCurrencies?: readonly string[];
  /** Replaces the two standard values Draft and Activated. */
  readonly orderStatuses?: readonly OrderStatusValue[];
  readonly organizationName?: string;
  /** Three characters that stand in every id of this org: two orgs in one test need different ones. */
  readonly instance?: string;
  readonly isSandbox?: boolean;
  /** IANA name. */
  readonly timeZone?: string;
  /** The org's default language, as Salesforce names it. */
  readonly language?: string;
}

const STANDARD_STATUSES: readonly OrderStatusValue[] = [
  { name: 'Draft', statusCode: 'Draft', isDefault: true },
  { name: 'Activated', statusCode: 'Activated', isDefault: false },
];

const STANDARD_FEATURES: OrgFeatures = {
  personAccounts: false,
  multiCurrency: false,
  stateCountryPicklists: false,
  orders: true,
  quotes: false,
  shipments: false,
  productCatalogs: false,
  reductionOrders: false,
};

/** The org's side of the options, with every default. */
export function toOrgSettings(options: SalesforceSimulatorOptions): OrgSettings {
  return {
    packageDirectory: options.packageDirectory,
    extensionDirectories: options.extensionDirectories ?? [],
    ownDirectories: options.ownDirectories ?? [],
    namespace: options.namespace ?? '',
    isManagedInstall: options.managedInstall ?? false,
    features: { ...STANDARD_FEATURES, ...options.features },
    organizationName: options.organizationName ?? 'Simulated Org',
    instance: options.instance ?? 'Qy0',
    isSandbox: options.isSandbox ?? false,
    timeZone: options.timeZone ?? 'Europe/Amsterdam',
    language: options.language ?? 'en_US',
    currency: options.currency ?? 'EUR',
    otherCurrencies: options.otherCurrencies ?? ['USD', 'GBP'],
    orderStatuses: options.orderStatuses ?? STANDARD_STATUSES,
    runAsUsername: options.runAsUsername ?? 'integration@example.com',
  };
}

import { languageOf, TandemError } from '../errors/index.ts';
import type { SalesforceCaller } from './caller.ts';
import { withConnection } from './connection.ts';
import type { DescribeCache } from './describe.ts';
import { namesOf, type Names } from './names.ts';
import { queryMany } from './queries.ts';
import type { SalesforceFeatures } from './types.ts';

const ABOUT_ORG = { object: 'org', isRepeatable: true } as const;

/** Which objects an org has and under which namespace the package's stand. One call. */
export interface OrgObjects {
  readonly names: Names;
  readonly objects: ReadonlySet<string>;
}

/** Fails with `salesforce_package_missing` when the package's object is not there. */
export async function discoverObjects(caller: SalesforceCaller): Promise<OrgObjects> {
  const answer: unknown = await withConnection(caller, ABOUT_ORG, (connection) => connection.describeGlobal());
  const { sobjects = [] } = (answer ?? {}) as { readonly sobjects?: readonly { readonly name: string }[] };
  const objects = new Set(sobjects.map(({ name }) => name));
  const marker = [...objects].map((name) => /^(?:(\w+)__)?ExactLink__c$/.exec(name)).find((match) => match !== null);
  if (marker === undefined) throw new TandemError('salesforce_package_missing');
  return { names: namesOf(marker[1] ?? ''), objects };
}

/** What is switched on, found by describe and by asking the org about itself. */
export async function discoverFeatures(
  caller: SalesforceCaller,
  org: OrgObjects,
  describes: DescribeCache,
): Promise<SalesforceFeatures> {
  const hasMultiCurrency = org.objects.has('CurrencyType');
  const [account, [organizations, currencies], defaultCurrency] = await Promise.all([
    describes.get(caller, org.names, 'Account'),
    queryMany(caller, org.names, [
      'SELECT Id, Name, IsSandbox, TimeZoneSidKey, LanguageLocaleKey FROM Organization LIMIT 1',
      ...(hasMultiCurrency ? ['SELECT IsoCode FROM CurrencyType WHERE IsCorporate = true LIMIT 1'] : []),
    ]),
    hasMultiCurrency ? '' : singleCurrency(caller),
  ]);
  const organization = organizations?.[0];
  return {
    namespace: org.names.namespace,
    hasOrders: org.objects.has('Order'),
    hasMultiCurrency,
    hasPersonAccounts: account.fields.has('IsPersonAccount'),
    hasStateCountryPicklists: account.fields.has('BillingCountryCode'),
    defaultCurrency: hasMultiCurrency ? textOf(currencies?.[0]?.['IsoCode']) : defaultCurrency,
    timeZone: textOf(organization?.['TimeZoneSidKey']) || 'UTC',
    language: languageOf(organization?.['LanguageLocaleKey']),
    isSandbox: organization?.['IsSandbox'] === true,
    organizationName: textOf(organization?.['Name']),
  };
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

/** No query tells the currency of an org that has one only; the organization resource does. Empty where it is not offered. */
async function singleCurrency(caller: SalesforceCaller): Promise<string> {
  try {
    const answer = await withConnection(caller, ABOUT_ORG, (connection) =>
      connection.requestGet<{ features?: { defaultCurrencyIsoCode?: unknown } } | null>('/connect/organization'),
    );
    return textOf(answer?.features?.defaultCurrencyIsoCode);
  } catch (error) {
    if (error instanceof TandemError && error.handling === 'person') return '';
    throw error;
  }
}

import { TandemError } from '../errors/index.ts';
import { API_PATH, type SalesforceCaller } from './caller.ts';
import type { DescribeCache } from './describe.ts';
import { namesOf, type Names } from './names.ts';
import { queryMany } from './queries.ts';
import type { SalesforceFeatures } from './types.ts';

/** Which objects an org has and under which namespace the package's stand. One call. */
export interface OrgObjects {
  readonly names: Names;
  readonly objects: ReadonlySet<string>;
}

/** Fails with `salesforce_package_missing` when the package's object is not there. */
export async function discoverObjects(caller: SalesforceCaller): Promise<OrgObjects> {
  const answer = await caller.send({ method: 'GET', path: `${API_PATH}/sobjects`, object: 'org', isRepeatable: true });
  const { sobjects } = (answer.body ?? {}) as { sobjects?: readonly { readonly name: string }[] };
  const objects = new Set((sobjects ?? []).map(({ name }) => name));
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
      'SELECT Id, Name, IsSandbox, TimeZoneSidKey FROM Organization LIMIT 1',
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
    const answer = await caller.send({
      method: 'GET',
      path: `${API_PATH}/connect/organization`,
      object: 'org',
      isRepeatable: true,
    });
    const { features } = (answer.body ?? {}) as { features?: { defaultCurrencyIsoCode?: unknown } };
    return textOf(features?.defaultCurrencyIsoCode);
  } catch (error) {
    if (error instanceof TandemError && error.handling === 'person') return '';
    throw error;
  }
}

import { toTandemError } from '../errors/index.ts';
import type { ReadinessCheck } from '../http/ports.ts';
import type { SalesforceFeatures, SalesforceOrg } from '../salesforce/index.ts';
import type { ConnectorDependencies } from './connector.ts';

/** Fields the flows write; one that the integration user cannot see or write stops the flow at its first record. */
const NEEDED_FIELDS: Readonly<Record<string, readonly string[]>> = {
  Product2: ['Exact_Id__c', 'Exact_Sync_Status__c'],
  PricebookEntry: ['Exact_Price_Id__c'],
  Account: ['Exact_Id__c'],
  Order: ['Exact_Id__c', 'Exact_Number__c', 'Exact_Sync_Status__c'],
};

/** Looks at both systems as the flows will use them; every check says what to do when it is not fine. */
export async function checkReadiness(dependencies: ConnectorDependencies, orgId: string): Promise<readonly ReadinessCheck[]> {
  const checks = await Promise.all([checkExact(dependencies, orgId), checkSalesforce(dependencies, orgId)]);
  return checks.flat();
}

async function checkExact({ exact, store }: ConnectorDependencies, orgId: string): Promise<ReadinessCheck[]> {
  return attempt('exact', 'exact-connection', 'Exact Online answers', async () => {
    const { meta } = await store.vault.read(orgId, 'exact');
    const [first] = meta.divisions ?? [];
    const division = await exact.division(orgId, first?.code ?? 0, 'interactive');
    const vatCodes = await exact.references(orgId, division).vatCodes();
    return [
      ok('exact', 'exact-connection', 'Exact Online answers', `Connected as ${meta.userName ?? 'the user who signed in'}.`),
      vatCodes.length > 0
        ? ok('exact', 'exact-vat-codes', 'VAT codes can be read', `${vatCodes.length} VAT codes found.`)
        : problem(
            'exact',
            'exact-vat-codes',
            'VAT codes can be read',
            'The division has no VAT codes that this user may see.',
            'Give the user the right to see VAT codes in Exact Online.',
          ),
    ];
  });
}

async function checkSalesforce({ salesforce }: ConnectorDependencies, orgId: string): Promise<ReadinessCheck[]> {
  return attempt('salesforce', 'salesforce-connection', 'Salesforce answers', async () => {
    const org = await salesforce.org(orgId);
    const features = await org.features();
    const connection = ok(
      'salesforce',
      'salesforce-connection',
      'Salesforce answers',
      `Connected to ${features.organizationName}.`,
    );
    const orders = features.hasOrders
      ? ok('salesforce', 'salesforce-orders', 'Orders are switched on', 'The org has the Order object.')
      : problem(
          'salesforce',
          'salesforce-orders',
          'Orders are switched on',
          'The org does not have the Order object.',
          'In Setup, open Order Settings and enable orders.',
        );
    return [connection, orders, ...(await checkRights(org, features))];
  });
}

/** What the signed-in user himself must be able to do, whatever the set-up of the org. */
export function checkRights(org: SalesforceOrg, features: SalesforceFeatures): Promise<ReadinessCheck[]> {
  return Promise.all(
    Object.entries(NEEDED_FIELDS)
      .filter(([object]) => object !== 'Order' || features.hasOrders)
      .map(([object, names]) => checkFields(org, object, names)),
  );
}

async function checkFields(org: SalesforceOrg, object: string, names: readonly string[]): Promise<ReadinessCheck> {
  const { fields } = await org.describe(object);
  const closed = names.filter((name) => fields.get(name)?.updateable !== true);
  const title = `Tandem's fields on ${object} can be written`;
  const id = `salesforce-fields-${object.toLowerCase()}`;
  return closed.length === 0
    ? ok('salesforce', id, title, 'All fields that the flows write are open to the integration user.')
    : problem(
        'salesforce',
        id,
        title,
        `The integration user cannot write ${closed.join(', ')}.`,
        'Assign the permission set "Tandem Integration" to the integration user.',
      );
}

async function attempt(
  system: 'exact' | 'salesforce',
  id: string,
  title: string,
  check: () => Promise<ReadinessCheck[]>,
): Promise<ReadinessCheck[]> {
  try {
    return await check();
  } catch (error) {
    const { message, action } = toTandemError(error);
    return [problem(system, id, title, message, action)];
  }
}

function ok(system: 'exact' | 'salesforce', id: string, title: string, detail: string): ReadinessCheck {
  return { id, system, title, state: 'ok', detail, action: null };
}

function problem(system: 'exact' | 'salesforce', id: string, title: string, detail: string, action: string): ReadinessCheck {
  return { id, system, title, state: 'problem', detail, action };
}

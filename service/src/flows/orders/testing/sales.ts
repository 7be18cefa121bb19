import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { companyDay } from '../../../../../simulators/data/index.ts';
import type { Walked } from '../../testing/stage.ts';
import { ORDERS } from '../index.ts';
import { QUOTES_DIRECTORY, salesRights } from './sales-rights.ts';
import { COMPANY, entries, open, settings, stage } from './shop.ts';

/** An org that made objects of its own: jobs with lines. */
const OWN_DIRECTORY = join(import.meta.dirname, 'own-org');

/** An org with opportunities and quotes, which the integration user may read and write, and the products of the shop. */
export async function openSales(namespace = '', options: { readonly exact?: object } = {}, document = settings()): Promise<void> {
  await open(
    {
      ...options,
      salesforce: {
        features: { quotes: true },
        extensionDirectories: [QUOTES_DIRECTORY],
        ownDirectories: [OWN_DIRECTORY],
        namespace,
      },
    },
    document,
  );
  await grantSales(namespace);
}

/** Settings that send these records. */
export function sending(sources: readonly (string | object)[], orders: object = {}): object {
  const documents = sources.map((source) => (typeof source === 'string' ? { object: source } : source));
  return settings({ sources: documents, ...orders });
}

/** An opportunity that was won: of a customer of its own unless one is named. */
export async function makeOpportunity(
  wanted: {
    readonly accountId?: string;
    readonly fields?: object;
    readonly lines?: readonly object[];
    readonly stage?: string;
  } = {},
): Promise<{ opportunityId: string; accountId: string }> {
  const accountId = wanted.accountId ?? (await makeCustomer());
  const [opportunityId = ''] = await stage.createRecords([
    {
      object: 'Opportunity',
      fields: { AccountId: accountId, Name: 'Deal', StageName: 'Prospecting', CloseDate: companyDay(), ...wanted.fields },
    },
  ]);
  const lines = wanted.lines ?? [{ PricebookEntryId: entries[0], Quantity: 3, UnitPrice: 1.5 }];
  await stage.createRecords(
    lines.map((line) => ({ object: 'OpportunityLineItem', fields: { OpportunityId: opportunityId, ...line } })),
  );
  await stage.salesforce.control('PATCH', `rows/Opportunity/${opportunityId}`, { StageName: wanted.stage ?? 'Closed Won' });
  return { opportunityId, accountId };
}

/** A quote of an opportunity that the customer took. */
export async function makeQuote(
  opportunityId: string,
  wanted: { readonly fields?: object; readonly lines?: readonly object[]; readonly status?: string } = {},
): Promise<string> {
  const [quoteId = ''] = await stage.createRecords([
    { object: 'Quote', fields: { OpportunityId: opportunityId, Name: 'Offer', ...wanted.fields } },
  ]);
  const lines = wanted.lines ?? [{ PricebookEntryId: entries[0], Quantity: 3, UnitPrice: 1.5 }];
  await stage.createRecords(lines.map((line) => ({ object: 'QuoteLineItem', fields: { QuoteId: quoteId, ...line } })));
  await stage.salesforce.control('PATCH', `rows/Quote/${quoteId}`, { Status: wanted.status ?? 'Accepted' });
  return quoteId;
}

/** Jobs as the settings describe them. `customer`: what their lookup to the account is called. */
export function jobs(customer = 'Customer__c'): object {
  return {
    object: 'Job__c',
    key: 'Name',
    prefix: 'J-',
    statuses: ['Agreed'],
    deal: ['Deal__c'],
    fields: { status: 'Stage__c', account: customer, date: 'Start__c', total: 'Total__c', poNumber: 'Customer_Po__c' },
    line: {
      object: 'JobLine__c',
      record: 'Job__c',
      product: 'Item__c',
      quantity: 'Pieces__c',
      unitPrice: 'Each__c',
      discount: 'Off__c',
      description: 'Words__c',
    },
    result: {
      id: 'Erp_Id__c',
      number: 'Erp_Number__c',
      status: 'Erp_State__c',
      problem: 'Erp_Problem__c',
      action: 'Erp_Action__c',
      net: 'Erp_Net__c',
    },
  };
}

/** A job of two lines, for 13.50 after the discount of one. */
export async function makeJob(
  wanted: { readonly accountId?: string; readonly fields?: object } = {},
): Promise<{ jobId: string; accountId: string }> {
  const accountId = wanted.accountId ?? (await makeCustomer());
  const fields = { Customer__c: accountId, Stage__c: 'Agreed', Start__c: companyDay(), Total__c: 13.5, ...wanted.fields };
  const [jobId = ''] = await stage.createRecords([{ object: 'Job__c', fields }]);
  const products = await stage.salesforce.rows('Product2');
  const productOf = (code: string) => products.find((row) => row['ProductCode'] === code)?.['Id'];
  await stage.createRecords([
    { object: 'JobLine__c', fields: { Job__c: jobId, Item__c: productOf('SKU-0'), Pieces__c: 3, Each__c: 1.5 } },
    {
      object: 'JobLine__c',
      fields: { Job__c: jobId, Item__c: productOf('SKU-1'), Pieces__c: 4, Each__c: 2.5, Off__c: 10, Words__c: 'Blue' },
    },
  ]);
  return { jobId, accountId };
}

/** All records of an object as they stand. */
export function recordsOf(object: string): Promise<Record<string, unknown>[]> {
  return stage.salesforce.rows(object);
}

/** A record of Salesforce as it stands. */
export async function recordOf(object: string, id: string): Promise<Record<string, unknown>> {
  return (await stage.salesforce.rows(object)).find((row) => row['Id'] === id) ?? {};
}

/** Sends what the settings find by themselves. */
export function poll(document: object, cursors: Readonly<Record<string, string>> = {}): Promise<Walked> {
  return stage.walk(ORDERS, document, { kind: 'changes', cursors, full: false });
}

async function makeCustomer(): Promise<string> {
  const [accountId = ''] = await stage.createRecords([{ object: 'Account', fields: COMPANY }]);
  await stage.createRecords([
    { object: 'Contact', fields: { AccountId: accountId, FirstName: 'Jan', LastName: 'Bakker', Email: 'jan@bakker.example' } },
  ]);
  return accountId;
}

async function grantSales(namespace: string): Promise<void> {
  const user = (await stage.salesforce.rows('User')).find((row) => row['Username'] === 'integration@example.com');
  const [setId = ''] = await stage.createRecords([{ object: 'PermissionSet', fields: { Name: 'Sales', Label: 'Sales' } }]);
  const own = readdirSync(join(OWN_DIRECTORY, 'objects')).map((object) => ({
    object,
    fields: readdirSync(join(OWN_DIRECTORY, 'objects', object, 'fields')).map((file) => file.replace('.field-meta.xml', '')),
  }));
  await stage.createRecords(salesRights(setId, String(user?.['Id']), { namespace, own }));
}

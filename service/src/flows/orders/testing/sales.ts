import { join } from 'node:path';
import { companyDay } from '../../../../../simulators/data/index.ts';
import type { Walked } from '../../testing/stage.ts';
import { ORDERS } from '../index.ts';
import { SHIPPED_SOURCES } from '../sources/shipped.ts';
import { COMPANY, entries, open, settings, stage } from './shop.ts';

const QUOTES_DIRECTORY = join(import.meta.dirname, '../../../../../force-app-quotes/main/default');

/** Rights that an administrator gives by hand, since not every org sends such records: objects, and fields that may be read. */
const OBJECTS = ['Opportunity', 'Quote'];
const LINE_FIELDS = ['Description', 'Discount', 'ListPrice', 'Product2Id', 'ServiceDate', 'SortOrder', 'TotalPrice', 'UnitPrice'];

/** An org with opportunities and quotes, which the integration user may read and write, and the products of the shop. */
export async function openSales(namespace = ''): Promise<void> {
  await open({
    salesforce: { features: { quotes: true }, extensionDirectories: [QUOTES_DIRECTORY], namespace },
  });
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
  const [ParentId = ''] = await stage.createRecords([{ object: 'PermissionSet', fields: { Name: 'Sales', Label: 'Sales' } }]);
  const prefix = namespace === '' ? '' : `${namespace}__`;
  const told = Object.keys(SHIPPED_SOURCES['Quote']?.result ?? {}).map((field) => ({
    Field: `Quote.${prefix}${field}`,
    SobjectType: 'Quote',
    PermissionsEdit: true,
  }));
  const lines = ['OpportunityLineItem', 'QuoteLineItem'].flatMap((SobjectType) =>
    LINE_FIELDS.filter((field) => SobjectType !== 'QuoteLineItem' || field !== 'UnitPrice').map((field) => ({
      Field: `${SobjectType}.${field}`,
      SobjectType,
      PermissionsEdit: false,
    })),
  );
  await stage.createRecords([
    { object: 'ObjectPermissions', fields: { ParentId, SobjectType: 'Account', PermissionsRead: true } },
    ...OBJECTS.map((SobjectType) => ({
      object: 'ObjectPermissions',
      fields: {
        ParentId,
        SobjectType,
        PermissionsRead: true,
        PermissionsEdit: true,
        PermissionsViewAllRecords: true,
        PermissionsViewAllFields: true,
      },
    })),
    ...[...told, ...lines].map((fields) => ({
      object: 'FieldPermissions',
      fields: { ParentId, PermissionsRead: true, ...fields },
    })),
    { object: 'PermissionSetAssignment', fields: { AssigneeId: user?.['Id'], PermissionSetId: ParentId } },
  ]);
}

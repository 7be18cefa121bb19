import { startJsonServer, type JsonServer, type ReceivedRequest, type JsonAnswer } from './json-server.ts';
import { BAD_ORDER_ID, SENT_ORDER_ID } from './middleware-answers.ts';

type Json = Record<string, unknown>;

const ACCOUNT = {
  Id: '001000000000001AAA',
  Name: 'Café Noir BV',
  Phone: '020 123 45 67',
  Website: null,
  BillingCity: 'Amsterdam',
  BillingCountry: 'Netherlands',
  BillingStreet: 'Keizersgracht 12-B',
  BillingPostalCode: '1015 CX',
};
const PRODUCT = {
  Id: '01t000000000001AAA',
  Name: 'Lamp',
  ProductCode: 'SKU-22086',
  Family: 'Lighting',
  IsActive: true,
  Description: null,
};
const order = (id: string, number: string): Json => ({
  Id: id,
  OrderNumber: number,
  Status: 'Activated',
  EffectiveDate: '2026-11-20',
  TotalAmount: 153.9,
  AccountId: ACCOUNT.Id,
  Account: { Name: ACCOUNT.Name },
  LastModifiedDate: '2026-11-20T10:00:00.000+0000',
});
const ROWS: Readonly<Record<string, Json[]>> = {
  Organization: [{ Name: 'Online Retail BV' }],
  Order: [order(SENT_ORDER_ID, '00000101'), order(BAD_ORDER_ID, '00000102')],
  Account: [ACCOUNT],
  Product2: [PRODUCT],
  OrderItem: [
    {
      Id: '802000000000001AAA',
      Product2: { Name: PRODUCT.Name, ProductCode: PRODUCT.ProductCode },
      Product2Id: PRODUCT.Id,
      Quantity: 6,
      UnitPrice: 25.65,
      Price_Quantity__c: 1,
      TotalPrice: 153.9,
      OrderId: SENT_ORDER_ID,
    },
  ],
  PricebookEntry: [
    {
      Id: '01u000000000001AAA',
      Pricebook2: { Name: 'Standard Price Book' },
      UnitPrice: 25.65,
      IsActive: true,
      Product2Id: PRODUCT.Id,
    },
  ],
};

/** What the one person of this org may use who is no administrator. */
const SALES_CLASSES = ['InvoicePdfController', 'OrderDebtorController', 'OrderPushController', 'RecordController'];

/**
 * An org of a handful of rows behind the login and the two REST resources that the page reads.
 * `isWrittenBack` says whether the sent order carries what came back from Exact.
 */
export function startFakeSalesforce(isWrittenBack: () => boolean): Promise<JsonServer> {
  return startJsonServer((request) => answer(request, isWrittenBack()));
}

function answer({ path, headers, body }: ReceivedRequest, isWrittenBack: boolean): JsonAnswer {
  const url = new URL(path, 'http://localhost');
  if (url.pathname === '/_control/sessions') {
    return { json: { accessToken: 'org-token' } };
  }
  if (url.pathname.startsWith('/_control/access/')) {
    return { json: { name: 'Sales', apexClasses: SALES_CLASSES, customPermissions: [] } };
  }
  if (url.pathname === '/services/oauth2/token') {
    const isKnown = new URLSearchParams(body).get('client_secret') === 'app-secret';
    return isKnown
      ? { json: { access_token: 'org-token' } }
      : { status: 400, json: { error: 'invalid_client', error_description: 'invalid client credentials' } };
  }
  if (headers.authorization !== 'Bearer org-token') {
    return { status: 401, json: [{ errorCode: 'INVALID_SESSION_ID', message: 'Session expired or invalid' }] };
  }
  if (url.pathname.endsWith('/sobjects/Order/describe')) {
    const value = (label: string): Json => ({ label, value: label, active: true });
    return { json: { fields: [{ name: 'Status', picklistValues: [value('Draft'), value('Activated'), value('Paid')] }] } };
  }
  if (url.pathname.endsWith('/describe')) {
    return { json: { createable: true, fields: [] } };
  }
  return { json: query(url.searchParams.get('q') ?? '', isWrittenBack) };
}

function query(soql: string, isWrittenBack: boolean): Json {
  const object = /FROM (\w+)/.exec(soql)?.[1] ?? '';
  const [, field = '', id] = /WHERE (\w+) = '(\w+)'/.exec(soql) ?? [];
  const like = /LIKE '%(.*?)%'/.exec(soql)?.[1]?.toLowerCase();
  const records = (ROWS[object] ?? []).filter(
    (row) => (id === undefined || row[field] === id) && (like === undefined || JSON.stringify(row).toLowerCase().includes(like)),
  );
  const shown = isWrittenBack ? records.map((row) => ({ ...row, LastModifiedDate: '2026-11-24T09:30:00.000+0000' })) : records;
  return { totalSize: records.length, done: true, records: soql.startsWith('SELECT COUNT()') ? [] : shown };
}

import type { SalesforceRow, SalesforceSession } from './salesforce-session.ts';

interface ShownField {
  readonly label: string;
  /** Path in the row, such as `Account.Name`. */
  readonly path: string;
  readonly type?: 'currency' | 'date';
  /** Object and id path that the value links to. */
  readonly linkTo?: readonly [object: string, idPath: string];
}

interface RecordView {
  readonly label: string;
  readonly icon: string;
  readonly nameField: string;
  /** Paths that make up the second line in a list. */
  readonly listDetail: readonly string[];
  readonly searchFields: readonly string[];
  readonly fields: readonly ShownField[];
  readonly related: readonly RelatedList[];
}

interface RelatedList {
  readonly title: string;
  readonly object: string;
  readonly parentField: string;
  readonly orderBy: string;
  readonly columns: readonly ShownField[];
  /** Orgs differ in whether they have the object. */
  readonly isOptional?: true;
}

const INVOICE_COLUMNS: readonly ShownField[] = [
  { label: 'Invoice', path: 'Invoice_Number__c' },
  { label: 'Division', path: 'Division__c' },
  { label: 'Date', path: 'Invoice_Date__c' },
  { label: 'Due', path: 'Due_Date__c' },
  { label: 'Amount', path: 'Gross_Amount__c', type: 'currency' },
  { label: 'Open', path: 'Open_Amount__c', type: 'currency' },
  { label: 'Status', path: 'Invoice_Status__c' },
];

const ORDER_COLUMNS: readonly ShownField[] = [
  { label: 'Order', path: 'Order_Number__c' },
  { label: 'Date', path: 'Order_Date__c' },
  { label: 'Delivery', path: 'Delivery_Date__c' },
  { label: 'Amount', path: 'Gross_Amount__c', type: 'currency' },
  { label: 'Status', path: 'Order_Status__c' },
];

const PRICE_COLUMNS: readonly ShownField[] = [
  { label: 'Kind', path: 'Kind__c' },
  { label: 'From quantity', path: 'From_Quantity__c' },
  { label: 'Price', path: 'Price__c', type: 'currency' },
  { label: 'Currency', path: 'Currency_Code__c' },
  { label: 'Valid from', path: 'Valid_From__c' },
  { label: 'Valid until', path: 'Valid_Until__c' },
  { label: 'Valid today', path: 'Valid_Today__c' },
];

export const RECORD_VIEWS: Readonly<Record<string, RecordView>> = {
  Order: {
    label: 'Order',
    icon: 'standard:orders',
    nameField: 'OrderNumber',
    listDetail: ['Account.Name', 'Status'],
    searchFields: ['OrderNumber', 'Account.Name'],
    fields: [
      { label: 'Account', path: 'Account.Name', linkTo: ['Account', 'AccountId'] },
      { label: 'Status', path: 'Status' },
      { label: 'Order start date', path: 'EffectiveDate', type: 'date' },
      { label: 'Order amount', path: 'TotalAmount', type: 'currency' },
      { label: 'Progress in Exact', path: 'Exact_Progress__c' },
    ],
    related: [
      {
        title: 'Order products',
        object: 'OrderItem',
        parentField: 'OrderId',
        orderBy: 'OrderItemNumber',
        columns: [
          { label: 'Product', path: 'Product2.Name', linkTo: ['Product2', 'Product2Id'] },
          { label: 'SKU', path: 'Product2.ProductCode' },
          { label: 'Quantity', path: 'Quantity' },
          { label: 'Unit price', path: 'UnitPrice', type: 'currency' },
          { label: 'Pieces per price', path: 'Price_Quantity__c' },
          { label: 'Total', path: 'TotalPrice', type: 'currency' },
          { label: 'Delivered', path: 'Exact_Delivered_Quantity__c' },
          { label: 'Open', path: 'Exact_Open_Quantity__c' },
        ],
      },
      {
        title: 'Exact Delivery Lines',
        object: 'ExactDeliveryLine__c',
        parentField: 'Order__c',
        orderBy: 'Delivery__r.Delivery_Date__c DESC, Key__c',
        columns: [
          { label: 'Delivery', path: 'Delivery__r.Exact_Number__c' },
          { label: 'Day', path: 'Delivery__r.Delivery_Date__c' },
          { label: 'SKU', path: 'Product_Code__c' },
          { label: 'Quantity', path: 'Quantity__c' },
          { label: 'Track and trace', path: 'Delivery__r.Tracking_Number__c' },
        ],
      },
      {
        title: 'Exact Invoices',
        object: 'ExactInvoice__c',
        parentField: 'Order__c',
        orderBy: 'Invoice_Date__c DESC, Key__c',
        columns: INVOICE_COLUMNS,
      },
    ],
  },
  Account: {
    label: 'Account',
    icon: 'standard:account',
    nameField: 'Name',
    listDetail: ['BillingCity', 'BillingCountry'],
    searchFields: ['Name', 'BillingCity'],
    fields: [
      { label: 'Phone', path: 'Phone' },
      { label: 'Website', path: 'Website' },
      { label: 'Billing street', path: 'BillingStreet' },
      { label: 'Billing postal code', path: 'BillingPostalCode' },
      { label: 'Billing city', path: 'BillingCity' },
      { label: 'Billing country', path: 'BillingCountry' },
      { label: 'Open amount', path: 'Exact_Open_Amount__c', type: 'currency' },
      { label: 'Overdue amount', path: 'Exact_Overdue_Amount__c', type: 'currency' },
      { label: 'Paid this year', path: 'Exact_Paid_This_Year__c', type: 'currency' },
      { label: 'Credit line', path: 'Exact_Credit_Line__c', type: 'currency' },
      { label: 'Orders not yet invoiced', path: 'Exact_Open_Orders__c', type: 'currency' },
      { label: 'Available credit', path: 'Exact_Available_Credit__c', type: 'currency' },
      { label: 'Discount in Exact (%)', path: 'Exact_Discount__c' },
      { label: 'Price list in Exact', path: 'Exact_Price_Book__r.Name' },
    ],
    related: [
      {
        title: 'Orders',
        object: 'Order',
        parentField: 'AccountId',
        orderBy: 'OrderNumber DESC',
        columns: [
          { label: 'Order', path: 'OrderNumber', linkTo: ['Order', 'Id'] },
          { label: 'Status', path: 'Status' },
          { label: 'Start date', path: 'EffectiveDate' },
          { label: 'Amount', path: 'TotalAmount', type: 'currency' },
        ],
      },
      {
        title: 'Exact Orders',
        object: 'ExactOrder__c',
        parentField: 'Account__c',
        orderBy: 'Order_Date__c DESC, Key__c',
        columns: ORDER_COLUMNS,
      },
      {
        title: 'Exact Invoices',
        object: 'ExactInvoice__c',
        parentField: 'Account__c',
        orderBy: 'Invoice_Date__c DESC, Key__c',
        columns: INVOICE_COLUMNS,
      },
      {
        title: 'Exact Prices',
        object: 'ExactPrice__c',
        parentField: 'Account__c',
        orderBy: 'Scope_Key__c',
        columns: [{ label: 'Product', path: 'Product__r.Name', linkTo: ['Product2', 'Product__c'] }, ...PRICE_COLUMNS],
      },
    ],
  },
  Product2: {
    label: 'Product',
    icon: 'standard:product',
    nameField: 'Name',
    listDetail: ['ProductCode', 'Family'],
    searchFields: ['Name', 'ProductCode'],
    fields: [
      { label: 'SKU', path: 'ProductCode' },
      { label: 'Family', path: 'Family' },
      { label: 'Category', path: 'Exact_Category__r.Name' },
      { label: 'Features', path: 'Exact_Features__c' },
      { label: 'Description, second language', path: 'Second_Description__c' },
      { label: 'Active', path: 'IsActive' },
      { label: 'Description', path: 'Description' },
      { label: 'Variant of', path: 'Exact_Variant_Of__r.Name', linkTo: ['Product2', 'Exact_Variant_Of__c'] },
      { label: 'Variant attributes', path: 'Exact_Attributes__c' },
      { label: 'Available stock', path: 'Exact_Stock__c' },
      { label: 'Stock as of', path: 'Exact_Stock_Synced_At__c', type: 'date' },
      { label: 'Picture in Exact', path: 'Exact_Picture_Name__c' },
      { label: 'Picture problem', path: 'Exact_Picture_Problem__c' },
      { label: 'Display URL', path: 'DisplayUrl' },
    ],
    related: [
      {
        title: 'Price book entries',
        object: 'PricebookEntry',
        parentField: 'Product2Id',
        orderBy: 'Id',
        columns: [
          { label: 'Price book', path: 'Pricebook2.Name' },
          { label: 'List price', path: 'UnitPrice', type: 'currency' },
          { label: 'Pieces per price', path: 'Price_Quantity__c' },
          { label: 'Active', path: 'IsActive' },
        ],
      },
      {
        title: 'Product categories',
        object: 'ProductCategoryProduct',
        parentField: 'ProductId',
        orderBy: 'Id',
        columns: [
          { label: 'Category', path: 'ProductCategory.Name' },
          { label: 'Catalog', path: 'Catalog.Name' },
        ],
        isOptional: true,
      },
      {
        title: 'Variants',
        object: 'Product2',
        parentField: 'Exact_Variant_Of__c',
        orderBy: 'ProductCode',
        columns: [
          { label: 'SKU', path: 'ProductCode', linkTo: ['Product2', 'Id'] },
          { label: 'Product', path: 'Name' },
          { label: 'Attributes', path: 'Exact_Attributes__c' },
          { label: 'Active', path: 'IsActive' },
        ],
      },
      {
        title: 'Files',
        object: 'ContentDocumentLink',
        parentField: 'LinkedEntityId',
        orderBy: 'Id',
        columns: [
          { label: 'Title', path: 'ContentDocument.Title' },
          { label: 'Kind', path: 'ContentDocument.FileType' },
          { label: 'Bytes', path: 'ContentDocument.ContentSize' },
        ],
      },
      {
        title: 'Exact Prices',
        object: 'ExactPrice__c',
        parentField: 'Product__c',
        orderBy: 'Scope_Key__c, From_Quantity__c',
        columns: [
          ...PRICE_COLUMNS.slice(0, 1),
          { label: 'Price list', path: 'Price_List__c' },
          { label: 'Account', path: 'Account__r.Name', linkTo: ['Account', 'Account__c'] },
          ...PRICE_COLUMNS.slice(1),
        ],
      },
      {
        title: 'Exact Set Parts',
        object: 'ExactSetPart__c',
        parentField: 'Set__c',
        orderBy: 'Order__c',
        columns: [
          { label: 'Part', path: 'Part_Name__c', linkTo: ['Product2', 'Part__c'] },
          { label: 'Code', path: 'Part_Code__c' },
          { label: 'Quantity', path: 'Quantity__c' },
          { label: 'Unit', path: 'Unit__c' },
          { label: 'Is a set', path: 'Part__r.Exact_Set__c' },
        ],
      },
      {
        title: 'Exact Stock',
        object: 'ExactStock__c',
        parentField: 'Product__c',
        orderBy: 'Warehouse_Code__c',
        columns: [
          { label: 'Warehouse', path: 'Warehouse__c' },
          { label: 'Available', path: 'Available__c' },
          { label: 'In warehouse', path: 'Physical__c' },
          { label: 'Promised to orders', path: 'Reserved__c' },
          { label: 'Incoming', path: 'Incoming__c' },
          { label: 'Next expected on', path: 'Next_Expected_On__c' },
          { label: 'Next expected', path: 'Next_Expected_Quantity__c' },
          { label: 'Counts in total', path: 'In_Total__c' },
        ],
      },
    ],
  },
};

const LIST_SIZE = 15;
const RELATED_SIZE = 200;

/** The records of an object that match a search, newest first. */
export async function listRecords(session: SalesforceSession, object: string, search: string): Promise<object> {
  const view = viewOf(object);
  const like = `'%${search.replace(/[\\'%_]/g, '\\$&')}%'`;
  const where = search === '' ? '' : ` WHERE ${view.searchFields.map((field) => `${field} LIKE ${like}`).join(' OR ')}`;
  const columns = [...new Set(['Id', view.nameField, ...view.listDetail])].join(', ');
  const [count, page] = await Promise.all([
    session.query(`SELECT COUNT() FROM ${object}${where}`),
    session.query(`SELECT ${columns} FROM ${object}${where} ORDER BY CreatedDate DESC LIMIT ${LIST_SIZE}`),
  ]);
  return {
    total: count.totalSize,
    records: page.records.map((row) => ({
      id: row['Id'],
      name: row[view.nameField],
      detail: view.listDetail.flatMap((path) => toCell(row, path) || []).join(' · '),
    })),
  };
}

/** Everything a record page shows of one record, or undefined when there is none. */
export async function readRecord(session: SalesforceSession, object: string, id: string): Promise<object | undefined> {
  const view = viewOf(object);
  const isThere = await Promise.all(
    view.related.map(async ({ object: child, isOptional }) => isOptional === undefined || (await session.hasObject(child))),
  );
  const related = view.related.filter((_, index) => isThere[index]);
  const [found, ...lists] = await Promise.all([
    session.query(`SELECT ${columnsOf(view.fields, ['Id', view.nameField])} FROM ${object} WHERE Id = '${id}'`),
    ...related.map(({ object: child, columns, parentField, orderBy }) =>
      session.query(
        `SELECT ${columnsOf(columns, ['Id'])} FROM ${child} WHERE ${parentField} = '${id}' ORDER BY ${orderBy} LIMIT ${RELATED_SIZE}`,
      ),
    ),
  ]);
  const row = found.records[0];
  if (!row) {
    return undefined;
  }
  return {
    name: row[view.nameField],
    label: view.label,
    icon: view.icon,
    fields: view.fields.map((field) => ({
      label: field.label,
      value: valueAt(row, field.path) ?? null,
      type: field.type ?? 'text',
      currency: 'EUR',
      href: linkOf(row, field),
    })),
    related: related.map(({ title, columns }, index) => ({
      title: `${title} (${lists[index]?.totalSize ?? 0})`,
      columns: columns.map(({ label }) => label),
      rows: (lists[index]?.records ?? []).map((child) => ({
        id: child['Id'],
        href: columns[0] ? linkOf(child, columns[0]) : null,
        cells: columns.map(({ path, type }) => toCell(child, path, type)),
      })),
    })),
  };
}

/** Fields of a record as `getRecord` of Lightning Data Service answers them; the names are `Object.Field`. */
export async function readUiRecord(
  session: SalesforceSession,
  id: string,
  fields: readonly string[],
): Promise<object | undefined> {
  const object = fields[0]?.split('.')[0] ?? '';
  const names = fields.map((field) => field.split('.').slice(1).join('.'));
  const { records } = await session.query(`SELECT ${names.join(', ')} FROM ${object} WHERE Id = '${id}'`);
  const [row] = records;
  return (
    row && { id, apiName: object, fields: Object.fromEntries(names.map((name) => [name, { value: valueAt(row, name) ?? null }])) }
  );
}

function viewOf(object: string): RecordView {
  const view = RECORD_VIEWS[object];
  if (!view) {
    throw new Error(`there is no page for ${object}`);
  }
  return view;
}

function columnsOf(fields: readonly ShownField[], more: readonly string[]): string {
  return [...new Set([...more, ...fields.flatMap(({ path, linkTo }) => [path, ...(linkTo ? [linkTo[1]] : [])])])].join(', ');
}

function linkOf(row: SalesforceRow, { linkTo }: ShownField): string | null {
  const id = linkTo && valueAt(row, linkTo[1]);
  return typeof id === 'string' && linkTo ? `/lightning/r/${linkTo[0]}/${id}/view` : null;
}

function toCell(row: SalesforceRow, path: string, type?: ShownField['type']): string {
  const value = valueAt(row, path);
  if (type === 'currency' && typeof value === 'number') {
    return value.toLocaleString('en', { minimumFractionDigits: 2 });
  }
  if (typeof value === 'boolean') {
    return value ? 'Yes' : 'No';
  }
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}

function valueAt(row: SalesforceRow, path: string): unknown {
  return path.split('.').reduce<unknown>((value, step) => (value as SalesforceRow | null | undefined)?.[step], row);
}

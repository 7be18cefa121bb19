import { ruleFailure } from '../failure.ts';
import type { Actor, Derive, SetRules } from '../records/rules.ts';
import { localDate } from '../records/zone.ts';
import type { Row } from '../schema/index.ts';
import type { Division } from '../store/division.ts';
import { through } from './lookups.ts';

/** The type of document that printing an invoice makes. */
export const SALES_INVOICE_DOCUMENT = 10;

const described: Derive = (row, division) => division.table('DocumentTypes').get(String(row['Type']))?.['Description'] ?? null;

/** A type is one of the company's, and of those that documents may be made of. */
const checkType = (draft: Row, division: Division, actor: Actor): void => {
  const type = division.table('DocumentTypes').get(String(draft['Type']));
  if (type === undefined || (actor === 'api' && type['DocumentIsCreatable'] !== true))
    throw ruleFailure('Invalid reference: Type');
};

/** A document that names a sales order is one of that order's. */
const checkSalesOrder = (draft: Row, division: Division): void => {
  const number = draft['SalesOrderNumber'] ?? null;
  if (number !== null && division.table('SalesOrders').find('OrderNumber', number).length === 0)
    throw ruleFailure('Invalid reference: SalesOrderNumber');
};

/** documents/Documents: numbered in the order they are made. */
export const DOCUMENT_RULES: SetRules = {
  derive: {
    AccountCode: through('Account', 'Accounts', 'Code'),
    AccountName: through('Account', 'Accounts', 'Name'),
    ContactFullName: through('Contact', 'Contacts', 'FullName'),
    ItemCode: through('Item', 'Items', 'Code'),
    ItemDescription: through('Item', 'Items', 'Description'),
    TypeDescription: described,
    HasEmptyBody: (row) => !row['Body'],
  },
  beforeCreate: (draft, { division, now, actor }) => {
    checkType(draft, division, actor);
    checkSalesOrder(draft, division);
    draft['HID'] ??= division.nextNumber('Documents');
    draft['DocumentDate'] ??= localDate(now);
  },
  afterRemove: (row, { division, writer, actor }) => {
    for (const attachment of division.table('DocumentAttachments').find('Document', row['ID'] ?? null))
      writer.remove('DocumentAttachments', String(attachment['ID']), actor);
  },
};

const url: Derive = (row, division) =>
  `${division.baseUrl}/docs/SysAttachment.aspx?ID=${String(row['ID'])}&_Division_=${division.code}`;

/** documents/DocumentAttachments: the bytes are written here and read at the url. */
export const DOCUMENT_ATTACHMENT_RULES: SetRules = {
  derive: { Url: url, FileSize: (row, division) => division.files.get(String(row['ID']))?.length ?? 0 },
  beforeCreate: (draft, { division }) => {
    const bytes = Buffer.from(String(draft['Attachment']), 'base64');
    if (bytes.length === 0) throw ruleFailure('Mandatory: Attachment');
    division.files.set(String(draft['ID']), bytes);
    delete draft['Attachment'];
  },
  afterRemove: (row, { division }) => {
    division.files.delete(String(row['ID']));
  },
};

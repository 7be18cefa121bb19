import {
  flag,
  instant,
  integer,
  key,
  takesGuid,
  takesInteger,
  takesText,
  text,
  wholeNumber,
  writeOnly,
  type RowOf,
} from './fields.ts';
import { resource } from './resource.ts';

const DOCUMENT = {
  ID: key(),
  Account: text(),
  Created: instant(),
} as const;

const ORDER_DOCUMENT = {
  ID: key(),
  Subject: text(takesText(100)),
  Body: text(takesText()),
  SalesOrderNumber: integer(takesInteger),
  Type: integer(takesInteger),
  Account: text(takesGuid),
} as const;

const TYPE = {
  ID: wholeNumber(),
  Description: text(),
  DocumentIsCreatable: flag(),
} as const;

const ATTACHMENT = {
  ID: key(),
  Document: key(takesGuid),
  FileName: text(takesText(250)),
  /** The bytes in base64: with everything else at most 10 MB a call, measured as they are. */
  Attachment: writeOnly(takesText()),
  /** Bytes. */
  FileSize: integer(),
  /** Leads to the file with `&Download=1` and the token. */
  Url: text(),
} as const;

/** A type that documents of the company can have. */
export type ExactDocumentType = RowOf<typeof TYPE>;
/** A file of a document. */
export type ExactAttachment = RowOf<typeof ATTACHMENT>;

/** Documents of an administration, such as printed invoices, by `SalesInvoiceNumber`, 60 a page. */
export const DOCUMENTS = resource({ path: 'documents/Documents', key: 'ID', fields: DOCUMENT });
/** Documents of sales orders, by `SalesOrderNumber`, 60 a page. */
export const ORDER_DOCUMENTS = resource({ path: 'documents/Documents', key: 'ID', fields: ORDER_DOCUMENT });
/** Types of documents. */
export const DOCUMENT_TYPES = resource({ path: 'documents/DocumentTypes', key: 'ID', fields: TYPE });
/** Files by `Document`, 60 a page. */
export const DOCUMENT_ATTACHMENTS = resource({ path: 'documents/DocumentAttachments', key: 'ID', fields: ATTACHMENT });

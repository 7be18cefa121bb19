import { instant, integer, key, text, type RowOf } from './fields.ts';
import { resource } from './resource.ts';

const DOCUMENT = {
  ID: key(),
  Account: text(),
  Created: instant(),
} as const;

const ATTACHMENT = {
  ID: key(),
  Document: key(),
  FileName: text(),
  /** Bytes. */
  FileSize: integer(),
  /** Leads to the file with `&Download=1` and the token. */
  Url: text(),
} as const;

/** A file of a document. */
export type ExactAttachment = RowOf<typeof ATTACHMENT>;

/** Documents of an administration, such as printed invoices, by `SalesInvoiceNumber`, 60 a page. */
export const DOCUMENTS = resource({ path: 'documents/Documents', key: 'ID', fields: DOCUMENT });
/** Files by `Document`, 60 a page. */
export const DOCUMENT_ATTACHMENTS = resource({ path: 'documents/DocumentAttachments', key: 'ID', fields: ATTACHMENT });

import { createHash } from 'node:crypto';
import { isTandemError, TandemError } from '../../errors/index.ts';
import {
  DOCUMENT_ATTACHMENTS,
  DOCUMENTS,
  guidEquals,
  isGuid,
  type ExactAttachment,
  type ExactDivision,
} from '../../exact/index.ts';
import { soqlForValues, soqlText, type SalesforceRow, type SalesforceWrite } from '../../salesforce/index.ts';
import type { FlowContext } from '../flow.ts';
import { INVOICE_OBJECT } from './settings.ts';

/** Invoices are a few hundred kilobytes; what is larger has another purpose, and Salesforce takes no more than some 35 in one call. */
const MOST_BYTES = 10 * 1024 * 1024;
const MEGABYTE = 1024 * 1024;
/** What every PDF begins with. */
const PDF_MARK = Buffer.from('%PDF-');
/** Longest title of a file. */
const TITLE_LENGTH = 255;

/** What came of asking for the PDF of an invoice. */
export type InvoicePdf =
  /** Exact has none: the invoice is not printed yet. */
  | { readonly state: 'notPrinted' }
  | {
      readonly state: 'attached';
      /** Id of the file (ContentDocument) in Salesforce. */
      readonly fileId: string;
      readonly title: string;
      /** False where it hung on the invoice already. */
      readonly isNew: boolean;
    };

interface InvoiceOfPdf extends SalesforceRow {
  readonly Division__c: string;
  readonly Exact_Account_Id__c: string | null;
  readonly Invoice_Number__c: string | null;
}

interface FileVersion extends SalesforceRow {
  readonly ContentDocumentId: string;
  readonly Checksum: string;
  readonly PathOnClient: string;
}

/**
 * Hangs the PDF that Exact made of an invoice on its row in Salesforce: a file with the same bytes once, a changed one as the next
 * version of the same file. Fails with `invoice_not_found`, `invoice_pdf_unusable`, `invoice_pdf_too_large`, and with `record_busy`
 * while somebody else asks for the same one.
 */
export async function attachInvoicePdf(context: FlowContext, invoiceId: string): Promise<InvoicePdf> {
  const invoice = await readInvoice(context, invoiceId);
  const number = invoice.Invoice_Number__c;
  if (number === null || !/^\d{1,9}$/.test(number)) return { state: 'notPrinted' };
  const claim = `pdf/${invoiceId}`;
  if (!(await context.claims.take([claim])).has(claim))
    throw new TandemError('record_busy', { record: number }, { recordId: invoiceId });
  const division = Number(invoice.Division__c);
  const exact = division === context.division ? context.exact : await context.exactIn(division);
  const [attachment, versions] = await Promise.all([
    attachmentOf(exact, number, invoice.Exact_Account_Id__c),
    versionsOn(context, invoiceId),
  ]);
  if (attachment === undefined) return { state: 'notPrinted' };
  const bytes = await download(exact, attachment, { number, invoiceId });
  const name = nameOf(attachment, number);
  const title = name.replace(/\.pdf$/i, '').slice(0, TITLE_LENGTH);
  const checksum = createHash('md5').update(bytes).digest('hex');
  const same = versions.find((version) => version.Checksum === checksum);
  if (same !== undefined) return { state: 'attached', fileId: same.ContentDocumentId, title, isNew: false };
  const former = versions.find((version) => version.PathOnClient === name);
  const place = former === undefined ? { FirstPublishLocationId: invoiceId } : { ContentDocumentId: former.ContentDocumentId };
  await write(context, {
    action: 'create',
    object: 'ContentVersion',
    fields: { Title: title, PathOnClient: name, ...place },
    blob: { field: 'VersionData', read: () => Promise.resolve(bytes) },
  });
  const fileId =
    former?.ContentDocumentId ??
    (await versionsOn(context, invoiceId)).find((version) => version.Checksum === checksum)?.ContentDocumentId;
  if (fileId === undefined) throw new TandemError('invoice_not_found', { invoice: invoiceId }, { recordId: invoiceId });
  return { state: 'attached', fileId, title, isNew: true };
}

async function readInvoice({ salesforce }: FlowContext, invoiceId: string): Promise<InvoiceOfPdf> {
  const query = `SELECT Id, Division__c, Exact_Account_Id__c, Invoice_Number__c FROM ${INVOICE_OBJECT} WHERE Id = ${soqlText(invoiceId)}`;
  const [invoice] = await salesforce.query<InvoiceOfPdf>(query);
  if (invoice === undefined) throw new TandemError('invoice_not_found', { invoice: invoiceId }, { recordId: invoiceId });
  return invoice;
}

/** The PDF of the newest document that Exact has of the invoice: the invoice itself names none. Numbers begin again with a year. */
async function attachmentOf(exact: ExactDivision, number: string, debtorId: string | null): Promise<ExactAttachment | undefined> {
  const ofDebtor = debtorId !== null && isGuid(debtorId) ? ` and ${guidEquals('Account', debtorId)}` : '';
  const documents = await exact.find(DOCUMENTS, { filter: `SalesInvoiceNumber eq ${number}${ofDebtor}` });
  const newestFirst = documents.toSorted((one, other) => (other.Created ?? '').localeCompare(one.Created ?? ''));
  if (newestFirst.length === 0) return undefined;
  const ids = newestFirst.map(({ ID: id }) => id);
  const files = await exact.findAny(DOCUMENT_ATTACHMENTS, 'Document', 'guid', ids);
  const pdfs = files.filter(({ FileName: name, Url: url }) => url !== null && /\.pdf$/i.test(name ?? ''));
  return newestFirst.flatMap(({ ID: id }) =>
    pdfs.filter(({ Document: document }) => document.toLowerCase() === id.toLowerCase()),
  )[0];
}

async function download(
  exact: ExactDivision,
  { FileSize: size, Url: url }: ExactAttachment,
  { number, invoiceId }: { readonly number: string; readonly invoiceId: string },
): Promise<Buffer> {
  const tooLarge = (): TandemError =>
    new TandemError('invoice_pdf_too_large', { invoice: number, limit: MOST_BYTES / MEGABYTE }, { recordId: invoiceId });
  if ((size ?? 0) > MOST_BYTES) throw tooLarge();
  const bytes = await exact.readFile(`${url ?? ''}&Download=1`, MOST_BYTES).catch((error: unknown) => {
    if (isTandemError(error, 'exact_unreadable_answer')) throw tooLarge();
    throw error;
  });
  // Who comes without the right gets a page that says so, as if it were the file.
  if (bytes === undefined || !bytes.subarray(0, PDF_MARK.length).equals(PDF_MARK))
    throw new TandemError('invoice_pdf_unusable', { invoice: number }, { recordId: invoiceId });
  return bytes;
}

/** The newest version of each file on the invoice. */
async function versionsOn({ salesforce }: FlowContext, invoiceId: string): Promise<FileVersion[]> {
  const links = await salesforce.query<{ readonly Id: string; readonly ContentDocumentId: string }>(
    `SELECT Id, ContentDocumentId FROM ContentDocumentLink WHERE LinkedEntityId = ${soqlText(invoiceId)}`,
  );
  const ids = links.map(({ ContentDocumentId: id }) => id);
  if (ids.length === 0) return [];
  const queries = soqlForValues(
    'ContentDocumentId',
    ids,
    (condition) =>
      `SELECT Id, ContentDocumentId, Checksum, PathOnClient FROM ContentVersion WHERE IsLatest = true AND ${condition}`,
  );
  return (await salesforce.queryMany<FileVersion>(queries)).flat();
}

async function write({ salesforce, assertLease }: FlowContext, file: SalesforceWrite): Promise<void> {
  await assertLease();
  const [result] = await salesforce.write([file]);
  if (result?.ok === false) throw result.error;
}

/** Without what a file name of another system may hold. */
function nameOf({ FileName: name }: ExactAttachment, number: string): string {
  const safe = (name ?? '').replaceAll(/[\p{Cc}/\\:*?"<>|]/gu, '').trim();
  return safe === '' || safe.length > TITLE_LENGTH ? `${number}.pdf` : safe;
}

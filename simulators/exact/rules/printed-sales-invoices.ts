import { Decimal } from 'decimal.js';
import { ruleFailure } from '../failure.ts';
import type { Change, SetRules } from '../records/rules.ts';
import { localDate } from '../records/zone.ts';
import type { Row, Value } from '../schema/index.ts';
import type { Division } from '../store/division.ts';
import { SALES_INVOICE_DOCUMENT } from './documents.ts';
import { pdfOf } from './invoice-pdf.ts';
import { INVOICE_TYPE_TEXTS, isCredit, isDirect, PROCESSED, refuseProcessed } from './invoice-status.ts';
import { moveStock } from './item-warehouses.ts';
import { openTerm } from './payment-terms.ts';
import { refuseClosedPeriod } from './periods.ts';

const DAY_MS = 86_400_000;

const linesOf = (header: Row, division: Division): Row[] =>
  division
    .table('SalesInvoiceLines')
    .find('InvoiceID', header['InvoiceID'] ?? null)
    .sort((left, right) => Number(left['LineNumber']) - Number(right['LineNumber']));

/** Days after the date, or after the end of the first, second ... month from that of the date on; a condition has either or both. */
const dueDate = (invoiceDate: number, condition: Row | undefined): number => {
  const months = Number(condition?.['PaymentEndOfMonths'] ?? 0);
  const date = new Date(invoiceDate);
  const from = months > 0 ? Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + months, 0) : invoiceDate;
  return from + Number(condition?.['PaymentDays'] ?? 0) * DAY_MS;
};

const isoDay = (value: Value | undefined): string =>
  typeof value === 'number' ? new Date(value).toISOString().slice(0, 10) : '';

const printOf = (header: Row, lines: readonly Row[], division: Division): Buffer => {
  const money = (value: Value | undefined): string =>
    `${String(header['Currency'])} ${new Decimal(Number(value ?? 0)).toFixed(2)}`;
  const customer = division.find('Accounts', header['InvoiceTo']);
  return pdfOf([
    division.options.name,
    `${String(INVOICE_TYPE_TEXTS[Number(header['Type'])])} ${String(header['InvoiceNumber'])}`,
    `To ${String(customer?.['Name'])}`,
    `Date ${isoDay(header['InvoiceDate'])}, due ${isoDay(header['DueDate'])}`,
    '',
    ...lines.map((line) => `${String(line['Quantity'])} x ${String(line['Description'] ?? '')}  ${money(line['AmountFC'])}`),
    '',
    `Excluding VAT ${money(header['AmountFCExclVat'])}`,
    `Total ${money(header['AmountFC'])}`,
  ]);
};

/** A document with the PDF attached. The invoice does not point to it: it is found by its number, or by the answer of printing. */
const fileDocument = (header: Row, { division, writer }: Change): Row => {
  const number = Number(header['InvoiceNumber']);
  const document = writer.prepare(
    'Documents',
    {
      Subject: `${String(INVOICE_TYPE_TEXTS[Number(header['Type'])])} ${number}`,
      Type: SALES_INVOICE_DOCUMENT,
      Account: header['InvoiceTo'] ?? null,
      SalesInvoiceNumber: number,
      Currency: header['Currency'] ?? null,
      AmountFC: header['AmountFC'] ?? null,
      DocumentDate: `/Date(${Number(header['InvoiceDate'])})/`,
    },
    { actor: 'erp' },
  );
  const stored = writer.insert('Documents', document, 'erp');
  const attachment = writer.prepare(
    'DocumentAttachments',
    {
      Document: stored['ID'] ?? null,
      FileName: `${number}.pdf`,
      Attachment: printOf(header, linesOf(header, division), division).toString('base64'),
    },
    { actor: 'erp' },
  );
  writer.insert('DocumentAttachments', attachment, 'erp');
  return stored;
};

/** What became of sending the print by e-mail and by Peppol; the invoice is processed whatever came of it. */
const sendings = (wish: Row, header: Row, division: Division): Row => {
  const account = division.find('Accounts', header['InvoiceTo']);
  const outcome: Row = {};
  if (wish['SendEmailToCustomer'] === true)
    Object.assign(
      outcome,
      account?.['Email'] ? { EmailCreationSuccess: 'E-mail sent' } : { EmailCreationError: 'Mandatory: E-mail address' },
    );
  if (wish['SendInvoiceViaPeppol'] === true)
    Object.assign(
      outcome,
      account?.['PeppolIdentifier']
        ? { PeppolCreationSuccess: 'Sent via Peppol' }
        : { PeppolCreationError: 'Mandatory: Peppol identifier' },
    );
  return outcome;
};

/** What a line takes out of the warehouse; a credit note brings it back, whatever its sign. */
const leavingOf = (line: Row, header: Row): number => {
  const quantity = Number(line['Quantity'] ?? 0);
  return isCredit(header) ? -Math.abs(quantity) : quantity;
};

const processInvoice = (header: Row, wish: Row, change: Change): Row => {
  const { division, writer, actor, now } = change;
  const invoiceDate = typeof wish['InvoiceDate'] === 'number' ? wish['InvoiceDate'] : localDate(now);
  refuseClosedPeriod(String(header['Journal']), invoiceDate, wish, division);
  const condition = division.byCode('PaymentConditions', header['PaymentCondition']);
  const next: Row = {
    ...header,
    Status: PROCESSED,
    InvoiceNumber: division.nextNumber('SalesInvoices'),
    InvoiceDate: invoiceDate,
    DueDate: header['DueDate'] ?? dueDate(invoiceDate, condition),
  };
  return writer.replace('SalesInvoices', next, header, actor);
};

/** salesinvoice/PrintedSalesInvoices: processes an invoice, which then is in the ledger and open at the customer's. */
export const PRINTED_SALES_INVOICES_RULES: SetRules = {
  create: (body, change) => {
    const { division, writer } = change;
    if (!body['InvoiceID']) throw ruleFailure('Mandatory: InvoiceID');
    const wish = writer.prepare('PrintedSalesInvoices', body, { actor: change.actor });
    const header = division.find('SalesInvoices', wish['InvoiceID']);
    if (!header) throw ruleFailure(`Invalid reference: InvoiceID - ${String(wish['InvoiceID'])}`);
    refuseProcessed(header);
    const processed = processInvoice(header, wish, change);
    if (isDirect(processed))
      for (const line of linesOf(processed, division))
        moveStock(line, processed['Warehouse'], leavingOf(line, processed), change);
    const document = fileDocument(processed, change);
    openTerm(processed, change);
    return {
      ...wish,
      Document: document['ID'] ?? null,
      DocumentCreationSuccess: 'Document created',
      ...sendings(wish, processed, division),
    };
  },
};

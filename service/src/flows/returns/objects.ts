import { messageOf, TandemError } from '../../errors/index.ts';
import { CREDITABLE_INVOICES, CREDITABLE_LINES, salesInvoiceUrl, type ExactCreditableInvoice } from '../../exact/index.ts';
import { plainText } from '../../mapping/index.ts';
import { amountInCurrency, amountText, toDecimal } from '../../money/index.ts';
import { exactObject, type ObjectTables } from '../execute/index.ts';
import type { DocumentAmounts, Operation } from '../operation.ts';
import { LINK_ROWS } from '../with-link-rows.ts';
import { CREDIT_NOTE, isCredit } from './kinds.ts';
import { numberOf } from './problems.ts';
import { CREDIT_OBJECT } from './settings.ts';

/** Fields of a reduction order that say why it was not sent. */
export const RETURN_PROBLEM = {
  status: 'Exact_Sync_Status__c',
  message: 'Exact_Sync_Problem__c',
  action: 'Exact_Sync_Action__c',
} as const;

/** What the returns flow writes: credit notes, and what became of reduction orders. */
export const RETURN_OBJECTS: ObjectTables = {
  exact: [
    exactObject({
      object: CREDIT_OBJECT,
      resource: CREDITABLE_INVOICES,
      parts: { SalesInvoiceLines: CREDITABLE_LINES },
      isClaimed: true,
      findAgain: async (exact, { operation: { mark }, body }) => {
        if (mark === undefined) return undefined;
        const found = await exact.findAny(CREDITABLE_INVOICES, 'YourRef', 'text', [mark.reference]);
        // Somebody else may have used the reference in these seconds.
        const debtor = plainText(body['InvoiceTo']).toLowerCase();
        return found.find((invoice) => isCredit(invoice) && invoice.InvoiceTo?.toLowerCase() === debtor);
      },
      page: salesInvoiceUrl,
      factsOf: (invoice) => ({ number: numberOf(invoice), amounts: amountsOf(invoice) }),
      answerOf: (invoice) => {
        const amounts = amountsOf(invoice);
        return {
          Number: numberOf(invoice),
          NetAmount: amounts?.net,
          VatAmount: amounts?.vat,
          GrossAmount: amounts?.gross,
        };
      },
      differenceOf,
    }),
  ],
  salesforce: [
    LINK_ROWS,
    {
      object: 'Order',
      stamp: 'Exact_Synced_At__c',
      numericFields: ['Exact_Net_Amount__c', 'Exact_Vat_Amount__c', 'Exact_Gross_Amount__c'],
      problem: RETURN_PROBLEM,
      newsRefused: (refusal, { recordId, label, number }) =>
        new TandemError(
          'order_write_back_refused',
          { order: label, number, problem: messageOf(refusal) },
          { recordId, field: refusal.field, cause: refusal },
        ),
    },
  ],
};

/** Its amounts, less than zero whichever sign the company shows; undefined where it says not all. */
export function amountsOf({ AmountFC, AmountFCExclVat, Currency }: ExactCreditableInvoice): DocumentAmounts | undefined {
  const [gross, net] = [toDecimal(AmountFC)?.abs().neg(), toDecimal(AmountFCExclVat)?.abs().neg()];
  if (gross === undefined || net === undefined) return undefined;
  return { net: amountText(net), vat: amountText(gross.minus(net)), gross: amountText(gross), currency: Currency ?? '' };
}

/** What Exact made of it next to what was wanted: its kind first, then its amounts. */
function differenceOf(invoice: ExactCreditableInvoice, { recordId, label, expected }: Operation): TandemError | undefined {
  const number = numberOf(invoice) || invoice.InvoiceID;
  if (invoice.Type !== CREDIT_NOTE)
    return new TandemError('return_kind_differs', { order: label, number, kind: String(invoice.Type ?? '') }, { recordId });
  const amounts = amountsOf(invoice);
  for (const name of ['net', 'gross'] as const) {
    const [wanted, actual] = [toDecimal(expected?.[name]), toDecimal(amounts?.[name])];
    if (wanted === null || actual === null || wanted.eq(actual)) continue;
    const currency = invoice.Currency ?? '';
    const told = (amount: typeof wanted): string => `${amountInCurrency(amount, currency)} ${currency}`.trim();
    const params = { order: label, number, exact: told(actual), expected: told(wanted) };
    return new TandemError('order_total_differs_in_exact', params, { field: 'TotalAmount', recordId });
  }
  return undefined;
}

import { amountText } from '../../money/index.ts';
import type { AnsweredField, DocumentAmounts } from '../operation.ts';
import { keys } from './keys.ts';
import type { OrderBody } from './order-body.ts';
import { targetOf } from './targets/index.ts';
import type { OrderInput } from './types.ts';

/** What the order will show. Ids, number and amounts are Exact's own when they are known; the amounts here are the expected ones. */
export function expectedResult(input: OrderInput, body: OrderBody): Record<string, unknown> {
  const made = { ref: keys.salesOrder(input.order.Id) };
  const { net, vat, gross } = body.totals.expected;
  return {
    Exact_Id__c: made,
    Exact_Document__c: targetOf(input.target).shownAs,
    Exact_Number__c: made,
    Exact_Url__c: made,
    Exact_Order_Status__c: made,
    Exact_Net_Amount__c: amountText(net),
    // Without a known rate only Exact can tell.
    Exact_Vat_Amount__c: vat === undefined ? made : amountText(vat),
    Exact_Gross_Amount__c: gross === undefined ? made : amountText(gross),
  };
}

/** What Exact answers of it. */
export function answeredResult({ order }: OrderInput): Readonly<Record<string, AnsweredField>> {
  const answers = {
    Exact_Number__c: 'OrderNumber',
    Exact_Url__c: 'Url',
    Exact_Order_Status__c: 'StatusDescription',
    Exact_Net_Amount__c: 'NetAmount',
    Exact_Vat_Amount__c: 'VatAmount',
    Exact_Gross_Amount__c: 'GrossAmount',
  };
  const of = keys.salesOrder(order.Id);
  return Object.fromEntries(
    Object.entries(answers).flatMap(([field, answer]) => {
      const own = order.source.result[field];
      return own === undefined ? [] : [[own, { of, field: answer }]];
    }),
  );
}

/** What the document is expected to come to. */
export function expectedAmounts({ totals, currency }: OrderBody): Partial<DocumentAmounts> {
  const { net, vat, gross } = totals.expected;
  const text = (name: 'vat' | 'gross', amount: typeof vat) => (amount === undefined ? {} : { [name]: amountText(amount) });
  return { net: amountText(net), ...text('vat', vat), ...text('gross', gross), currency };
}

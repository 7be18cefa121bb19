import type { TandemError } from '../../errors/index.ts';
import { divisionOfPage, salesInvoiceUrl, type ExactCreditableInvoice } from '../../exact/index.ts';
import { salesforceRef } from '../../links/index.ts';
import { plainText } from '../../mapping/index.ts';
import { problemChanges } from '../execute/index.ts';
import type { DocumentMark, FieldChange, Operation } from '../operation.ts';
import { contentHash } from './content.ts';
import { amountsOf, RETURN_PROBLEM } from './objects.ts';
import { numberOf } from './problems.ts';
import { CREDIT_OBJECT } from './settings.ts';
import type { ReturnFacts, ReturnInput, ReturnRow } from './types.ts';

/** Key of the operation that makes the credit note of a return. */
export function creditKey(orderId: string): string {
  return `exact/${CREDIT_OBJECT}/${orderId}`;
}

/** The operation whose outcome is the return's. */
export function main({ order }: Pick<ReturnInput, 'order'>) {
  return {
    key: creditKey(order.Id),
    recordId: order.Id,
    label: order.OrderNumber,
    system: 'exact',
    object: CREDIT_OBJECT,
    source: { ...salesforceRef(order.Id), object: 'Order' },
    restsOn: order.SystemModstamp,
    isMain: true,
  } as const;
}

/** Stops a return. What passes by itself is no news for its people. */
export function blocked(input: ReturnInput, reason: TandemError, { language }: ReturnFacts): Operation[] {
  const changes = reason.handling === 'person' ? problemChanges(RETURN_PROBLEM, input.order, reason, language) : [];
  return [{ ...main(input), action: 'block', fields: [], reason }, ...(changes.length === 0 ? [] : [note(input.order, changes)])];
}

/** What the reduction order will show: the result, that it is sent, and no problem any more. */
export function writeBack({ order }: ReturnInput, result: Readonly<Record<string, unknown>>): Operation {
  const cleared = [RETURN_PROBLEM.message, RETURN_PROBLEM.action].filter((field) => order[field] != null);
  const told = { ...result, [RETURN_PROBLEM.status]: 'Sent', ...Object.fromEntries(cleared.map((field) => [field, null])) };
  return note(
    order,
    Object.entries(told).map(([field, to]) => ({ field, from: order[field] ?? null, to, policy: 'always' })),
  );
}

/** Takes the traces of a credit note that is gone from the return, before another one is made of it. */
export function clearing({ order }: ReturnInput): Operation {
  const traces = ['Exact_Id__c', 'Exact_Number__c', 'Exact_Url__c'] as const;
  return {
    ...note(
      order,
      traces.map((field) => ({ field, from: order[field], to: null, policy: 'always' })),
    ),
    key: `salesforce/Order/${order.Id}/clearing`,
    isPrecondition: true,
    endsIntent: true,
  };
}

/** Exact has it: nothing is written there, and Salesforce is told what it does not say yet. */
export function shown(input: ReturnInput, header: ExactCreditableInvoice, facts: ReturnFacts, mark?: DocumentMark): Operation[] {
  const { order } = input;
  const result = resultOf(header, facts);
  const isTold =
    input.intent?.isWriteBackPending !== true &&
    order['Exact_Sync_Status__c'] === 'Sent' &&
    ['Exact_Id__c', 'Exact_Number__c', 'Exact_Order_Status__c'].every((field) => same(order[field], result[field]));
  return [
    {
      ...main(input),
      action: 'unchanged',
      targetId: header.InvoiceID,
      fields: [],
      found: {
        number: numberOf(header),
        url: salesInvoiceUrl(facts.host, facts.division, header.InvoiceID),
        division: facts.division,
        amounts: amountsOf(header),
      },
      ...(mark === undefined ? {} : { mark }),
    },
    ...(isTold ? [] : [writeBack(input, result)]),
  ];
}

/** Salesforce says itself that it is in Exact, and nothing changed since. */
export function asShown(input: ReturnInput): Operation {
  const { order } = input;
  const url = order.Exact_Url__c ?? undefined;
  return {
    ...main(input),
    action: 'unchanged',
    targetId: order.Exact_Id__c ?? undefined,
    fields: [],
    found: { number: order.Exact_Number__c ?? undefined, url, division: divisionOfPage(url) },
  };
}

/** What a credit note is known by. */
export function markOf({ reference, lines }: ReturnInput): DocumentMark {
  return { field: 'YourRef', reference, content: contentHash(lines) };
}

/** What a reduction order shows of its credit note. */
function resultOf(header: ExactCreditableInvoice, facts: ReturnFacts): Readonly<Record<string, unknown>> {
  const amounts = amountsOf(header);
  return {
    Exact_Id__c: header.InvoiceID,
    Exact_Number__c: numberOf(header),
    Exact_Url__c: salesInvoiceUrl(facts.host, facts.division, header.InvoiceID),
    Exact_Order_Status__c: header.StatusDescription,
    ...(amounts === undefined
      ? {}
      : { Exact_Net_Amount__c: amounts.net, Exact_Vat_Amount__c: amounts.vat, Exact_Gross_Amount__c: amounts.gross }),
  };
}

function note(order: ReturnRow, fields: readonly FieldChange[]): Operation {
  return {
    key: `salesforce/Order/${order.Id}`,
    recordId: order.Id,
    label: order.OrderNumber,
    system: 'salesforce',
    action: 'update',
    object: 'Order',
    targetId: order.Id,
    fields,
    isMain: false,
  };
}

function same(standing: unknown, wanted: unknown): boolean {
  return plainText(standing).toLowerCase() === plainText(wanted).toLowerCase();
}

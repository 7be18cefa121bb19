import { messageOf, TandemError } from '../../errors/index.ts';
import { NEW_ITEMS, SALES_ORDER_LINES, SALES_ORDERS, salesOrderUrl, type ExactSalesOrder } from '../../exact/index.ts';
import { plainText } from '../../mapping/index.ts';
import { toDecimal } from '../../money/index.ts';
import { CUSTOMER_OBJECTS, doubtRemembered } from '../customers/index.ts';
import { exactObject, type ObjectTables, type Posted, type ProblemFields, type SalesforceObject } from '../execute/index.ts';
import type { FlowContext } from '../flow.ts';
import type { Operation } from '../operation.ts';
import type { OrderSource } from './sources/index.ts';
import { documentAmounts, moneyText } from './totals.ts';

/** Fields of an order that say why it was not sent. */
export const ORDER_PROBLEM = {
  status: 'Exact_Sync_Status__c',
  message: 'Exact_Sync_Problem__c',
  action: 'Exact_Sync_Action__c',
} as const;

/** What the orders flow writes: the records of these sources among it. */
export function orderObjects(sources: readonly OrderSource[]): ObjectTables {
  const salesforce = [...CUSTOMER_OBJECTS.salesforce, { object: 'Product2', numericFields: [] }, ...sources.map(recordOf)];
  return { exact: EXACT_OBJECTS, salesforce };
}

const EXACT_OBJECTS: ObjectTables['exact'] = [
  ...CUSTOMER_OBJECTS.exact,
  exactObject({
    object: 'Item',
    resource: NEW_ITEMS,
    findAgain: async (exact, { body }) => {
      const [found] = await exact.findAny(NEW_ITEMS, 'Code', 'text', [String(body['Code'])]);
      return found;
    },
  }),
  exactObject({
    object: 'SalesOrder',
    resource: SALES_ORDERS,
    parts: { SalesOrderLines: SALES_ORDER_LINES },
    isClaimed: true,
    findAgain: async (exact, { operation: { mark }, body }) => {
      if (mark === undefined) return undefined;
      const found = await exact.findAny(SALES_ORDERS, mark.field, 'text', [mark.reference]);
      // Somebody else may have used the reference in these seconds.
      return found.find(({ OrderedBy: orderedBy }) => orderedBy?.toLowerCase() === plainText(body['OrderedBy']).toLowerCase());
    },
    page: salesOrderUrl,
    factsOf: (order) => ({ number: order.OrderNumber ?? undefined, amounts: amountsOf(order) }),
    answerOf: (order) => {
      const amounts = amountsOf(order);
      return { NetAmount: amounts?.net, VatAmount: amounts?.vat, GrossAmount: amounts?.gross };
    },
    differenceOf,
    refused,
  }),
];

/** How the record itself is written. */
function recordOf({ object, result }: OrderSource): SalesforceObject {
  const stamp = result['Exact_Synced_At__c'];
  const problem = problemFieldsOf(result);
  return {
    object,
    numericFields: AMOUNTS.flatMap((name) => result[name] ?? []),
    ...(stamp === undefined ? {} : { stamp }),
    ...(problem === undefined ? {} : { problem }),
    newsRefused: (refusal, { recordId, label, number }) =>
      new TandemError(
        'order_write_back_refused',
        { order: label, number, problem: messageOf(refusal) },
        { recordId, field: refusal.field, cause: refusal },
      ),
  };
}

const AMOUNTS = ['Exact_Net_Amount__c', 'Exact_Vat_Amount__c', 'Exact_Gross_Amount__c'];

/** A record that has not all of them is told nothing: half of it would be no help. */
function problemFieldsOf(result: OrderSource['result']): ProblemFields | undefined {
  const { status, message, action } = ORDER_PROBLEM;
  const own = { status: result[status], message: result[message], action: result[action] };
  return own.status === undefined || own.message === undefined || own.action === undefined
    ? undefined
    : { status: own.status, message: own.message, action: own.action };
}

function amountsOf({ AmountFCExclVat: net, AmountFC: gross, Currency: currency }: ExactSalesOrder) {
  return documentAmounts(net, gross, currency ?? '');
}

/** Exact's amounts next to the expected ones. VAT and gross were expected only where every rate was known. */
function differenceOf(order: ExactSalesOrder, { recordId, label, expected }: Operation): TandemError | undefined {
  const currency = order.Currency ?? '';
  for (const [planned, stored] of [
    [expected?.net, order.AmountFCExclVat],
    [expected?.gross, order.AmountFC],
  ]) {
    const [wanted, actual] = [toDecimal(planned), toDecimal(stored)];
    if (wanted === null || actual === null || wanted.eq(actual)) continue;
    return new TandemError(
      'order_total_differs_in_exact',
      {
        order: label,
        number: order.OrderNumber ?? order.OrderID,
        exact: moneyText(actual, currency),
        expected: moneyText(wanted, currency),
      },
      { field: 'TotalAmount', recordId },
    );
  }
  return undefined;
}

/** The plan found nothing wrong, so what it rested on is no longer so: the next plan reads items, codes and links again. */
async function refused(context: FlowContext, posted: Posted, refusal: TandemError): Promise<TandemError> {
  if (refusal.handling === 'person') {
    const lines = posted.body['SalesOrderLines'] as readonly Readonly<Record<string, unknown>>[];
    await context.items.forget(lines.map((line) => plainText(line['Item'])));
    context.references.forget();
  }
  return doubtRemembered(context, posted, refusal);
}

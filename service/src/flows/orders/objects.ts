import { listed, messageOf, TandemError } from '../../errors/index.ts';
import { NEW_ITEMS, type ExactDivision } from '../../exact/index.ts';
import { isLeftOut, plainText } from '../../mapping/index.ts';
import { toDecimal } from '../../money/index.ts';
import { CUSTOMER_OBJECTS, doubtRemembered } from '../customers/index.ts';
import { exactObject, type ObjectTables, type Posted, type ProblemFields, type SalesforceObject } from '../execute/index.ts';
import type { FlowContext } from '../flow.ts';
import type { FieldChange, Operation } from '../operation.ts';
import { AMENDMENT_OBJECTS, lostLines, standing } from './amendments/index.ts';
import { ORDER_PROBLEM } from './problem-fields.ts';
import type { OrderSource } from './sources/index.ts';
import { TARGETS, type ExactDocument, type OrderTarget } from './targets/index.ts';
import { documentAmounts, moneyText } from './totals.ts';

/** What the orders flow writes: the records of these sources among it. */
export function orderObjects(sources: readonly OrderSource[]): ObjectTables {
  const salesforce = [...CUSTOMER_OBJECTS.salesforce, { object: 'Product2', numericFields: [] }, ...sources.map(recordOf)];
  return { exact: EXACT_OBJECTS, salesforce };
}

const ITEM_OBJECT = exactObject({
  object: 'Item',
  resource: NEW_ITEMS,
  findAgain: async (exact, { body }) => {
    const [found] = await exact.findAny(NEW_ITEMS, 'Code', 'text', [String(body['Code'])]);
    return found;
  },
});

const EXACT_OBJECTS: ObjectTables['exact'] = [
  ...CUSTOMER_OBJECTS.exact,
  ...AMENDMENT_OBJECTS,
  ITEM_OBJECT,
  ...TARGETS.map(documentObject),
];

/** How the document of an order is posted, and found again. */
function documentObject({ kind, object, register, linesField, page, header }: OrderTarget): ObjectTables['exact'][number] {
  const { documents, lines } = register;
  const debtorField = header['OrderedBy'] ?? '';
  return exactObject({
    object,
    resource: documents,
    parts: { [linesField]: lines },
    isClaimed: true,
    findAgain: async (exact, { operation: { mark }, body }) => {
      if (mark === undefined) return undefined;
      const found = await exact.findAny(documents, mark.field, 'text', [mark.reference]);
      const debtor = plainText(body[debtorField]).toLowerCase();
      // Somebody else may have used the reference in these seconds.
      return found.find((document) => document.kind === kind && document.OrderedBy?.toLowerCase() === debtor);
    },
    page,
    factsOf: (document) => ({ number: document.OrderNumber ?? undefined, amounts: amountsOf(document) }),
    answerOf: (document) => {
      const amounts = amountsOf(document);
      return { NetAmount: amounts?.net, VatAmount: amounts?.vat, GrossAmount: amounts?.gross };
    },
    differenceOf: (document, operation) => differenceOf(document, operation) ?? lostLines(document, operation),
    ...(kind === 'salesOrder' ? { readBack } : {}),
    refused: (context, posted, refusal) => refused(context, posted, posted.body[linesField], refusal),
  });
}

async function readBack(exact: ExactDivision, id: string): Promise<ExactDocument> {
  return { ...(await standing(exact, id)), kind: 'salesOrder' };
}

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

function amountsOf({ AmountFCExclVat: net, AmountFC: gross, Currency: currency }: ExactDocument) {
  return documentAmounts(net, gross, currency ?? '');
}

/** What Exact stored next to what it was to store. */
function differenceOf(document: ExactDocument, operation: Operation): TandemError | undefined {
  return amountsDiffer(document, operation) ?? fieldsLost(document, operation);
}

/** Exact's amounts next to the expected ones, in whatever currency. VAT and gross were expected only where every rate was known. */
function amountsDiffer(order: ExactDocument, { recordId, label, expected }: Operation): TandemError | undefined {
  const currency = order.Currency ?? '';
  const isOtherCurrency = (expected?.currency ?? '') !== '' && expected?.currency !== currency;
  for (const [planned, stored] of [
    [expected?.net, order.AmountFCExclVat],
    [expected?.gross, order.AmountFC],
  ]) {
    const [wanted, actual] = [toDecimal(planned), toDecimal(stored)];
    if (wanted === null || actual === null || (wanted.eq(actual) && !isOtherCurrency)) continue;
    return new TandemError(
      'order_total_differs_in_exact',
      {
        order: label,
        number: order.OrderNumber ?? order.OrderID,
        exact: moneyText(actual, currency),
        expected: moneyText(wanted, expected?.currency ?? currency),
      },
      { field: 'TotalAmount', recordId },
    );
  }
  return undefined;
}

/** What was sent and answered as empty. What Exact does not answer at all is not known. */
function fieldsLost(document: ExactDocument, { recordId, label, fields }: Operation): TandemError | undefined {
  const stored = document as unknown as Readonly<Record<string, unknown>>;
  const isLost = ({ field, from, to, note }: FieldChange): boolean =>
    stored[field] === null && to !== null && to !== '' && !isLeftOut({ from, to, note });
  const lost = fields.filter(isLost).map(({ field }) => field);
  if (lost.length === 0) return undefined;
  const params = { order: label, number: document.OrderNumber ?? document.OrderID, fields: listed(lost) };
  return new TandemError('order_field_lost', params, { field: lost[0], recordId });
}

/** The plan found nothing wrong, so what it rested on is no longer so: the next plan reads items, codes and links again. */
async function refused(context: FlowContext, posted: Posted, sent: unknown, refusal: TandemError): Promise<TandemError> {
  if (refusal.handling === 'person') {
    const lines = sent as readonly Readonly<Record<string, unknown>>[];
    await context.items.forget(lines.map((line) => plainText(line['Item'])));
    context.references.forget();
  }
  return doubtRemembered(context, posted, refusal);
}

import { soqlForValues } from '../../salesforce/index.ts';
import type { FlowContext, Intent } from '../flow.ts';
import { creditNotesOf, invoicesById, linesOfOrders, salesOrdersById, salesOrdersUnder, withLines } from './exact-reads.ts';
import { isCredit } from './kinds.ts';
import { referenceOf } from './reference.ts';
import { readSiblings } from './rows.ts';
import type { Invoice, Original, OriginalOrderRow, SiblingLineRow } from './types.ts';

/**
 * What Exact has of these orders, by their Salesforce ids: what was invoiced, and what was credited, by Tandem or by hand, processed or
 * not. A credit note cannot be linked to an order by an app: it is known by its reference, or by the reduction order that bears its id;
 * of one that tells neither nobody knows what it is of.
 */
export async function readOriginals(
  context: FlowContext,
  orders: readonly OriginalOrderRow[],
): Promise<ReadonlyMap<string, Original>> {
  const byExactId = new Map(orders.map((order) => [(order.Exact_Id__c ?? '').toLowerCase(), order]));
  const salesOrders = await salesOrdersById(context.exact, [...byExactId.keys()]);
  if (salesOrders.size === 0) return new Map(orders.map((order) => [order.Id, withNothing(order)]));
  const lines = await linesOfOrders(context.exact, [...salesOrders.keys()]);
  const headers = await invoicesById(context.exact, [...new Set(lines.map(({ InvoiceID: id }) => id))]);
  const debtors = new Set([...headers.values()].flatMap(({ InvoiceTo: debtor }) => debtor ?? []));
  const credits = await creditsNamingNoOrder(context, [...debtors]);
  const siblings = Map.groupBy(
    await readSiblings(
      context,
      orders.map(({ Id: id }) => id),
    ),
    ({ OriginalOrderItem: original }) => original?.OrderId ?? '',
  );
  const intents = await context.claims.intents([...siblings.values()].flat().map(({ OrderId: id }) => id));
  const read = orders.map((order): Original => {
    const exactId = (order.Exact_Id__c ?? '').toLowerCase();
    const ofOrder = Map.groupBy(
      lines.filter(({ SalesOrder: id }) => id?.toLowerCase() === exactId),
      ({ InvoiceID: id }) => id.toLowerCase(),
    );
    const salesOrder = salesOrders.get(exactId);
    const returns = siblings.get(order.Id) ?? [];
    const known = knownAs(context, returns, intents);
    const isOfOrder = ({ header }: Invoice): boolean =>
      known.ids.has(header.InvoiceID.toLowerCase()) ||
      known.references.has(lower(header.YourRef)) ||
      (lower(header.YourRef) !== '' && lower(header.YourRef) === lower(salesOrder?.YourRef));
    const seen = new Set(credits.map(({ header }) => lower(header.YourRef)));
    return {
      order,
      salesOrder,
      invoices: [...ofOrder].flatMap(([id, own]) => {
        const header = headers.get(id);
        return header === undefined ? [] : [{ header, lines: own }];
      }),
      credited: credits.filter(isOfOrder),
      unclear: credits.filter((credit) => !isOfOrder(credit)),
      onTheirWay: returns.filter(({ OrderId: id }) => {
        const intent = intents.get(id);
        return intent?.postedAt !== undefined && intent.exactId === undefined && !seen.has(lower(intent.reference));
      }),
    };
  });
  const unclear = await withoutThoseOfOthers(context, read);
  return new Map(
    read.map((original) => [
      original.order.Id,
      { ...original, unclear: original.unclear.filter((credit) => unclear.has(credit)) },
    ]),
  );
}

/** Credit notes of these debtors with those of their lines that name no order: the others are of the order that they name. */
async function creditsNamingNoOrder({ exact }: FlowContext, debtorIds: readonly string[]): Promise<Invoice[]> {
  const credits = await withLines(exact, await creditNotesOf(exact, debtorIds));
  return credits
    .map(({ header, lines }) => ({ header, lines: lines.filter(({ SalesOrder: order }) => order === null) }))
    .filter(({ lines }) => lines.length > 0);
}

/** By what credit notes of an order's returns are known. */
function knownAs(
  { configuration }: FlowContext,
  returns: readonly SiblingLineRow[],
  intents: ReadonlyMap<string, Intent>,
): { readonly ids: ReadonlySet<string>; readonly references: ReadonlySet<string> } {
  const ids = returns.flatMap(({ OrderId, Order }) => [Order?.Exact_Id__c ?? [], intents.get(OrderId)?.exactId ?? []].flat());
  const references = returns.flatMap(({ OrderId, Order }) => [
    referenceOf(Order?.OrderNumber ?? '', configuration),
    intents.get(OrderId)?.reference ?? '',
  ]);
  return {
    ids: new Set(ids.map((id) => id.toLowerCase())),
    references: new Set(references.map(lower).filter((reference) => reference !== '')),
  };
}

/** Those of which nobody knows what they are of: neither another return of this org nor named after another sales order. Asked only where items meet. */
async function withoutThoseOfOthers(context: FlowContext, originals: readonly Original[]): Promise<ReadonlySet<Invoice>> {
  const doubtful = new Set(
    originals.flatMap(({ unclear, invoices }) => unclear.filter((credit) => haveItemsInCommon(credit, invoices))),
  );
  if (doubtful.size === 0) return doubtful;
  const ids = [...doubtful].map(({ header }) => header.InvoiceID);
  const sent = await context.sentDocuments(ids, []);
  const queries = soqlForValues(
    'Exact_Id__c',
    ids.flatMap((id) => [id, id.toLowerCase()]),
    (condition) => `SELECT Exact_Id__c FROM Order WHERE ${condition}`,
  );
  const told = (await context.salesforce.queryMany(queries)).flat().map((row) => lower(row['Exact_Id__c']));
  const ours = new Set([...sent.exactIds, ...told]);
  const references = [...doubtful].map(({ header }) => header.YourRef ?? '').filter((reference) => reference !== '');
  const named = new Set((await salesOrdersUnder(context.exact, references)).map(({ YourRef: reference }) => lower(reference)));
  return new Set(
    [...doubtful].filter(({ header }) => !ours.has(header.InvoiceID.toLowerCase()) && !named.has(lower(header.YourRef))),
  );
}

function haveItemsInCommon(credit: Invoice, invoices: readonly Invoice[]): boolean {
  const sold = new Set(
    invoices.filter(({ header }) => !isCredit(header)).flatMap(({ lines }) => lines.map(({ Item: item }) => lower(item))),
  );
  return credit.lines.some(({ Item: item }) => sold.has(lower(item)));
}

function withNothing(order: OriginalOrderRow): Original {
  return { order, salesOrder: undefined, invoices: [], credited: [], unclear: [], onTheirWay: [] };
}

function lower(value: unknown): string {
  return typeof value === 'string' ? value.trim().toLowerCase() : '';
}

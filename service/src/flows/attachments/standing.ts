import { DOCUMENT_ATTACHMENTS, ORDER_DOCUMENTS, SALES_ORDERS, type ExactDivision } from '../../exact/index.ts';
import { markIn } from './mark.ts';
import type { OrderRow, SalesOrder } from './types.ts';

/** A document of ours in Exact; without an attachment its file did not come. */
export interface StandingDocument {
  readonly documentId: string;
  readonly attachmentId: string | undefined;
}

/** What Exact has of orders. */
export interface Standing {
  /** By the order's id in Exact, in lower case; none for one that is not there. */
  readonly salesOrders: ReadonlyMap<string, SalesOrder>;
  /** By their marks. */
  readonly documents: ReadonlyMap<string, StandingDocument>;
}

/** Asks Exact for orders and the documents that were made of their files: two calls for some thirty orders, three where there are any. */
export async function standingOf(exact: ExactDivision, orders: readonly OrderRow[]): Promise<Standing> {
  const ids = orders.flatMap(({ Exact_Id__c: id }) => id ?? []);
  if (ids.length === 0) return { salesOrders: new Map(), documents: new Map() };
  const found = await exact.findAny(SALES_ORDERS, 'OrderID', 'guid', ids);
  const salesOrders = new Map(
    found.flatMap(({ OrderID: id, OrderNumber: number, OrderedBy: debtorId }): [string, SalesOrder][] =>
      number === null || debtorId === null ? [] : [[id.toLowerCase(), { number, debtorId: debtorId.toLowerCase() }]],
    ),
  );
  return { salesOrders, documents: await documentsOf(exact, [...salesOrders.values()]) };
}

/** The documents of these orders that Tandem made. */
async function documentsOf(exact: ExactDivision, salesOrders: readonly SalesOrder[]): Promise<Map<string, StandingDocument>> {
  const numbers = salesOrders.map(({ number }) => number);
  if (numbers.length === 0) return new Map();
  const documents = await exact.findAny(ORDER_DOCUMENTS, 'SalesOrderNumber', 'integer', numbers);
  const ours = documents.flatMap(({ ID: id, Body: body }) => {
    const mark = markIn(body);
    return mark === undefined ? [] : [{ documentId: id.toLowerCase(), mark }];
  });
  if (ours.length === 0) return new Map();
  const ids = ours.map(({ documentId }) => documentId);
  const attachments = await exact.findAny(DOCUMENT_ATTACHMENTS, 'Document', 'guid', ids);
  const byDocument = new Map(attachments.map(({ ID: id, Document: document }) => [document.toLowerCase(), id.toLowerCase()]));
  const standing = ours.map(({ documentId, mark }) => ({ mark, documentId, attachmentId: byDocument.get(documentId) }));
  // Of two of one content the one counts that has its file.
  const wholeLast = standing.toSorted(
    (one, other) => Number(one.attachmentId !== undefined) - Number(other.attachmentId !== undefined),
  );
  return new Map(wholeLast.map(({ mark, ...document }) => [mark, document]));
}

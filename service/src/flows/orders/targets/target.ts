import type { Phrase } from '../../../errors/index.ts';
import type { ExactResource, ExactSalesOrder, ExactSalesOrderLine } from '../../../exact/index.ts';
import type { TargetKind } from './kinds.ts';

/** A document of Exact under the names that a sales order has there, whatever it is. */
export interface ExactDocument extends Pick<
  ExactSalesOrder,
  | 'OrderID'
  | 'OrderNumber'
  | 'YourRef'
  | 'Description'
  | 'OrderedBy'
  | 'OrderDate'
  | 'Currency'
  | 'AmountFC'
  | 'AmountFCExclVat'
  | 'StatusDescription'
> {
  /** Undefined for what no order becomes, such as a credit note. */
  readonly kind: TargetKind | undefined;
}

/** A line of it, likewise. */
export type ExactDocumentLine = Pick<
  ExactSalesOrderLine,
  'OrderID' | 'Item' | 'ItemCode' | 'Description' | 'Quantity' | 'NetPrice' | 'AmountFC' | 'VATCode'
>;

/** Where documents of a kind stand in Exact. Kinds that stand together share theirs. */
export interface DocumentRegister {
  readonly documents: ExactResource<ExactDocument>;
  readonly lines: ExactResource<ExactDocumentLine>;
  /** Field of a line that holds the id of its document. */
  readonly parent: string;
}

/** What an order becomes in Exact. */
export interface OrderTarget {
  readonly kind: TargetKind;
  /** What plans call it, such as `SalesOrder`. */
  readonly object: string;
  /** What the record in Salesforce says that it became: a value of `Exact_Document__c`. */
  readonly shownAs: string;
  readonly register: DocumentRegister;
  /** Name of its entity in Exact, as in the key of a link. */
  readonly entity: string;
  /** The field of the document that takes its lines. */
  readonly linesField: string;
  /** What people call it: `sales order`. */
  readonly term: Phrase;
  /** The same with its number. */
  readonly named: (number: string) => Phrase;
  readonly page: (host: string, division: number, id: string) => string;
  /** Its own names for fields of a sales order; what it has not is absent. */
  readonly header: Readonly<Record<string, string>>;
  /** The same for fields of a line. */
  readonly line: Readonly<Record<string, string>>;
  /** Exact's number for its type, where documents of several types stand together. */
  readonly type?: number;
  /** True where it is booked in a journal, which the settings may name, and needs a payment condition. */
  readonly hasJournal: boolean;
  /** True where it takes its goods out of a warehouse at once. */
  readonly hasWarehouse: boolean;
}

/** Rows of a resource that bear the names of a sales order besides their own. */
export function underNamesOfOrders<Row extends object, Named extends object>(
  resource: ExactResource<Row>,
  read: (row: Row) => Named,
): ExactResource<Row & Named> {
  return {
    ...resource,
    parse: (row) => {
      const own = resource.parse(row);
      return { ...own, ...read(own) };
    },
  };
}

/** The same name on both sides. */
export function sameNames(names: readonly string[]): Readonly<Record<string, string>> {
  return Object.fromEntries(names.map((name) => [name, name]));
}

import type { Decimal } from 'decimal.js';

/** A SKU of the file as it will stand in Exact. */
export interface RetailItem {
  readonly code: string;
  readonly description: string;
  /** Excluding VAT. Undefined when no row of the file names a price: the item gets no price row. */
  readonly price: Decimal | undefined;
  /** Postage, carriage, bank charges and manual lines: no stock is kept of them. */
  readonly isService: boolean;
}

/** A customer of the file. The name, e-mail and address are generated from the id alone, so they never change. */
export interface RetailCustomer {
  /** CustomerID of the file, or `WALK_IN` for lines without one. */
  readonly id: string;
  readonly country: string;
}

export interface RetailLine {
  readonly sku: string;
  readonly quantity: number;
  readonly unitPrice: Decimal;
}

/** An invoice that an org can hold as an order. */
export interface RetailOrder {
  readonly invoice: string;
  readonly customerId: string;
  /** `yyyy-mm-dd`. */
  readonly date: string;
  readonly lines: readonly RetailLine[];
}

/** What does not become an order, and why, in words a salesperson understands. */
export interface Refusal {
  /** Number of the invoice; of a row without one, its line in the file. */
  readonly invoice: string;
  readonly reason: string;
}

/** A file, sorted into what both systems will hold. */
export interface RetailData {
  readonly items: readonly RetailItem[];
  readonly customers: readonly RetailCustomer[];
  readonly orders: readonly RetailOrder[];
  readonly refused: readonly Refusal[];
  /** Invoices named in the file, sendable or not. */
  readonly invoiceCount: number;
}

/** Customer of the lines that name none: their orders go to the default debtor. */
export const WALK_IN = 'WALK-IN';

import type { TargetKind } from './kinds.ts';
import { QUOTATION } from './quotation.ts';
import { DIRECT_INVOICE, SALES_INVOICE } from './sales-invoices.ts';
import { SALES_ORDER } from './sales-order.ts';
import type { OrderTarget } from './target.ts';

const BY_KIND: Readonly<Record<TargetKind, OrderTarget>> = {
  salesOrder: SALES_ORDER,
  salesInvoice: SALES_INVOICE,
  directInvoice: DIRECT_INVOICE,
  quotation: QUOTATION,
};

/** All that an order may become. */
export const TARGETS: readonly OrderTarget[] = Object.values(BY_KIND);

export function targetOf(kind: TargetKind): OrderTarget {
  return BY_KIND[kind];
}

/** The kind that a record of Salesforce, or our memory, speaks of; undefined where it names none. */
export function kindNamed(name: unknown): TargetKind | undefined {
  return TARGETS.find(({ kind, shownAs }) => kind === name || shownAs === name)?.kind;
}

/** What an order may become in Exact. */
export const TARGET_KINDS = ['salesOrder', 'salesInvoice', 'directInvoice', 'quotation'] as const;

export type TargetKind = (typeof TARGET_KINDS)[number];

import { BULK_SALES_INVOICE_LINES, BULK_SALES_INVOICES } from '../../exact/index.ts';
import type { FormulaVariable } from '../../mapping/index.ts';

/** `invoice`: an invoice or credit note of Exact Online, under Exact's own field names and with the signs that it sends. */
export const INVOICE: FormulaVariable = { name: 'invoice', fields: BULK_SALES_INVOICES.kinds };

/** `line`: one of its lines. */
export const LINE: FormulaVariable = { name: 'line', fields: BULK_SALES_INVOICE_LINES.kinds };

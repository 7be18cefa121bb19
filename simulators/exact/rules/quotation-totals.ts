import { Decimal } from 'decimal.js';
import type { Change } from '../records/rules.ts';
import type { Row } from '../schema/index.ts';

const sum = (lines: readonly Row[], field: string): Decimal =>
  lines.reduce((total, line) => total.plus(Number(line[field] ?? 0)), new Decimal(0));

/** What a header holds because of its lines, those that are optional left out: the amount with VAT, and the VAT in it. */
export const quotationTotals = (_header: Row, lines: readonly Row[]): Row => {
  const counted = lines.filter((line) => line['Optional'] !== true);
  const vat = sum(counted, 'VATAmountFC');
  return { AmountFC: sum(counted, 'AmountFC').plus(vat).toNumber(), VATAmountFC: vat.toNumber() };
};

/** The header follows its lines. */
export const refreshQuotation = (line: Row, { division, writer, actor }: Change): void => {
  const header = division.find('Quotations', line['QuotationID']);
  if (!header) return;
  const totals = quotationTotals(header, division.table('QuotationLines').find('QuotationID', line['QuotationID'] ?? null));
  if (Object.entries(totals).some(([field, value]) => header[field] !== value))
    writer.replace('Quotations', { ...header, ...totals }, header, actor);
};

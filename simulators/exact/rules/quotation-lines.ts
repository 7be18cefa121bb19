import { forbidden } from '../failure.ts';
import type { Change, SetRules } from '../records/rules.ts';
import type { Row } from '../schema/index.ts';
import { completeLine, nextLineNumber, repriceLine } from './line-prices.ts';
import { through, throughCode } from './lookups.ts';
import { companyAmount } from './order-amounts.ts';
import { refreshQuotation } from './quotation-totals.ts';

/** The header, with the customer and the day under the names that prices are found by. */
const headerOf = (line: Row, { division, parent }: Change): Row => {
  const header = parent ?? division.find('Quotations', line['QuotationID']);
  if (!header) throw forbidden('Forbidden');
  return { ...header, OrderedBy: header['OrderAccount'] ?? null, OrderDate: header['QuotationDate'] ?? null };
};

/** crm/QuotationLines: priced as the lines of orders are; AmountFC excludes VAT, VATAmountFC comes on top. */
export const QUOTATION_LINE_RULES: SetRules = {
  derive: {
    AmountDC: companyAmount('AmountFC', through('QuotationID', 'Quotations', 'Currency')),
    ItemDescription: through('Item', 'Items', 'Description'),
    UnitDescription: throughCode('UnitCode', 'Units', 'Description'),
    VATDescription: throughCode('VATCode', 'VATCodes', 'Description'),
    QuotationNumber: through('QuotationID', 'Quotations', 'QuotationNumber'),
    VersionNumber: through('QuotationID', 'Quotations', 'VersionNumber'),
  },
  mandatory: { Item: 'Item', QuotationID: 'QuotationID' },
  beforeCreate: (draft, change) => {
    draft['LineNumber'] ??= change.lineNumber ?? nextLineNumber('QuotationLines', 'QuotationID', draft, change);
    draft['Optional'] ??= false;
    completeLine(draft, headerOf(draft, change), change, 'VATAmountFC');
    delete draft['DeliveryDate'];
  },
  beforeUpdate: (row, changed, change) => repriceLine(row, changed, headerOf(row, change), change, 'VATAmountFC'),
  afterWrite: (row, _before, change) => refreshQuotation(row, change),
  afterRemove: (row, change) => refreshQuotation(row, change),
};

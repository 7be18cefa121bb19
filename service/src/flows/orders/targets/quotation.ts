import { phrase } from '../../../errors/index.ts';
import { QUOTATION_LINES, QUOTATIONS, quotationUrl } from '../../../exact/index.ts';
import { amountText, Decimal } from '../../../money/index.ts';
import { sameNames, underNamesOfOrders, type OrderTarget } from './target.ts';

const { OrderAccount: _account, OrderAccountContact: _contact, QuotationDate: _date, ...OWN } = QUOTATIONS.writable;

/** An offer that the customer may accept: it is in no ledger and moves nothing. */
export const QUOTATION: OrderTarget = {
  kind: 'quotation',
  object: 'Quotation',
  shownAs: 'Quotation',
  register: {
    documents: underNamesOfOrders(QUOTATIONS, ({ QuotationID, QuotationNumber, OrderAccount, QuotationDate, ...amounts }) => ({
      OrderID: QuotationID,
      OrderNumber: QuotationNumber,
      OrderedBy: OrderAccount,
      OrderDate: QuotationDate,
      AmountFCExclVat: withoutVat(amounts.AmountFC, amounts.VATAmountFC),
      kind: 'quotation' as const,
    })),
    lines: underNamesOfOrders(QUOTATION_LINES, ({ QuotationID }) => ({ OrderID: QuotationID, ItemCode: null })),
    parent: 'QuotationID',
  },
  entity: 'Quotations',
  linesField: 'QuotationLines',
  term: phrase('target_quotation'),
  named: (number) => phrase('document_quotation', { number }),
  page: quotationUrl,
  header: {
    ...sameNames(Object.keys(OWN)),
    OrderedBy: 'OrderAccount',
    OrderedByContactPerson: 'OrderAccountContact',
    OrderDate: 'QuotationDate',
  },
  line: sameNames(Object.keys(QUOTATION_LINES.writable)),
  hasJournal: false,
  hasWarehouse: false,
};

function withoutVat(gross: string | null, vat: string | null): string | null {
  return gross === null || vat === null ? null : amountText(new Decimal(gross).minus(vat));
}

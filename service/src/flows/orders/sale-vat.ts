import { phrase, TandemError, type ParamValue, type Phrase } from '../../errors/index.ts';
import type { ExactVatCode } from '../../exact/index.ts';
import { readVatNumber } from '../../identifiers/index.ts';
import { countryCode, lookUp, plainText } from '../../mapping/index.ts';
import {
  chooseSaleCode,
  judgeSale,
  type ChosenBy,
  type CodeFault,
  type SaleCode,
  type SaleDoubt,
  type SaleFacts,
  type SaleKind,
} from '../../tax/index.ts';
import { debtorVatFacts, isPrivatePerson } from '../customers/index.ts';
import { destinationOf } from './delivery.ts';
import type { SaleVatFacts } from './sale-facts.ts';
import type { OrdersConfiguration } from './settings.ts';
import type { LineRow, OrderFacts, OrderInput } from './types.ts';

/** The VAT code of a line, and which fact chose it. */
export interface ChosenVat {
  readonly code: string;
  readonly note: Phrase;
}

/** Chooses the VAT code of one line of an order, or says why nobody can tell it; undefined where the line is left to Exact. */
export type ChooseVat = (row: LineRow) => ChosenVat | TandemError | undefined;

/** The buyer of an order, and what its sale is judged by. */
interface Buyer {
  readonly facts: Omit<SaleFacts, 'isService'>;
  /** Code of its debtor. */
  readonly vatCode: string | null;
  /** As it stands, and as it was read. */
  readonly VATNumber: string | null;
  readonly vatNumber: string;
}

const DOUBTS: Readonly<Record<SaleDoubt, { readonly why: Phrase; readonly remedy: Phrase }>> = {
  seller: { why: phrase('vat_doubt_seller'), remedy: phrase('vat_remedy_seller') },
  country: { why: phrase('vat_doubt_country'), remedy: phrase('vat_remedy_country') },
  goodsOrService: { why: phrase('vat_doubt_goods_or_service'), remedy: phrase('vat_remedy_goods_or_service') },
  vatNumber: { why: phrase('vat_doubt_number'), remedy: phrase('vat_remedy_number') },
  vatNumberOfSeller: { why: phrase('vat_doubt_number_of_seller'), remedy: phrase('vat_remedy_number') },
  territory: { why: phrase('vat_doubt_territory'), remedy: phrase('vat_remedy_line') },
};

/** How the VAT codes of the lines of an order are chosen; undefined where the settings leave that to Exact. What the lines share is looked up once. Pure. */
export function vatChooser(input: OrderInput, settings: OrdersConfiguration, facts: OrderFacts): ChooseVat | undefined {
  const { sales, vatCodes } = facts;
  if (sales === undefined || vatCodes === undefined) return undefined;
  const destination = destinationOf(input, settings);
  if (destination instanceof TandemError) return () => destination;
  const buyer = buyerOf(input, settings, sales, destination);
  // Without a debtor the order stops by itself.
  if (buyer === undefined) return undefined;
  if (buyer instanceof TandemError) return () => buyer;
  const policy = {
    privateGoods: settings.vat.privateGoods,
    find: (left: string) => lookUp(sales.tables, 'vatOfSales', left),
  };
  return (row) => {
    const item = facts.items?.get(row.Product2?.Exact_Id__c?.toLowerCase() ?? '');
    // An item that is not here stops the order by itself.
    if (item === undefined) return undefined;
    const isService = item.isStockItem ? false : settings.vat.withoutStock === 'service' ? true : undefined;
    const sale = judgeSale({ ...buyer.facts, isService });
    const chosen = chooseSaleCode(sale, { ofDebtor: buyer.vatCode, ofItem: item.vatCode, codes: vatCodes }, policy);
    if (chosen.fault !== undefined) return refusal(input, row, chosen, buyer, isService, vatCodes);
    const { code, kind, country, by } = chosen;
    return { code, note: phrase('note_vat_chosen', { code, sale: told(kind, country, buyer), by: BY[by] }) };
  };
}

function buyerOf(
  input: OrderInput,
  settings: OrdersConfiguration,
  { seller, debtors, tables }: SaleVatFacts,
  destination: { readonly country: string; readonly postcode: string },
): Buyer | TandemError | undefined {
  const debtor = debtorVatFacts(input, settings, debtors);
  if (debtor === undefined || debtor instanceof TandemError) return debtor;
  const { account } = input.customer;
  const named = plainText(account?.['BillingCountryCode']) || plainText(account?.['BillingCountry']);
  const billed = lookUp(tables, 'countries', named) ?? countryCode(named) ?? '';
  const isDefault = input.debtor?.kind === 'default';
  // Under a debtor for all, the customer is who the account says, and the listing of sales would name the debtor.
  const country = (isDefault ? billed : (debtor.Country ?? billed)).toUpperCase();
  const isPrivate = isPrivatePerson(input.customer);
  const number = isPrivate || isDefault ? null : debtor.VATNumber;
  const read = number === null ? undefined : readVatNumber(number, country);
  const goodsTo = destination.country || country;
  return {
    vatCode: debtor.SalesVATCode,
    VATNumber: debtor.VATNumber,
    vatNumber: read?.number ?? '',
    facts: {
      seller,
      goodsTo,
      postcode: destination.postcode,
      buyer: { country, isPrivate, vatCountry: read?.state === 'valid' ? read.country : undefined },
    },
  };
}

const BY: Readonly<Record<ChosenBy, Phrase>> = {
  item: phrase('vat_by_item'),
  debtor: phrase('vat_by_debtor'),
  table: phrase('vat_by_table'),
  code: phrase('vat_by_code'),
};

/** A sale as an accountant would call it. */
function told(kind: SaleKind, country: string, { vatNumber }: Buyer): Phrase {
  switch (kind) {
    case 'domestic':
      return phrase('sale_domestic', { country });
    case 'euGoods':
      return phrase('sale_eu_goods', { country, number: vatNumber });
    case 'euServices':
      return phrase('sale_eu_services', { country, number: vatNumber });
    case 'privateGoods':
      return phrase('sale_private_goods', { country });
    case 'privateServices':
    case 'privateServicesOutside':
      return phrase('sale_private_services', { country });
    case 'export':
      return phrase('sale_export', { country });
    case 'servicesOutside':
      return phrase('sale_services_outside', { country });
  }
}

const FAULTS: Readonly<Record<CodeFault, (codes: string) => Phrase>> = {
  undecided: () => phrase('vat_fault_undecided'),
  none: () => phrase('vat_fault_none'),
  several: (codes) => phrase('vat_fault_several', { codes }),
  contradiction: (codes) => phrase('vat_fault_contradiction', { codes }),
  tableContradicts: (codes) => phrase('vat_fault_table', { codes }),
};

function refusal(
  { order }: OrderInput,
  row: LineRow,
  chosen: Extract<SaleCode, { fault: string }>,
  buyer: Buyer,
  isService: boolean | undefined,
  codes: readonly ExactVatCode[],
): TandemError {
  const named = { order: order.OrderNumber, product: row.Product2?.ProductCode ?? row.Product2?.Name ?? row.Id };
  const at = { field: 'VATCode', recordId: row.OrderId };
  if (chosen.fault === 'doubt') {
    const { why, remedy } = DOUBTS[chosen.doubt];
    return new TandemError('order_vat_unclear', { ...named, why, facts: factsText(buyer, isService), remedy }, at);
  }
  const { kind, country, fault, row: left } = chosen;
  const listed = chosen.codes.map((code) => codes.find((known) => known.Code === code)?.Code ?? code).join(', ');
  const remedy =
    left === undefined
      ? phrase('vat_remedy_line')
      : fault === 'undecided'
        ? phrase('vat_remedy_undecided')
        : phrase('vat_remedy_row', { row: left });
  const params = { ...named, sale: told(kind, country, buyer), fault: FAULTS[fault](listed), remedy };
  return new TandemError('order_vat_code_undecided', params, at);
}

/** What is known of a sale, in the words of a person. */
function factsText({ facts, VATNumber: number }: Buyer, isService: boolean | undefined): ParamValue {
  const { seller, goodsTo, buyer } = facts;
  const kind = isService === undefined ? phrase('vat_is_unknown') : phrase(isService ? 'vat_is_service' : 'vat_is_goods');
  return phrase(buyer.isPrivate ? 'vat_facts_private' : 'vat_facts_business', {
    kind,
    seller: seller || '-',
    goodsTo: goodsTo || '-',
    country: buyer.country || '-',
    number: number ?? '-',
  });
}

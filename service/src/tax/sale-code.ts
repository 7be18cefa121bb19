import type { ExactVatCode } from '../exact/index.ts';
import { vatRates } from './rates.ts';
import type { JudgedSale, SaleDoubt, SaleKind } from './sale.ts';
import { codesThatSay, isWithoutVat, rowOf, saysOtherwise, tabledCode, type FindRow, type TabledSale } from './sale-table.ts';

/** What a company decided about the VAT of its sales. */
export interface SalePolicy {
  /** Whether goods for private buyers in other member states bear the VAT of the company's own country, or of theirs. */
  readonly privateGoods: 'ask' | 'own' | 'destination';
  readonly find: FindRow;
}

/** The codes that a sale may get its VAT from; null where there is none. */
export interface CodesAtHand {
  readonly ofDebtor: string | null;
  readonly ofItem: string | null;
  readonly codes: readonly ExactVatCode[];
}

/** Which fact chose a code. */
export type ChosenBy = 'item' | 'debtor' | 'table' | 'code';

/** Why a sale that is clear has no code: nobody decided, none or several stand for it, or two facts contradict each other. */
export type CodeFault = 'undecided' | 'none' | 'several' | 'contradiction' | 'tableContradicts';

/** The VAT code of a sale and what chose it; or why it has none. */
export type SaleCode =
  | {
      readonly code: string;
      readonly kind: SaleKind;
      readonly country: string;
      readonly by: ChosenBy;
      readonly fault?: undefined;
    }
  | { readonly fault: 'doubt'; readonly doubt: SaleDoubt }
  | {
      readonly fault: CodeFault;
      readonly kind: SaleKind;
      readonly country: string;
      /** The codes that stand for it, or against each other. */
      readonly codes: readonly string[];
      /** The row of the table that would decide; undefined for a domestic sale. */
      readonly row: string | undefined;
    };

/** Chooses the code of a sale by its facts, the codes of debtor and item, and what the company decided. Pure. */
export function chooseSaleCode(sale: JudgedSale, hand: CodesAtHand, policy: SalePolicy): SaleCode {
  if (sale.doubt !== undefined) return { fault: 'doubt', doubt: sale.doubt };
  const { kind, country } = sale;
  if (kind === 'domestic') return domesticCode(kind, country, hand, policy);
  const tabled: TabledSale = { kind, country, ofItem: hand.ofItem };
  if (kind === 'privateGoods' && policy.privateGoods === 'own') return domesticCode(kind, country, hand, policy);
  const row = rowOf(tabled);
  if (kind === 'privateGoods' && policy.privateGoods === 'ask') return { fault: 'undecided', kind, country, codes: [], row };
  const [wanted, by] = wantedCode(tabled, hand, policy);
  const debtors = known(hand.ofDebtor, hand.codes);
  if (wanted.length !== 1) {
    // The bookkeeper who gave the debtor one of several has chosen.
    if (debtors !== undefined && wanted.includes(debtors.Code)) return { code: debtors.Code, kind, country, by: 'debtor' };
    return { fault: wanted.length === 0 ? 'none' : 'several', kind, country, codes: wanted, row };
  }
  const [code = ''] = wanted;
  const found = known(code, hand.codes);
  if (found !== undefined && saysOtherwise(kind, country, found))
    return { fault: 'tableContradicts', kind, country, codes: [code], row };
  // A debtor with VAT, or of another regime, is somebody of whom the bookkeeper knows more than the facts.
  if (debtors !== undefined && debtors.Code !== code && !isOfSameFamily(kind, debtors))
    return { fault: 'contradiction', kind, country, codes: [code, debtors.Code], row };
  return { code, kind, country, by };
}

/** As Exact takes it: the debtor's code, else the item's; unless that is for sales to somewhere else. */
function domesticCode(kind: SaleKind, country: string, { ofDebtor, ofItem, codes }: CodesAtHand, { find }: SalePolicy): SaleCode {
  const debtors = known(ofDebtor, codes);
  const code = debtors?.Code ?? ofItem;
  if (code === null) return { fault: 'none', kind, country, codes: [], row: undefined };
  const found = known(code, codes);
  const isElsewhere = found !== undefined && (saysOtherwise('domestic', country, found) || isForOthers(code, find));
  if (isElsewhere) return { fault: 'contradiction', kind, country, codes: [code], row: undefined };
  return { code, kind, country, by: debtors === undefined ? 'item' : 'debtor' };
}

function wantedCode(sale: TabledSale, { codes, ofItem }: CodesAtHand, { find }: SalePolicy): [readonly string[], ChosenBy] {
  const tabled = tabledCode(sale, find);
  if (tabled !== undefined) return [[tabled], 'table'];
  const saying = codesThatSay(sale.kind, sale.country, codes).map(({ Code: code }) => code);
  // What a country taxes lower is its own affair: only what bears the full rate at home is sure to bear the full one there.
  const isOpen = sale.kind === 'privateGoods' && saying.length === 1 && !bearsFullRate(ofItem, codes);
  return [isOpen ? [] : saying, 'code'];
}

/** True where an item bears the highest rate that the company has for sales at home. */
function bearsFullRate(ofItem: string | null, codes: readonly ExactVatCode[]): boolean {
  const atHome = codes.filter(({ OssCountry: country, VATTransactionType: type }) => country === null && type !== 'P');
  const rates = [...vatRates(atHome.filter((code) => !isWithoutVat(code))).values()];
  const own = vatRates(codes).get(ofItem ?? '');
  return own !== undefined && rates.length > 0 && rates.every(({ fraction }) => own.fraction.gte(fraction));
}

/** A debtor's code for goods in the Union is no contradiction where the line is a service, and the other way round. */
function isOfSameFamily(kind: SaleKind, debtors: ExactVatCode): boolean {
  return (
    (kind === 'euGoods' || kind === 'euServices') && isWithoutVat(debtors) && ['L', 'S'].includes(debtors.EUSalesListing ?? '')
  );
}

/** True for a code that the company's table gives exports or services abroad, which a sale at home never has. */
function isForOthers(code: string, find: FindRow): boolean {
  const kinds = ['euGoods', 'euServices', 'export', 'servicesOutside'] as const;
  return kinds.some((kind) => tabledCode({ kind, country: '', ofItem: null }, find) === code);
}

function known(code: string | null, codes: readonly ExactVatCode[]): ExactVatCode | undefined {
  return code === null ? undefined : codes.find((candidate) => candidate.Code === code);
}

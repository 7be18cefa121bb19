import type { ExactVatCode } from '../exact/index.ts';
import { toDecimal } from '../money/index.ts';
import type { SaleKind } from './sale.ts';
import { vatCodeFault } from './line-code.ts';

/** Sales other than domestic ones, as the table of a company names them. */
const NAMES: Readonly<Record<Exclude<SaleKind, 'domestic'>, string>> = {
  euGoods: 'EU goods',
  euServices: 'EU services',
  privateGoods: 'OSS',
  privateServices: 'Private services EU',
  export: 'Export',
  servicesOutside: 'Services outside EU',
  privateServicesOutside: 'Private services outside EU',
};

/** What stands on the left of the table: a sale, the country it goes to, the VAT code of the item. */
const ROW = new RegExp(`^(?:${Object.values(NAMES).join('|')})(?: [a-z]{2})?(?: / \\S{1,3})?$`, 'i');

/** Looks a row of the table up, by what stands on its left. */
export type FindRow = (left: string) => string | undefined;

/** A sale whose VAT code is wanted. */
export interface TabledSale {
  readonly kind: Exclude<SaleKind, 'domestic'>;
  readonly country: string;
  /** VAT code of the item. */
  readonly ofItem: string | null;
}

/** True for a left side that names a sale: `EU goods`, `OSS DE`, `OSS DE / 2`. */
export function isSaleRow(left: string): boolean {
  return ROW.test(left.trim());
}

/** The names that a left side may begin with. */
export function saleNames(): readonly string[] {
  return Object.values(NAMES);
}

/** What the row of a sale would be called that says no more than has to be said. */
export function rowOf({ kind, country, ofItem }: TabledSale): string {
  if (kind === 'privateGoods') return `${NAMES[kind]} ${country}${ofItem === null ? '' : ` / ${ofItem}`}`;
  return kind === 'privateServices' && ofItem !== null ? `${NAMES[kind]} / ${ofItem}` : NAMES[kind];
}

/** The code that the table gives a sale: the row that says most of it counts. */
export function tabledCode({ kind, country, ofItem }: TabledSale, find: FindRow): string | undefined {
  const name = NAMES[kind];
  const at = ofItem === null ? [] : [` / ${ofItem}`];
  const lefts = [...at.map((item) => `${name} ${country}${item}`), `${name} ${country}`, ...at.map((item) => `${name}${item}`)];
  for (const left of [...lefts, name]) {
    const code = find(left);
    if (code !== undefined) return code;
  }
  return undefined;
}

/**
 * Codes of a company that say of themselves that they are for such a sale: by the listing of sales in the European Union (L goods, S
 * services), by the country of the One Stop Shop. No other property tells a kind of sale: those need a row of the table.
 */
export function codesThatSay(kind: TabledSale['kind'], country: string, codes: readonly ExactVatCode[]): readonly ExactVatCode[] {
  const usable = codes.filter((code) => vatCodeFault(code.Code, codes) === undefined);
  if (kind === 'euGoods') return usable.filter((code) => code.EUSalesListing === 'L' && isWithoutVat(code));
  if (kind === 'euServices') return usable.filter((code) => code.EUSalesListing === 'S' && isWithoutVat(code));
  if (kind === 'privateGoods') return usable.filter((code) => code.OssCountry === country && !isWithoutVat(code));
  return [];
}

/** True where a code says that it is for another sale than this one: it carries VAT where none is due, or another listing or country. */
export function saysOtherwise(kind: SaleKind, country: string, code: ExactVatCode): boolean {
  const listing = code.EUSalesListing ?? 'N';
  if (code.OssCountry !== null && ((kind !== 'privateGoods' && kind !== 'privateServices') || code.OssCountry !== country))
    return true;
  if (kind === 'euGoods') return !isWithoutVat(code) || listing === 'S';
  if (kind === 'euServices') return !isWithoutVat(code) || listing === 'L';
  if (listing !== 'N' && listing !== '') return true;
  return (kind === 'export' || kind === 'servicesOutside') && !isWithoutVat(code);
}

/** True for a code that adds no VAT: of type B or N, or at nought percent. */
export function isWithoutVat({ Type: type, Percentage: percentage }: ExactVatCode): boolean {
  return type === 'B' || type === 'N' || toDecimal(percentage)?.isZero() !== false;
}

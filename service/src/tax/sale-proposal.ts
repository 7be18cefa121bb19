import type { ExactVatCode } from '../exact/index.ts';
import { codesThatSay, rowOf, tabledCode, type FindRow, type TabledSale } from './sale-table.ts';
import type { SalePolicy } from './sale-code.ts';

/** A row of the table of sales as it stands for a company. */
export interface ProposedRow {
  /** What stands on its left. */
  readonly row: string;
  /** The code that such a sale gets; undefined where nobody decided. */
  readonly code: string | undefined;
  /** Whether a person gave it the code, or the code says of itself that it is for this. */
  readonly by: 'table' | 'code';
  /** Codes that say so, where they are several. */
  readonly candidates: readonly string[];
}

const EVERYWHERE = ['euGoods', 'euServices', 'export', 'servicesOutside', 'privateServices', 'privateServicesOutside'] as const;

/** The table of sales as the codes of a company and its own rows make it up, with what is left to decide. Pure. */
export function proposeTable(codes: readonly ExactVatCode[], { find, privateGoods }: SalePolicy): readonly ProposedRow[] {
  const sales: TabledSale[] = EVERYWHERE.map((kind) => ({ kind, country: '', ofItem: null }));
  const countries = new Set(codes.flatMap(({ OssCountry: country }) => (country === null ? [] : [country])));
  const abroad = privateGoods === 'destination' ? [...countries].toSorted() : [];
  return [...sales, ...abroad.map((country): TabledSale => ({ kind: 'privateGoods', country, ofItem: null }))].map((sale) =>
    proposed(sale, codes, find),
  );
}

function proposed(sale: TabledSale, codes: readonly ExactVatCode[], find: FindRow): ProposedRow {
  const row = rowOf(sale);
  const tabled = tabledCode(sale, find);
  if (tabled !== undefined) return { row, code: tabled, by: 'table', candidates: [] };
  const saying = codesThatSay(sale.kind, sale.country, codes).map(({ Code: code }) => code);
  const [only] = saying;
  return saying.length === 1
    ? { row, code: only, by: 'code', candidates: [] }
    : { row, code: undefined, by: 'code', candidates: saying };
}

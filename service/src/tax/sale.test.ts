import { describe, expect, it } from '@jest/globals';
import type { ExactVatCode } from '../exact/index.ts';
import { chooseSaleCode, isSaleRow, judgeSale, proposeTable, saleNames, type SaleFacts } from './index.ts';

function vatCode(code: string, percentage: string, fields: Partial<ExactVatCode> = {}): ExactVatCode {
  const usual = { ID: code, Description: null, Type: 'E', VATTransactionType: 'B', OssCountry: null, EUSalesListing: null };
  return { ...usual, Code: code, Percentage: percentage, IsBlocked: false, ...fields };
}

/** Codes of two companies, which have nothing in common. */
const CODES: Readonly<Record<string, readonly ExactVatCode[]>> = {
  NL: [
    vatCode('0', '0', { Type: 'N' }),
    vatCode('1', '0.09'),
    vatCode('2', '0.21'),
    vatCode('4', '0.21', { Type: 'I' }),
    vatCode('N0', '0', { Type: 'B' }),
    vatCode('5', '0', { Type: 'B' }),
    vatCode('6', '0', { Type: 'B' }),
    vatCode('7', '0.21', { VATTransactionType: 'P' }),
    vatCode('8', '0', { Type: 'B', EUSalesListing: 'L' }),
    vatCode('9', '0', { Type: 'B', EUSalesListing: 'S' }),
    vatCode('D19', '0.19', { OssCountry: 'DE' }),
    vatCode('D07', '0.07', { OssCountry: 'DE' }),
    vatCode('B21', '0.21', { OssCountry: 'BE' }),
    vatCode('S0', '0', { Type: 'B' }),
  ],
  // Older companies show percents instead of fractions.
  BE: [
    vatCode('00', '0', { Type: 'N' }),
    vatCode('06', '6'),
    vatCode('12', '12'),
    vatCode('21', '21'),
    vatCode('MC', '0', { Type: 'B' }),
    vatCode('EX', '0', { Type: 'B' }),
    vatCode('ICL', '0', { Type: 'B', EUSalesListing: 'L' }),
    vatCode('ICD', '0', { Type: 'B', EUSalesListing: 'S' }),
    vatCode('N21', '21', { OssCountry: 'NL' }),
    vatCode('DB', '0', { Type: 'B' }),
  ],
};

/** What each company decided in its table. */
const TABLES: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  NL: {
    export: '6',
    'services outside eu': 'S0',
    'oss de / 1': 'D07',
    'oss de / 2': 'D19',
    'private services eu / 2': '2',
    'private services outside eu': '2',
  },
  BE: { export: 'EX', 'services outside eu': 'DB', 'private services eu': '21' },
};

type Buyer = 'private' | 'business' | `business ${string}`;

interface Case {
  readonly from: 'NL' | 'BE';
  readonly to: string;
  readonly of: 'goods' | 'service' | 'unknown';
  /** A business with the country of its VAT number, else with none. */
  readonly buyer: Buyer;
  /** Country of the buyer, where the goods go elsewhere. */
  readonly at?: string;
  readonly postcode?: string;
  readonly item: string | null;
  readonly debtor?: string;
  readonly goodsAbroad?: 'ask' | 'own' | 'destination';
  /** The code and the sale; or why there is none. */
  readonly wanted: string;
}

const CASES: readonly Case[] = [
  // At home: the code of the item, unless the bookkeeper gave the debtor one.
  { from: 'NL', to: 'NL', of: 'goods', buyer: 'private', item: '2', wanted: '2 domestic' },
  { from: 'NL', to: 'NL', of: 'goods', buyer: 'business NL', item: '1', wanted: '1 domestic' },
  { from: 'NL', to: 'NL', of: 'goods', buyer: 'private', item: '4', wanted: '4 domestic' },
  { from: 'NL', to: 'NL', of: 'service', buyer: 'business NL', item: '2', wanted: '2 domestic' },
  { from: 'NL', to: 'NL', of: 'service', buyer: 'private', item: '0', wanted: '0 domestic' },
  { from: 'NL', to: 'NL', of: 'unknown', buyer: 'business NL', item: '2', wanted: '2 domestic' },
  // Nought percent at home, such as to ships of the high seas (Wet OB, table II).
  { from: 'NL', to: 'NL', of: 'goods', buyer: 'business NL', item: 'N0', wanted: 'N0 domestic' },
  // Reverse charge at home is a matter of the debtor: subcontractors (Wet OB, article 12, paragraph 5).
  { from: 'NL', to: 'NL', of: 'service', buyer: 'business NL', item: '2', debtor: '5', wanted: '5 domestic' },
  // Goods that a foreigner fetches stay here: VAT of here, whatever number he has.
  { from: 'NL', to: 'NL', of: 'goods', buyer: 'business DE', at: 'DE', item: '2', wanted: '2 domestic' },
  { from: 'NL', to: 'NL', of: 'goods', buyer: 'business', item: null, wanted: 'none domestic' },
  { from: 'NL', to: 'NL', of: 'goods', buyer: 'business', item: '8', wanted: 'contradiction domestic' },
  { from: 'NL', to: 'NL', of: 'goods', buyer: 'business', item: '2', debtor: '6', wanted: 'contradiction domestic' },
  { from: 'BE', to: 'BE', of: 'goods', buyer: 'private', item: '06', wanted: '06 domestic' },
  { from: 'BE', to: 'BE', of: 'goods', buyer: 'business BE', item: '12', wanted: '12 domestic' },
  { from: 'BE', to: 'BE', of: 'service', buyer: 'business BE', item: '21', wanted: '21 domestic' },
  // Co-contractor: work on immovable goods for a business that files returns (KB nr. 1, article 20).
  { from: 'BE', to: 'BE', of: 'service', buyer: 'business BE', item: '21', debtor: 'MC', wanted: 'MC domestic' },
  // Exempt at home (W.Btw, article 44).
  { from: 'BE', to: 'BE', of: 'service', buyer: 'private', item: '00', wanted: '00 domestic' },

  // Goods to a business in another member state: nought percent, with a number of another state than this one (article 138).
  { from: 'NL', to: 'DE', of: 'goods', buyer: 'business DE', item: '2', wanted: '8 euGoods' },
  { from: 'NL', to: 'DE', of: 'goods', buyer: 'business DE', item: '1', wanted: '8 euGoods' },
  { from: 'NL', to: 'GR', of: 'goods', buyer: 'business GR', item: '2', wanted: '8 euGoods' },
  { from: 'NL', to: 'MC', of: 'goods', buyer: 'business FR', item: '2', wanted: '8 euGoods' },
  // The number need not be of the state where the goods arrive.
  { from: 'NL', to: 'DE', of: 'goods', buyer: 'business BE', item: '2', wanted: '8 euGoods' },
  { from: 'NL', to: 'DE', of: 'goods', buyer: 'business NL', item: '2', wanted: 'doubt vatNumberOfSeller' },
  { from: 'NL', to: 'DE', of: 'goods', buyer: 'business', item: '2', wanted: 'doubt vatNumber' },
  { from: 'NL', to: 'DE', of: 'goods', buyer: 'business GB', item: '2', wanted: 'doubt vatNumber' },
  { from: 'NL', to: 'DE', of: 'goods', buyer: 'business DE', item: '2', debtor: '8', wanted: '8 euGoods' },
  { from: 'NL', to: 'DE', of: 'service', buyer: 'business DE', item: '2', debtor: '8', wanted: '9 euServices' },
  { from: 'NL', to: 'DE', of: 'goods', buyer: 'business DE', item: '2', debtor: '2', wanted: 'contradiction euGoods' },
  { from: 'BE', to: 'NL', of: 'goods', buyer: 'business NL', item: '21', wanted: 'ICL euGoods' },
  { from: 'BE', to: 'FR', of: 'goods', buyer: 'business FR', item: '06', wanted: 'ICL euGoods' },
  { from: 'BE', to: 'NL', of: 'goods', buyer: 'business', item: '21', wanted: 'doubt vatNumber' },

  // Services for a business are taxed where it is (article 44), wherever they are done.
  { from: 'NL', to: 'DE', of: 'service', buyer: 'business DE', item: '2', wanted: '9 euServices' },
  { from: 'NL', to: 'NL', of: 'service', buyer: 'business BE', at: 'BE', item: '2', wanted: '9 euServices' },
  { from: 'NL', to: 'DE', of: 'service', buyer: 'business', item: '2', wanted: 'doubt vatNumber' },
  { from: 'NL', to: 'US', of: 'service', buyer: 'business', item: '2', wanted: 'S0 servicesOutside' },
  { from: 'NL', to: 'DE', of: 'unknown', buyer: 'business DE', item: '2', wanted: 'doubt goodsOrService' },
  { from: 'BE', to: 'NL', of: 'service', buyer: 'business NL', item: '21', wanted: 'ICD euServices' },
  { from: 'BE', to: 'CH', of: 'service', buyer: 'business', item: '21', wanted: 'DB servicesOutside' },

  // Goods that leave the Union (article 146), whoever buys them. Great Britain is outside; Northern Ireland is not, for goods.
  { from: 'NL', to: 'US', of: 'goods', buyer: 'business', item: '2', wanted: '6 export' },
  { from: 'NL', to: 'CH', of: 'goods', buyer: 'private', item: '1', wanted: '6 export' },
  { from: 'NL', to: 'GB', of: 'goods', buyer: 'business GB', item: '2', postcode: 'SW1A 1AA', wanted: '6 export' },
  { from: 'NL', to: 'GB', of: 'goods', buyer: 'business', item: '2', postcode: 'BT1 5GS', wanted: 'doubt territory' },
  // In Spain, and outside its VAT.
  { from: 'NL', to: 'ES', of: 'goods', buyer: 'private', item: '2', postcode: '35001', wanted: 'doubt territory' },
  { from: 'BE', to: 'NO', of: 'goods', buyer: 'private', item: '21', wanted: 'EX export' },
  { from: 'BE', to: 'US', of: 'goods', buyer: 'business', item: '21', wanted: 'EX export' },

  // Goods for private buyers in another member state: distance sales (article 33), below 10,000 euros at home (article 59c).
  { from: 'NL', to: 'DE', of: 'goods', buyer: 'private', item: '2', goodsAbroad: 'ask', wanted: 'undecided privateGoods' },
  { from: 'NL', to: 'DE', of: 'goods', buyer: 'private', item: '2', goodsAbroad: 'own', wanted: '2 privateGoods' },
  { from: 'NL', to: 'DE', of: 'goods', buyer: 'private', item: '1', goodsAbroad: 'own', wanted: '1 privateGoods' },
  { from: 'NL', to: 'DE', of: 'goods', buyer: 'private', item: '2', wanted: 'D19 privateGoods' },
  { from: 'NL', to: 'DE', of: 'goods', buyer: 'private', item: '1', wanted: 'D07 privateGoods' },
  { from: 'NL', to: 'BE', of: 'goods', buyer: 'private', item: '2', wanted: 'B21 privateGoods' },
  // An item priced with VAT bears the full rate too.
  { from: 'NL', to: 'BE', of: 'goods', buyer: 'private', item: '4', wanted: 'B21 privateGoods' },
  // What Belgium taxes lower is its own affair: nobody concludes it from the Dutch rate.
  { from: 'NL', to: 'BE', of: 'goods', buyer: 'private', item: '1', wanted: 'none privateGoods' },
  { from: 'NL', to: 'FR', of: 'goods', buyer: 'private', item: '2', wanted: 'none privateGoods' },
  { from: 'BE', to: 'NL', of: 'goods', buyer: 'private', item: '21', wanted: 'N21 privateGoods' },
  { from: 'BE', to: 'NL', of: 'goods', buyer: 'private', item: '06', wanted: 'none privateGoods' },

  // Services for private buyers depend on what they are (articles 45 to 59): only the table says it.
  { from: 'NL', to: 'DE', of: 'service', buyer: 'private', item: '2', wanted: '2 privateServices' },
  { from: 'NL', to: 'DE', of: 'service', buyer: 'private', item: '1', wanted: 'none privateServices' },
  { from: 'NL', to: 'US', of: 'service', buyer: 'private', item: '2', wanted: '2 privateServicesOutside' },
  { from: 'BE', to: 'NL', of: 'service', buyer: 'private', item: '21', wanted: '21 privateServices' },
  { from: 'BE', to: 'US', of: 'service', buyer: 'private', item: '21', wanted: 'none privateServicesOutside' },

  { from: 'NL', to: '', of: 'goods', buyer: 'business NL', item: '2', wanted: 'doubt country' },
];

function factsOf({ from, to, of, buyer, at, postcode = '' }: Case): SaleFacts {
  const vatCountry = buyer.split(' ')[1];
  return {
    seller: from,
    goodsTo: to,
    postcode,
    buyer: { country: at ?? to, isPrivate: buyer === 'private', vatCountry },
    isService: of === 'unknown' ? undefined : of === 'service',
  };
}

function outcome(one: Case, codes = CODES[one.from] ?? [], table = TABLES[one.from] ?? {}): string {
  const hand = { ofDebtor: one.debtor ?? null, ofItem: one.item, codes };
  const policy = { privateGoods: one.goodsAbroad ?? 'destination', find: (left: string) => table[left.toLowerCase()] };
  const chosen = chooseSaleCode(judgeSale(factsOf(one)), hand, policy);
  if (chosen.fault === 'doubt') return `doubt ${chosen.doubt}`;
  return `${chosen.fault ?? chosen.code} ${chosen.kind}`;
}

describe('the VAT code of a sale', () => {
  it.each(CASES.map((one) => [`${one.of} from ${one.from} to ${one.to}, ${one.buyer}, item ${one.item}`, one] as const))(
    '%s',
    (_told, one) => expect(outcome(one)).toBe(one.wanted),
  );

  const ABROAD: Case = { from: 'NL', to: 'DE', of: 'goods', buyer: 'business DE', item: '2', wanted: '' };

  it('is never one of several that say the same, unless the bookkeeper gave the debtor one of them', () => {
    const codes = [...(CODES['NL'] ?? []), vatCode('8B', '0', { Type: 'B', EUSalesListing: 'L' })];
    expect(outcome(ABROAD, codes)).toBe('several euGoods');
    expect(outcome({ ...ABROAD, debtor: '8B' }, codes)).toBe('8B euGoods');
    expect(outcome(ABROAD, codes, { 'eu goods': '8B' })).toBe('8B euGoods');
  });

  it('is never one that is blocked, or for purchases only', () => {
    const blocked = (CODES['NL'] ?? []).map((code) => (code.Code === '8' ? { ...code, IsBlocked: true } : code));
    expect(outcome(ABROAD, blocked)).toBe('none euGoods');
    const bought = (CODES['NL'] ?? []).map((code) => (code.Code === '8' ? { ...code, VATTransactionType: 'P' } : code));
    expect(outcome(ABROAD, bought)).toBe('none euGoods');
  });

  it('is not taken off a row of the table whose code says that it is for something else', () => {
    expect(outcome(ABROAD, undefined, { 'eu goods': '9' })).toBe('tableContradicts euGoods');
    expect(outcome(ABROAD, undefined, { 'eu goods': '2' })).toBe('tableContradicts euGoods');
    expect(outcome({ ...ABROAD, to: 'FR', buyer: 'private' }, undefined, { oss: 'D19' })).toBe('tableContradicts privateGoods');
  });

  it('is taken off the row that says most of it', () => {
    const to = { ...ABROAD, buyer: 'private', item: '1' } as const;
    const rows = { oss: 'D19', 'oss de': 'D19', 'oss de / 1': 'D07' };
    expect(outcome(to, undefined, rows)).toBe('D07 privateGoods');
    expect(outcome({ ...to, item: '2' }, undefined, rows)).toBe('D19 privateGoods');
  });

  it('is told by nobody for a company outside the Union', () => {
    expect(judgeSale({ ...factsOf(ABROAD), seller: 'CH' })).toEqual({ doubt: 'seller' });
  });
});

describe('a row of the table', () => {
  it('names a sale, and may name a country and the code of the item', () => {
    for (const name of saleNames())
      expect([name, `${name.toLowerCase()} DE`, `${name} / 2`].map(isSaleRow)).toEqual([true, true, true]);
    expect(['OSS DE / D19', ' oss de '].map(isSaleRow)).toEqual([true, true]);
    expect(['Domestic', 'OSS Germany', 'OSS DE/2', ''].map(isSaleRow)).toEqual([false, false, false, false]);
  });
});

describe('the proposed table', () => {
  const told = (company: string, table: Readonly<Record<string, string>>): string[] =>
    proposeTable(CODES[company] ?? [], { privateGoods: 'destination', find: (left) => table[left.toLowerCase()] }).map(
      ({ row, code, by, candidates }) => `${row}: ${code ?? `open ${candidates.join(' ')}`} ${by}`,
    );

  it('has what the codes of a company say of themselves, and leaves the rest to a person', () => {
    expect(told('NL', {})).toEqual([
      ...['EU goods: 8 code', 'EU services: 9 code', 'Export: open  code', 'Services outside EU: open  code'],
      ...['Private services EU: open  code', 'Private services outside EU: open  code'],
      ...['OSS BE: B21 code', 'OSS DE: open D19 D07 code'],
    ]);
  });

  it('has what a person decided instead', () => {
    const rows = { export: 'EX', 'eu goods': 'ICD' };
    expect(told('BE', rows)).toEqual(
      expect.arrayContaining(['EU goods: ICD table', 'Export: EX table', 'EU services: ICD code']),
    );
  });
});

/** What a sale is to the tax office. */
export type SaleKind =
  | 'domestic'
  | 'euGoods'
  | 'euServices'
  | 'privateGoods'
  | 'privateServices'
  | 'export'
  | 'servicesOutside'
  | 'privateServicesOutside';

/** What decides what a sale is. Countries are ISO codes in upper case; empty where nobody tells. */
export interface SaleFacts {
  /** Country of the company that sells. */
  readonly seller: string;
  readonly goodsTo: string;
  /** Postcode where the goods go. */
  readonly postcode: string;
  readonly buyer: {
    readonly country: string;
    readonly isPrivate: boolean;
    /** Country that gave the buyer its VAT number; undefined where it has none that is one. */
    readonly vatCountry: string | undefined;
  };
  /** Undefined where the item does not tell. */
  readonly isService: boolean | undefined;
}

/** Why facts do not tell what a sale is. */
export type SaleDoubt = 'seller' | 'country' | 'goodsOrService' | 'vatNumber' | 'vatNumberOfSeller' | 'territory';

/** What a sale is, and in which country its VAT is due or reported; or why nobody can tell. */
export type JudgedSale =
  { readonly kind: SaleKind; readonly country: string; readonly doubt?: undefined } | { readonly doubt: SaleDoubt };

/** Member states of the European Union, by their ISO codes (Greece is GR here, EL in VAT numbers). */
const MEMBER_STATES = new Set('AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK'.split(' '));

/** Directive 2006/112/EC, article 7: a sale to Monaco counts as one to France. */
const COUNTED_AS: Readonly<Record<string, string>> = { MC: 'FR' };

/**
 * Parts of member states outside their VAT, by postcode (article 6): Büsingen and Helgoland, the Canary Islands, Ceuta and Melilla,
 * Livigno and Campione, Åland, the French overseas departments; and Northern Ireland, which is in for goods alone.
 */
const TERRITORIES: Readonly<Record<string, RegExp>> = {
  DE: /^(78266|27498)/,
  ES: /^(35|38|51|52)/,
  IT: /^(23041|22061)/,
  FI: /^22/,
  FR: /^97/,
  GB: /^BT/i,
};

/** What a sale is by the VAT directive, as far as its facts tell; what they leave open is told, never guessed. Pure. */
export function judgeSale(facts: SaleFacts): JudgedSale {
  if (!MEMBER_STATES.has(facts.seller)) return { doubt: 'seller' };
  const own = { ...facts, goodsTo: counted(facts.goodsTo), buyer: { ...facts.buyer, country: counted(facts.buyer.country) } };
  if (facts.isService !== undefined) return facts.isService ? judgeService(own) : judgeGoods(own);
  const [goods, service] = [judgeGoods(own), judgeService(own)];
  const isSame = goods.doubt === undefined && service.doubt === undefined && goods.kind === service.kind;
  return isSame ? goods : { doubt: 'goodsOrService' };
}

/** Goods are taxed where they go; articles 31 to 33, 138 and 146. */
function judgeGoods({ seller, goodsTo, postcode, buyer }: SaleFacts): JudgedSale {
  if (goodsTo === '') return { doubt: 'country' };
  if (TERRITORIES[goodsTo]?.test(postcode.trim()) === true) return { doubt: 'territory' };
  if (goodsTo === seller) return { kind: 'domestic', country: seller };
  if (!MEMBER_STATES.has(goodsTo)) return { kind: 'export', country: goodsTo };
  if (buyer.isPrivate) return { kind: 'privateGoods', country: goodsTo };
  // Article 138 wants a number of another member state than the one where the goods leave; not that of where they arrive.
  return withNumber('euGoods', goodsTo, seller, buyer.vatCountry);
}

/** Services are taxed where a business is established (article 44); those for private buyers depend on what they are (45 to 59). */
function judgeService({ seller, buyer }: SaleFacts): JudgedSale {
  if (buyer.country === '') return { doubt: 'country' };
  if (buyer.country === seller) return { kind: 'domestic', country: seller };
  const isInUnion = MEMBER_STATES.has(buyer.country);
  if (buyer.isPrivate) return { kind: isInUnion ? 'privateServices' : 'privateServicesOutside', country: buyer.country };
  if (!isInUnion) return { kind: 'servicesOutside', country: buyer.country };
  return withNumber('euServices', buyer.country, seller, buyer.vatCountry);
}

function withNumber(kind: SaleKind, country: string, seller: string, vatCountry: string | undefined): JudgedSale {
  if (vatCountry === undefined || !MEMBER_STATES.has(vatCountry)) return { doubt: 'vatNumber' };
  return vatCountry === seller ? { doubt: 'vatNumberOfSeller' } : { kind, country };
}

function counted(country: string): string {
  return COUNTED_AS[country] ?? country;
}

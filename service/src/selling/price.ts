import type { ExactOfferedPrice, ExactPriceList, ExactOfferedLine, ExactPriceListPeriod } from '../exact/index.ts';
import { Decimal, toDecimal } from '../money/index.ts';
import type { PriceReason } from './types.ts';

/**
 * Which price wins, the first that there is. Exact publishes no order (assumed): that the customer's own agreement goes before the
 * general price is what `SalesItemPrices` says of itself; that the list of the customer stands between them, and a special offer of it
 * before its basic period, is how its screens name them; that a list of everybody comes after the customer's own is ours.
 */
const PRECEDENCE = ['agreement', 'ownOffer', 'ownList', 'everybodysOffer', 'everybodysList', 'general'] as const;

type Source = (typeof PRECEDENCE)[number];

/** Types and ways of entering of Exact. */
const [EVERYBODYS, OF_ITEM_GROUPS, SPECIAL_OFFER, NEW_PRICE] = [2, 2, 2, 2];

/** A period of a list that holds for the customer today. */
export interface HeldPeriod {
  readonly list: ExactPriceList;
  readonly period: ExactPriceListPeriod;
}

/** What the price of one item depends on. */
export interface PriceFacts {
  /** Of this item: for everybody, and agreed with whomever. */
  readonly prices: readonly ExactOfferedPrice[];
  /** Of this item, or of its group. */
  readonly listLines: readonly ExactOfferedLine[];
  readonly periods: readonly HeldPeriod[];
  /** Lower case; undefined: of nobody. */
  readonly debtorId: string | undefined;
  readonly currency: string;
  /** Code of the unit in which the item is sold; null where nobody knows: then any will do. */
  readonly unit: string | null;
  readonly today: string;
}

/** A price as it was found, before what the customer always gets off. */
export interface FoundPrice {
  readonly reason: PriceReason;
  readonly list: string | null;
  readonly fromQuantity: Decimal;
  readonly until: string | null;
  readonly price: Decimal;
}

interface Candidate extends FoundPrice {
  readonly source: Source;
  readonly since: string;
}

/** The periods that hold for a customer on a day: those of the list that he is linked to, and of the lists of everybody. */
export function heldPeriods(
  lists: readonly ExactPriceList[],
  periods: readonly ExactPriceListPeriod[],
  { priceList, currency, today }: { readonly priceList: string | null; readonly currency: string; readonly today: string },
): HeldPeriod[] {
  const byId = new Map(lists.map((list) => [list.ID.toLowerCase(), list]));
  return periods.flatMap((period) => {
    const list = byId.get(period.PriceList.toLowerCase());
    if (list === undefined || (list.Currency ?? currency) !== currency || !holdsOn(period, today)) return [];
    const isHeld = list.Type === EVERYBODYS || list.ID.toLowerCase() === priceList?.toLowerCase();
    return isHeld ? [{ list, period }] : [];
  });
}

/** True where the lines of a list are of item groups. */
export function isOfGroups({ list }: HeldPeriod): boolean {
  return list.Entity === OF_ITEM_GROUPS;
}

/** The price of one piece of so many; undefined where there is none in this currency and unit. */
export function findPrice(facts: PriceFacts, quantity: Decimal): FoundPrice | undefined {
  const candidates = [...pricesOf(facts), ...listPricesOf(facts, quantity)].filter(({ fromQuantity }) =>
    // A piece costs no more than a whole one: below one, the price from one on holds.
    fromQuantity.lte(Decimal.max(quantity, 1)),
  );
  const source = PRECEDENCE.find((wanted) => candidates.some((candidate) => candidate.source === wanted));
  return candidates.filter((candidate) => candidate.source === source).sort(byFit)[0];
}

function pricesOf({ prices, debtorId, currency, unit, today }: PriceFacts): Candidate[] {
  return prices.flatMap((row) => {
    const price = toDecimal(row.Price);
    const account = row.Account?.toLowerCase();
    const isMeant = row.Currency === currency && (unit === null || row.Unit === unit) && holdsOn(row, today);
    if (price === null || !isMeant || (account !== undefined && account !== debtorId)) return [];
    const fromQuantity = toDecimal(row.Quantity) ?? new Decimal(1);
    const isBreak = fromQuantity.gt(1);
    const found = { price, fromQuantity, list: null, until: row.EndDate, since: row.StartDate ?? '' };
    return [
      account === undefined
        ? { ...found, source: 'general' as const, reason: isBreak ? ('volumeBreak' as const) : ('standard' as const) }
        : { ...found, source: 'agreement' as const, reason: 'agreement' as const },
    ];
  });
}

function listPricesOf(facts: PriceFacts, quantity: Decimal): Candidate[] {
  const byId = new Map(facts.periods.map((held) => [held.period.ID.toLowerCase(), held]));
  return facts.listLines.flatMap((line) => {
    const held = byId.get(line.PriceListPeriod.toLowerCase());
    const price = listPrice(line, () => generalPrice(facts, quantity));
    if (held === undefined || price === undefined) return [];
    const isOffer = held.period.Type === SPECIAL_OFFER;
    const isOwn = held.list.Type !== EVERYBODYS;
    return [
      {
        price,
        fromQuantity: toDecimal(line.Quantity) ?? new Decimal(1),
        list: held.list.Description ?? held.list.Code,
        until: held.period.EndDate,
        since: held.period.StartDate ?? '',
        source: isOwn ? (isOffer ? 'ownOffer' : 'ownList') : isOffer ? 'everybodysOffer' : 'everybodysList',
        reason: isOffer ? 'specialOffer' : 'priceList',
      },
    ];
  });
}

/** The figure that leads; the other one is as old as the line. */
function listPrice(line: ExactOfferedLine, general: () => Decimal | undefined): Decimal | undefined {
  if (line.EntryMethod === NEW_PRICE) return toDecimal(line.NewPrice) ?? undefined;
  const discount = toDecimal(line.Discount);
  const base = toDecimal(line.BasePriceAmount) ?? general();
  return discount === null ? undefined : base?.times(new Decimal(1).minus(discount));
}

/** The standard price: discounts of a group are taken off what its items cost anybody, not off a volume price. */
function generalPrice(facts: PriceFacts, quantity: Decimal): Decimal | undefined {
  return findPrice({ ...facts, listLines: [], debtorId: undefined }, Decimal.min(quantity, 1))?.price;
}

/** The largest quantity, then what began last, then the lowest price. */
function byFit(left: Candidate, right: Candidate): number {
  return (
    right.fromQuantity.cmp(left.fromQuantity) ||
    (right.since > left.since ? 1 : right.since < left.since ? -1 : left.price.cmp(right.price))
  );
}

/** Both days belong to it. */
function holdsOn(
  { StartDate, EndDate }: { readonly StartDate: string | null; readonly EndDate: string | null },
  day: string,
): boolean {
  return (StartDate === null || StartDate <= day) && (EndDate === null || EndDate >= day);
}

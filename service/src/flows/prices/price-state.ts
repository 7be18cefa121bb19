import { parseLinkKey } from '../../links/index.ts';
import { amountText, toDecimal, type Decimal } from '../../money/index.ts';
import { isWithin } from '../calendar.ts';
import { rowKey } from './price-role.ts';
import type { PriceEntity, PriceGroup, PriceKind, PriceRow, PriceSource, PricesFacts } from './types.ts';

const PERCENT = 100;

/** A price as it is after a plan, whether Exact sent it or its row says it. */
export interface PriceState {
  readonly key: string;
  readonly id: string;
  readonly entity: PriceEntity;
  readonly kind: PriceKind;
  readonly currency: string;
  readonly itemsPerUnit: Decimal | null;
  readonly quantity: Decimal | null;
  readonly price: Decimal | null;
  /** The discount in percent, where the price is one. */
  readonly percent: Decimal | null;
  readonly from: string | null;
  readonly until: string | null;
  readonly isDeleted: boolean;
  readonly row: PriceRow | undefined;
  /** Undefined where Exact did not send it. */
  readonly source: PriceSource | undefined;
}

/** Why a price counts at no time, whatever day it is. */
export type PriceFault = 'window' | 'contradicted';

/** Every price of a group. */
export function statesOf({ rows, sources, goneKeys }: PriceGroup, facts: PricesFacts): PriceState[] {
  const states = new Map(rows.map((row) => [row.Key__c, stateOfRow(row, goneKeys.has(row.Key__c))]));
  for (const source of sources) {
    const key = rowKey(facts.division, source.entity, source.id);
    states.set(key, stateOfSource(source, key, states.get(key)?.row, facts));
  }
  return [...states.values()];
}

/** True when the price counts on a day, as far as its window tells; its first and last day count. */
export function isOpenOn({ from, until, isDeleted }: PriceState, day: string): boolean {
  return !isDeleted && isWithin(day, from, until);
}

/** What is wrong with prices of a group in themselves, or beside each other, by key. */
export function faultsOf(states: readonly PriceState[], today: string): ReadonlyMap<string, PriceFault> {
  const there = states.filter(({ isDeleted }) => !isDeleted);
  // What is over is no matter.
  const counting = there.filter(({ until }) => until === null || until >= today);
  const contradicted = [...Map.groupBy(counting, sameInAllButThePrice).values()].filter(
    // A discount on a group has no price: its items do.
    (alike) => new Set(alike.map(({ price, percent }) => String(price ?? percent))).size > 1,
  );
  return new Map([
    ...contradicted.flat().map(({ key }) => [key, 'contradicted'] as const),
    ...there
      .filter(({ from, until }) => from !== null && until !== null && until < from)
      .map(({ key }) => [key, 'window'] as const),
  ]);
}

/** Of prices with the same text nobody can tell which one counts. */
function sameInAllButThePrice({ kind, currency, from, quantity, itemsPerUnit }: PriceState): string {
  return JSON.stringify([kind, currency, from, quantity, itemsPerUnit]);
}

/** The price of one piece that a price book has on a day: a special offer goes before, then the one that began last. */
export function chooseForBook(states: readonly PriceState[], day: string): PriceState | undefined {
  const candidates = states.filter((state) => isOpenOn(state, day) && isOfOnePiece(state) && state.price !== null);
  return candidates.reduce<PriceState | undefined>(
    (best, state) => (best === undefined || goesBefore(state, best) ? state : best),
    undefined,
  );
}

function isOfOnePiece({ quantity, itemsPerUnit }: PriceState): boolean {
  return (quantity === null || quantity.lte(1)) && (itemsPerUnit === null || itemsPerUnit.eq(1));
}

function goesBefore(state: PriceState, best: PriceState): boolean {
  if (state.kind !== best.kind) return state.kind === 'Special offer';
  const [start, otherStart] = [state.from ?? '', best.from ?? ''];
  if (start !== otherStart) return start > otherStart;
  const [quantity, otherQuantity] = [state.quantity?.toNumber() ?? 0, best.quantity?.toNumber() ?? 0];
  return quantity === otherQuantity ? state.key > best.key : quantity > otherQuantity;
}

function stateOfRow(row: PriceRow, isGone: boolean): PriceState {
  const parsed = parseLinkKey(row.Key__c);
  return {
    key: row.Key__c,
    id: parsed?.exactId ?? row.Key__c,
    entity: parsed?.entity === 'SalesItemPrices' ? 'SalesItemPrices' : 'SalesPriceListVolumeDiscounts',
    kind: row.Kind__c ?? 'Price list',
    currency: row.Currency_Code__c ?? '',
    itemsPerUnit: numberOf(row.Items_Per_Unit__c),
    quantity: numberOf(row.From_Quantity__c),
    price: numberOf(row.Exact_Price__c),
    percent: numberOf(row.Discount_Percent__c),
    from: row.Valid_From__c,
    until: row.Valid_Until__c,
    isDeleted: isGone || row.Deleted_In_Exact__c,
    row,
    source: undefined,
  };
}

function stateOfSource(source: PriceSource, key: string, row: PriceRow | undefined, facts: PricesFacts): PriceState {
  const kept = (field: string, value: string | null): Decimal | null =>
    toDecimal(value)?.toDecimalPlaces(facts.rowFields.get(field)?.scale ?? 0) ?? null;
  return {
    key,
    id: source.id,
    entity: source.entity,
    kind: source.kind,
    currency: source.currency ?? facts.currencies[0] ?? '',
    // As the row keeps them, so that a price means the same whether Exact sent it or its row says it.
    itemsPerUnit: kept('Items_Per_Unit__c', source.itemsPerUnit),
    quantity: kept('From_Quantity__c', source.quantity),
    price: kept('Exact_Price__c', source.price),
    percent: kept('Discount_Percent__c', percentOf(source.discount)),
    from: source.from,
    until: source.until,
    isDeleted: false,
    row,
    source,
  };
}

/** A fraction in percent. */
function percentOf(discount: string | null): string | null {
  const fraction = toDecimal(discount);
  return fraction === null ? null : amountText(fraction.times(PERCENT));
}

function numberOf(value: number | null): Decimal | null {
  return value === null ? null : toDecimal(String(value));
}

import { TandemError } from '../errors/index.ts';
import {
  ACCOUNT_TERMS,
  allOf,
  anyOf,
  BULK_RECEIVABLES,
  guidEquals,
  isEmpty,
  numberBelow,
  OFFERED_PRICES,
  ORDERS_TO_INVOICE,
  PRICE_LIST_PERIODS,
  PRICE_LISTS,
  type ExactAccountTerms,
  type ExactOfferedPrice,
  type ExactPaymentTerm,
  type ExactPriceList,
  type ExactPriceListPeriod,
  type ExactVatCode,
} from '../exact/index.ts';
import type { KnownDebtor } from '../flows/credit/index.ts';
import type { FlowContext } from '../flows/index.ts';
import { toDecimal, type Decimal } from '../money/index.ts';
import type { Asking, Found, Wanted } from './asking.ts';
import { notInvoiced } from './credit.ts';
import { listLinesWanted, type ListLines } from './list-lines.ts';
import { heldPeriods, type HeldPeriod } from './price.ts';
import type { Origin } from './types.ts';

/** Prices and orders change while somebody sells; terms, lists and codes by the decision of a person, now and then. */
const FRESH_MS = { prices: 60_000, orders: 120_000, terms: 15 * 60_000 } as const;
/** Matched receivables and invoiced orders have this status or a later one. */
const [MATCHED, INVOICED] = [50, 21];

/** Whom and what a question is about, in Exact. */
export interface ExactQuestion {
  /** Lower case; undefined: no debtor. */
  readonly debtorId: string | undefined;
  /** Lower case. */
  readonly itemIds: readonly string[];
  readonly companyCurrency: string;
  readonly today: string;
  /** False where Salesforce knows what is owed. */
  readonly needsReceivables: boolean;
  /** What Salesforce knows of the debtor, and as of when: nobody has to ask for it at once. */
  readonly known: { readonly debtor: KnownDebtor; readonly asOf: Date } | undefined;
}

/** What of the orders of a debtor is not invoiced, with VAT, in the currency of the company. */
export interface NotInvoiced {
  readonly amount: Decimal;
  readonly from: Origin['from'];
}

/** What Exact says to a question. */
export interface ExactFacts {
  readonly terms: ExactAccountTerms | undefined;
  readonly currency: string;
  readonly vatCodes: readonly ExactVatCode[];
  readonly periods: readonly HeldPeriod[];
  readonly prices: Found<readonly ExactOfferedPrice[]>;
  readonly priceKey: (itemId: string) => string;
  readonly listLines: ListLines;
  /** Undefined where no credit line was agreed. */
  readonly notInvoiced: Found<NotInvoiced> | undefined;
  /** Undefined where nobody needs them. */
  readonly receivables: Found<readonly ExactPaymentTerm[]> | undefined;
  /** Of terms, lists and codes: what prices rest on. */
  readonly termsReadAt: Date;
}

/** Asks Exact what is not remembered, what matters most first. */
export async function readExact(context: FlowContext, asking: Asking, question: ExactQuestion): Promise<ExactFacts> {
  const wanted = wantedOf(context, question);
  const { debtorId, known } = question;
  if (known !== undefined) {
    asking.know(wanted.terms.keys[0] ?? '', known.debtor.terms, known.asOf);
    const amount: NotInvoiced = { amount: known.debtor.notInvoiced, from: 'salesforce' };
    asking.know(wanted.orders.keys[0] ?? '', amount, known.asOf);
  }
  const needsCredit = (terms: ExactAccountTerms | undefined): boolean =>
    toDecimal(terms?.CreditLineSales ?? null)?.gt(0) ?? false;
  const readCredit = async () =>
    [await asking.find(wanted.orders), question.needsReceivables ? await asking.find(wanted.receivables) : undefined] as const;
  const remembered = debtorId === undefined ? undefined : asking.peek<ExactAccountTerms>(wanted.terms.keys[0] ?? '');
  const linesOf = (
    terms: ExactAccountTerms | undefined,
    lists: readonly ExactPriceList[],
    periods: readonly ExactPriceListPeriod[],
  ) => {
    const currency = terms?.SalesCurrency ?? question.companyCurrency;
    const held = heldPeriods(lists, periods, { priceList: terms?.PriceList ?? null, currency, today: question.today });
    return { currency, held, lines: listLinesWanted(context.exact, held, question.itemIds) };
  };
  const expected = linesOf(remembered, asking.peek(KEYS.lists) ?? [], asking.peek(KEYS.periods) ?? []);
  asking.reserve([
    ...[wanted.prices, wanted.lists, wanted.periods, wanted.vatCodes, ...(debtorId === undefined ? [] : [wanted.terms])],
    ...(needsCredit(remembered) ? [wanted.orders, ...(question.needsReceivables ? [wanted.receivables] : [])] : []),
    ...expected.lines,
  ]);
  const [prices, early, termsFound, lists, periods, vatCodes] = await Promise.all([
    asking.find(wanted.prices),
    needsCredit(remembered) ? readCredit() : undefined,
    debtorId === undefined ? undefined : asking.find(wanted.terms),
    asking.find(wanted.lists),
    asking.find(wanted.periods),
    asking.find(wanted.vatCodes),
  ]);
  const terms = termsFound?.of(wanted.terms.keys[0] ?? '');
  if (debtorId !== undefined && terms === undefined) throw new TandemError('selling_debtor_gone', {}, { recordId: debtorId });
  const { currency, held, lines } = linesOf(terms, lists.of(KEYS.lists) ?? [], periods.of(KEYS.periods) ?? []);
  const found = await Promise.all(lines.map((each) => asking.find(each)));
  const [orders, receivables] = early ?? (needsCredit(terms) ? await readCredit() : [undefined, undefined]);
  return {
    ...{ terms, currency, periods: held, prices, notInvoiced: orders, receivables },
    priceKey: (itemId) => priceKey(debtorId, itemId),
    vatCodes: vatCodes.of(KEYS.vatCodes) ?? [],
    listLines: { wanted: lines, found },
    termsReadAt: new Date(Math.min(...[termsFound, lists, periods, vatCodes].map((each) => each?.readAt.getTime() ?? Infinity))),
  };
}

const KEYS = { lists: 'priceLists', periods: 'priceListPeriods', vatCodes: 'vatCodes' } as const;

function priceKey(debtorId: string | undefined, itemId: string): string {
  return `prices/${debtorId ?? ''}/${itemId}`;
}

function wantedOf({ exact, references }: FlowContext, { debtorId, itemIds, companyCurrency }: ExactQuestion) {
  const [terms, orders, receivables] = ['terms', 'orders', 'receivables'].map((name) => `${name}/${debtorId ?? ''}`) as [
    string,
    string,
    string,
  ];
  const one = <Value>(key: string, freshMs: number, load: () => Promise<Value>): Wanted<Value> => ({
    keys: [key],
    freshMs,
    load: async () => new Map([[key, await load()]]),
  });
  const ofDebtor = (field: string): string => guidEquals(field, debtorId ?? '');
  return {
    prices: {
      keys: itemIds.map((itemId) => priceKey(debtorId, itemId)),
      freshMs: FRESH_MS.prices,
      load: async () => {
        const whose = debtorId === undefined ? isEmpty('Account') : anyOf(isEmpty('Account'), ofDebtor('Account'));
        const filter = allOf(whose, anyOf(...itemIds.map((itemId) => guidEquals('Item', itemId))));
        const rows = Map.groupBy(await exact.find(OFFERED_PRICES, { filter }), ({ Item }) => Item.toLowerCase());
        return new Map(itemIds.map((itemId) => [priceKey(debtorId, itemId), rows.get(itemId) ?? []]));
      },
    } satisfies Wanted<readonly ExactOfferedPrice[]>,
    lists: one<readonly ExactPriceList[]>(KEYS.lists, FRESH_MS.terms, () => exact.find(PRICE_LISTS, {})),
    periods: one<readonly ExactPriceListPeriod[]>(KEYS.periods, FRESH_MS.terms, () => exact.find(PRICE_LIST_PERIODS, {})),
    vatCodes: one<readonly ExactVatCode[]>(KEYS.vatCodes, FRESH_MS.terms, () => references.vatCodes()),
    terms: one(terms, FRESH_MS.terms, async () => (await exact.find(ACCOUNT_TERMS, { filter: ofDebtor('ID') }))[0]),
    orders: one<NotInvoiced>(orders, FRESH_MS.orders, async () => {
      const filter = allOf(ofDebtor('InvoiceTo'), numberBelow('InvoiceStatus', INVOICED));
      return { amount: notInvoiced(await exact.find(ORDERS_TO_INVOICE, { filter }), companyCurrency), from: 'exact' };
    }),
    receivables: one<readonly ExactPaymentTerm[]>(receivables, FRESH_MS.orders, () =>
      exact.find(BULK_RECEIVABLES, { filter: allOf(ofDebtor('Account'), numberBelow('Status', MATCHED)) }),
    ),
  };
}

import { TandemError } from '../errors/index.ts';
import { today, type FlowContext } from '../flows/index.ts';
import { knownDebtor } from '../flows/credit/index.ts';
import { owedOf } from '../flows/invoices/index.ts';
import { itemIdOf } from '../flows/items/index.ts';
import { debtorIdOf } from '../flows/customers/index.ts';
import { Decimal, toDecimal } from '../money/index.ts';
import { Asking } from './asking.ts';
import { creditOf } from './credit.ts';
import { linesOf } from './list-lines.ts';
import type { SellingMemory } from './memory.ts';
import { findPrice } from './price.ts';
import { pricedLine } from './priced-line.ts';
import { readExact, type ExactFacts } from './read-exact.ts';
import { readSalesforce, type SalesforceFacts, type SoldProduct } from './read-salesforce.ts';
import { stockOf } from './stock.ts';
import type { AskedLine, Origin, SellingAnswer, SellingLine, SellingQuestion, Told } from './types.ts';

/** What asking stands on besides the two systems. */
export interface SellingParts {
  readonly memory: SellingMemory;
  /** Currency of the company in Exact. */
  readonly companyCurrency: string;
  /** When these flows have last looked at what changed; undefined for one that is off, or has not looked yet. */
  readonly stockAsOf: Date | undefined;
  readonly invoicesAsOf: Date | undefined;
  readonly creditAsOf: Date | undefined;
}

/** Stock, prices and credit for a seller, as they are known at this moment. Nothing is written and nothing reserved. */
export async function askSelling(context: FlowContext, question: SellingQuestion, parts: SellingParts): Promise<SellingAnswer> {
  const before = context.exact.callsSpent;
  const known = await readSalesforce(context, question);
  const { account, products } = known;
  const itemIds = [...new Set([...products.values()].map(itemIdOf))];
  const asking = new Asking(parts.memory, `${context.orgId}/${context.division}`, context.now());
  const debtor = account === undefined ? undefined : knownDebtor(account, context.configuration);
  const exact = await readExact(context, asking, {
    debtorId: account === undefined ? undefined : debtorIdOf(account),
    itemIds,
    companyCurrency: parts.companyCurrency,
    today: today(context),
    needsReceivables: parts.invoicesAsOf === undefined,
    known: debtor === undefined || parts.creditAsOf === undefined ? undefined : { debtor, asOf: parts.creditAsOf },
  });
  return {
    division: context.division,
    debtor: account === undefined ? undefined : { name: account.Name, isBlocked: exact.terms?.Blocked === true },
    currency: exact.currency,
    companyCurrency: parts.companyCurrency,
    lines: question.lines.map((line) => answerLine(line, { known, exact, parts, today: today(context) })),
    credit: creditTold(known, exact, parts),
    exactCalls: context.exact.callsSpent - before,
  };
}

interface Sources {
  readonly known: SalesforceFacts;
  readonly exact: ExactFacts;
  readonly parts: SellingParts;
  readonly today: string;
}

function answerLine(line: AskedLine, sources: Sources): SellingLine {
  const product = sources.known.products.get(line.productId);
  if (product === undefined)
    return {
      ...line,
      stock: undefined,
      price: undefined,
      problem: new TandemError('selling_product_unlinked', {}, { recordId: line.productId }),
    };
  const price = priceTold(line, product, sources);
  const missing = { product: product.ProductCode ?? product.Name, currency: sources.exact.currency };
  return {
    ...line,
    stock: stockTold(product, sources),
    price,
    problem: price === undefined ? new TandemError('selling_without_price', missing, { recordId: line.productId }) : undefined,
  };
}

function priceTold({ quantity }: AskedLine, product: SoldProduct, { known, exact, today: day }: Sources): SellingLine['price'] {
  const itemId = itemIdOf(product);
  const { prices, listLines, periods, currency } = exact;
  const found = findPrice(
    {
      prices: prices.of(exact.priceKey(itemId)) ?? [],
      listLines: linesOf(listLines, itemId, product.Exact_Item_Group__c),
      periods,
      debtorId: known.account === undefined ? undefined : debtorIdOf(known.account),
      currency,
      unit: product.Exact_Unit__c,
      today: day,
    },
    quantity,
  );
  if (found === undefined) return undefined;
  const origin = originOf('exact', [prices, ...listLines.found], exact.termsReadAt);
  return { ...pricedLine(found, { quantity, product, terms: exact.terms, vatCodes: exact.vatCodes, currency }), origin };
}

function stockTold({ Id, Exact_Stock_Managed__c: isManaged }: SoldProduct, { known, parts }: Sources): SellingLine['stock'] {
  if (parts.stockAsOf === undefined || !isManaged) return undefined;
  const rows = known.stock.filter(({ Product__c }) => Product__c === Id);
  return { ...stockOf(rows), origin: { from: 'salesforce', asOf: parts.stockAsOf, because: undefined } };
}

function creditTold(
  { owed }: SalesforceFacts,
  { terms, notInvoiced, receivables, termsReadAt }: ExactFacts,
  parts: SellingParts,
): Told<ReturnType<typeof creditOf>> | undefined {
  const line = toDecimal(terms?.CreditLineSales ?? null);
  const debtor = terms?.ID.toLowerCase() ?? '';
  const ordered = notInvoiced?.of(`orders/${debtor}`);
  if (line === null || notInvoiced === undefined || ordered === undefined) return undefined;
  const rows = receivables?.of(`receivables/${debtor}`);
  const open =
    rows === undefined
      ? owed.reduce<Decimal>((sum, amount) => sum.plus(toDecimal(amount) ?? 0), new Decimal(0))
      : rows.reduce((sum, term) => sum.plus(owedOf(term, 'AmountDC')), new Decimal(0));
  const oldest = receivables === undefined ? (parts.invoicesAsOf ?? termsReadAt) : termsReadAt;
  const origin = originOf(
    ordered.from,
    [notInvoiced, ...(receivables === undefined ? [] : [receivables])],
    new Date(Math.min(oldest.getTime(), termsReadAt.getTime())),
  );
  return { ...creditOf({ line, open, notInvoiced: ordered.amount }), origin };
}

/** As old as the oldest part. */
function originOf(
  from: Origin['from'],
  parts: readonly { readonly readAt: Date; readonly because: TandemError | undefined }[],
  besides: Date,
): Origin {
  const because = parts.find((part) => part.because !== undefined)?.because;
  return {
    from,
    asOf: new Date(Math.min(besides.getTime(), ...parts.map(({ readAt }) => readAt.getTime()))),
    because,
  };
}

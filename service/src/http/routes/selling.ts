import { z } from 'zod';
import { phrase, phraseText, type Language, type Phrase } from '../../errors/index.ts';
import { amountText, Decimal } from '../../money/index.ts';
import type { Origin, SellingAnswer, SellingLine, SellingPrice } from '../../selling/index.ts';
import type { HttpApp } from '../app-types.ts';
import type { HttpDependencies } from '../ports.ts';
import { PROBLEM, toProblem } from '../problems.ts';
import { SALESFORCE_ID } from '../salesforce-id.ts';

const MOST_LINES = 25;

const LARGEST_QUANTITY = 999_999_999;

const QUESTION = z.strictObject({
  accountId: SALESFORCE_ID,
  lines: z
    .array(z.strictObject({ productId: SALESFORCE_ID, quantity: z.number().positive().max(LARGEST_QUANTITY).default(1) }))
    .min(1)
    .max(MOST_LINES),
});

const AMOUNT = z.string().describe('decimal text');
const ORIGIN = z
  .object({
    from: z.enum(['exact', 'salesforce']),
    asOf: z.string().describe('of the oldest part of the value'),
    because: PROBLEM.nullable().describe('why it is not of this moment, where it was asked for in vain'),
  })
  .meta({ id: 'SellingOrigin' });

const STOCK = z
  .object({
    available: AMOUNT.nullable().describe('null: no warehouse that counts has the product'),
    warehouses: z.array(
      z.object({
        name: z.string(),
        available: AMOUNT,
        isCounted: z.boolean(),
        nextOn: z.string().nullable().describe('the day on which something comes next'),
        next: AMOUNT.nullable(),
      }),
    ),
    origin: ORIGIN,
  })
  .meta({ id: 'SellingStock' });

const PRICE = z
  .object({
    netPrice: AMOUNT.describe('of one piece, after discount'),
    unitPrice: AMOUNT.describe('of one piece, before the discount that the customer always gets'),
    discountPercent: AMOUNT,
    reason: z.enum(['agreement', 'specialOffer', 'priceList', 'volumeBreak', 'standard']),
    why: z.string(),
    fromQuantity: AMOUNT.nullable(),
    until: z.string().nullable().describe('last day on which it holds'),
    vatCode: z.string().nullable(),
    isVatIncluded: z.boolean(),
    net: AMOUNT.describe('of the quantity, without VAT'),
    vat: AMOUNT.nullable(),
    gross: AMOUNT.nullable(),
    origin: ORIGIN,
  })
  .meta({ id: 'SellingPrice' });

const LINE = z
  .object({
    productId: z.string(),
    quantity: AMOUNT,
    stock: STOCK.nullable().describe('null: not kept in stock, or the stock flow is off'),
    price: PRICE.nullable(),
    problem: PROBLEM.nullable(),
  })
  .meta({ id: 'SellingLine' });

const ANSWER = z
  .object({
    division: z.number(),
    debtor: z.object({ name: z.string(), isBlocked: z.boolean() }).nullable().describe('null: the account is no debtor there'),
    currency: z.string(),
    companyCurrency: z.string(),
    lines: z.array(LINE),
    credit: z
      .object({ line: AMOUNT, open: AMOUNT, notInvoiced: AMOUNT, available: AMOUNT, origin: ORIGIN })
      .meta({ id: 'SellingCredit' })
      .nullable()
      .describe('in the currency of the company; null: no credit line was agreed'),
    exactCalls: z.number().int(),
  })
  .meta({ id: 'SellingAnswer' });

/** What a seller asks while selling: stock, the price of this customer and what he may still owe. Nothing is written. */
export function sellingRoutes(app: HttpApp, { selling }: HttpDependencies): void {
  app.post(
    '/v1/selling',
    {
      config: { asksSystems: true },
      schema: { tags: ['selling'], body: QUESTION, response: { 200: ANSWER, 404: PROBLEM, 409: PROBLEM, 422: PROBLEM } },
    },
    async ({ org, body: { accountId, lines }, language }) => {
      // The text of a JSON number is its decimal.
      const asked = lines.map(({ productId, quantity }) => ({ productId, quantity: new Decimal(String(quantity)) }));
      return answerJson(await selling.ask(org.id, { accountId, lines: asked }), language);
    },
  );
}

function answerJson({ debtor, credit, lines, ...rest }: SellingAnswer, language: Language) {
  return {
    ...rest,
    debtor: debtor === undefined ? null : { ...debtor },
    lines: lines.map((line) => lineJson(line, language)),
    credit:
      credit === undefined
        ? null
        : {
            line: amountText(credit.line),
            open: amountText(credit.open),
            notInvoiced: amountText(credit.notInvoiced),
            available: amountText(credit.available),
            origin: originJson(credit.origin, language),
          },
  };
}

function lineJson({ productId, quantity, stock, price, problem }: SellingLine, language: Language) {
  return {
    productId,
    quantity: amountText(quantity),
    stock:
      stock === undefined
        ? null
        : {
            available: stock.available === undefined ? null : amountText(stock.available),
            warehouses: stock.warehouses.map(({ name, available, isCounted, next }) => ({
              ...{ name, isCounted, available: amountText(available), nextOn: next?.on ?? null },
              next: next === undefined ? null : amountText(next.quantity),
            })),
            origin: originJson(stock.origin, language),
          },
    price: price === undefined ? null : { ...priceJson(price, language), origin: originJson(price.origin, language) },
    problem: problem === undefined ? null : toProblem(problem, language),
  };
}

function priceJson(price: SellingPrice, language: Language) {
  const { reason, until, vatCode, isVatIncluded, fromQuantity, amounts } = price;
  return {
    ...{ reason, until, vatCode, isVatIncluded },
    why: phraseText(whyOf(price), language),
    netPrice: amountText(price.netPrice),
    unitPrice: amountText(price.unitPrice),
    discountPercent: amountText(price.discount),
    fromQuantity: fromQuantity === null ? null : amountText(fromQuantity),
    net: amountText(amounts.net),
    vat: amounts.vat === undefined ? null : amountText(amounts.vat),
    gross: amounts.gross === undefined ? null : amountText(amounts.gross),
  };
}

function whyOf({ reason, list }: SellingPrice): Phrase {
  switch (reason) {
    case 'agreement':
      return phrase('price_agreement');
    case 'specialOffer':
      return phrase('price_special_offer', { list: list ?? '' });
    case 'priceList':
      return phrase('price_list', { list: list ?? '' });
    case 'volumeBreak':
      return phrase('price_volume_break');
    case 'standard':
      return phrase('price_standard');
  }
}

function originJson({ from, asOf, because }: Origin, language: Language) {
  return { from, asOf: asOf.toISOString(), because: because === undefined ? null : toProblem(because, language) };
}

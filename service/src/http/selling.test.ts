import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startTestApp, type TestApp } from '../../tests/support/test-app.ts';
import { makeOrg } from '../../tests/support/test-store.ts';
import { TandemError } from '../errors/index.ts';
import { Decimal } from '../money/index.ts';
import type { SellingAnswer, SellingQuestion } from '../selling/index.ts';

const ACCOUNT = '001000000000001AAA';
const PRODUCT = '01t000000000001AAA';
const ORIGIN = { from: 'exact', asOf: new Date(0), because: undefined } as const;
const ANSWER: SellingAnswer = {
  division: 7,
  debtor: { name: 'De Halm', isBlocked: false },
  currency: 'EUR',
  companyCurrency: 'EUR',
  exactCalls: 2,
  credit: undefined,
  lines: [
    {
      productId: PRODUCT,
      quantity: new Decimal('2.5'),
      stock: undefined,
      problem: undefined,
      price: {
        ...{ reason: 'priceList', list: 'Dealers', fromQuantity: null, until: null, vatCode: '2', isVatIncluded: false },
        ...{ unitPrice: new Decimal('10'), discount: new Decimal(0), netPrice: new Decimal('10.0375') },
        amounts: { net: new Decimal('25.09'), vat: undefined, gross: undefined },
        origin: { ...ORIGIN, because: new TandemError('exact_minute_limit', { division: 7 }) },
      },
    },
  ],
};

let app: TestApp;
let key: string;
let asked: SellingQuestion[];
let refusal: TandemError | undefined;

beforeAll(async () => {
  asked = [];
  app = await startTestApp({
    ask: async (_orgId, question) => {
      asked.push(question);
      if (refusal !== undefined) throw refusal;
      return ANSWER;
    },
  });
  key = (await makeOrg(app.store)).apiKey;
});
afterAll(() => app.close());

const ask = (body: unknown, language = 'en') =>
  app.request('POST', '/v1/selling', { key, body, headers: { 'accept-language': language } });
const one = { accountId: ACCOUNT, lines: [{ productId: PRODUCT, quantity: 2.5 }] };

describe('what a seller asks', () => {
  it('is answered in decimal text and in the language of the seller, with what is not of this moment and why', async () => {
    const response = await ask(one, 'nl');

    expect(response.status).toBe(200);
    expect(asked.at(-1)?.lines[0]?.quantity.toFixed()).toBe('2.5');
    const { lines } = (await response.json()) as { lines: { price: unknown }[] };
    expect(lines[0]?.price).toMatchObject({
      netPrice: '10.0375',
      why: 'Prijslijst Dealers',
      vat: null,
      origin: {
        asOf: '1970-01-01T00:00:00.000Z',
        because: { code: 'exact_minute_limit', title: expect.stringMatching(/minuut/) },
      },
    });
  });

  it.each([
    ['more than 25 lines', { ...one, lines: Array.from({ length: 26 }, () => one.lines[0]) }],
    ['no line', { ...one, lines: [] }],
    ['a quantity of nothing', { ...one, lines: [{ productId: PRODUCT, quantity: 0 }] }],
    ['an account that is no id', { ...one, accountId: 'De Halm' }],
  ])('is refused with %s', async (_what, body) => {
    expect((await ask(body)).status).toBe(400);
  });

  it('says when to try again where Exact has no call left', async () => {
    refusal = new TandemError('exact_minute_limit', { division: 7 }, { retryAfterMs: 12_000 });
    const response = await ask(one);
    refusal = undefined;

    expect([response.status, response.headers.get('retry-after')]).toEqual([503, '12']);
    expect(await response.json()).toMatchObject({ code: 'exact_minute_limit' });
  });
});

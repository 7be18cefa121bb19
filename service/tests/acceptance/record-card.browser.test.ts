import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { Locator, Page } from 'playwright-core';
import { BUILD_TIMEOUT_MS, findAccessibilityFaults, isWiderThan } from '../../../simulators/lightning/testing/browser.ts';
import { eventually } from '../support/eventually.ts';
import { firstPoll } from '../support/first-poll.ts';
import { unpolledSettings } from '../support/flow-settings.ts';
import { openPageStage, recordPage, takePictures, type PageStage, type Person } from '../support/page-stage.ts';
import {
  enterHandmadeProduct,
  enterItems,
  enterOrder,
  exactOrdersOf,
  item,
  orderRow,
  productRow,
  type MadeOrder,
} from '../support/shop.ts';
import { FAR_LIMITS, startWorld, type World } from '../support/world.ts';

let world: World;
let stage: PageStage;
const pages: Page[] = [];
/** Activated before the start point that most tests have. */
let early: MadeOrder;
let start: string;

beforeAll(async () => {
  ({ world, stage } = await openPageStage(() => startWorld({ timeScale: 60, limits: FAR_LIMITS })));
  await enterItems(world, [{ row: item('SKU-1'), price: 1.5 }]);
  await configure({ enabled: false });
  await world.run({ flow: 'products', mode: 'apply' });
  early = await enterOrder(world, 'Early');
  start = await secondAfter(early);
}, BUILD_TIMEOUT_MS * 2);

afterEach(async () => {
  await world.setFaults('exact', []);
  for (const page of pages.splice(0)) await page.context().close();
});

afterAll(() => stage.close());

async function configure(orders: object): Promise<void> {
  await world.saveConfiguration(unpolledSettings({ orders }));
}

/** Salesforce counts activations in whole seconds. */
async function secondAfter({ orderId }: MadeOrder): Promise<string> {
  const next = Date.parse(String((await orderRow(world, orderId))['ActivatedDate'])) + 1_000;
  await eventually(
    async () => Date.now(),
    (now) => now > next,
    'the second after the activation',
  );
  return new Date(next).toISOString();
}

/** The card on a record's page, once it says where the record stands. */
async function cardOf(person: Person, object: 'Order' | 'Account' | 'Product2', id: string): Promise<Locator> {
  const page = await stage.open(person, recordPage(object, id));
  pages.push(page);
  const card = page.locator('c-sync-status');
  await card.locator('.status').waitFor();
  return card;
}

const orderCard = (person: Person, { orderId }: MadeOrder): Promise<Locator> => cardOf(person, 'Order', orderId);
const statusOf = (card: Locator): Promise<string> => card.locator('.status').innerText();
const reasonOf = async (card: Locator): Promise<string> => (await card.locator('.reason').innerText()).replaceAll(/\s+/g, ' ');
const sendButtons = (card: Locator): Promise<number> => card.getByRole('button', { name: 'Send now' }).count();

async function expectGoodPage(card: Locator): Promise<void> {
  expect(await findAccessibilityFaults(card.page())).toEqual([]);
  expect(await isWiderThan(card.page(), 390)).toBe(false);
}

describe('the card of an order that is not in Exact Online', () => {
  it('says that the flow is switched off, and what only an administrator can do as something to ask for', async () => {
    const sales = await orderCard('salesUser', early);
    expect(await statusOf(sales)).toBe('Not in Exact Online');
    expect(await reasonOf(sales)).toContain('The flow "orders" is switched off, so nothing is sent.');
    expect(await reasonOf(sales)).toContain('Ask your Tandem administrator, who can do this:');
    expect(await sendButtons(sales)).toBe(0);
    await expectGoodPage(sales);

    const administrator = await orderCard('administrator', early);
    expect(await reasonOf(administrator)).toContain('switch it on in Tandem Setup');
    expect(await reasonOf(administrator)).not.toContain('Ask your');
  }, 60_000);

  it('says that it is a draft and with which status orders go', async () => {
    await configure({ sendFrom: start });
    await firstPoll(world, 'orders');
    const draft = await enterOrder(world, 'Draft', { isDraft: true });
    const card = await orderCard('salesUser', draft);
    expect(await reasonOf(card)).toContain(
      `Order ${draft.number} has the status "Draft". Orders go to Exact Online with any activated status.`,
    );
    expect(await sendButtons(card)).toBe(0);
  }, 60_000);

  it('says that it was activated before the start point, both moments with their zone, and that it goes by hand', async () => {
    const card = await orderCard('salesUser', early);
    expect(await reasonOf(card)).toMatch(
      /was activated \d+ \w{3} \d{4} \d\d:\d\d(:\d\d)? \(Europe\/Amsterdam\)\. That is before the start point of the order flow, \d+ \w{3} \d{4} \d\d:\d\d(:\d\d)? \(Europe\/Amsterdam\): it goes only by hand\./,
    );
    expect(await sendButtons(card)).toBe(1);
    await expectGoodPage(card);
    await takePictures(card.page(), 'order-not-sent');
  }, 60_000);

  it('says that its status is none of those that were chosen', async () => {
    await configure({ sendFrom: start, statuses: ['Paid'] });
    const card = await orderCard('salesUser', early);
    expect(await reasonOf(card)).toContain('has the status "Activated". Orders go to Exact Online with the status Paid.');
    expect(await sendButtons(card)).toBe(0);
    await configure({ sendFrom: start });
  }, 60_000);

  it('says that it is on its way, or that everything is paused, by whom', async () => {
    const late = await enterOrder(world, 'Late');
    const card = await orderCard('salesUser', late);
    expect(await reasonOf(card)).toContain('It meets the settings and goes to Exact Online at the next check');
    expect(await sendButtons(card)).toBe(1);

    await world.api('POST', '/v1/pause', {}, { 'x-salesforce-user': 'Anna%20de%20Vries' });
    await card.getByRole('button', { name: 'Reload the status' }).click();
    await card.getByText(/Tandem is paused since .* by Anna de Vries\./).waitFor();
    expect(await sendButtons(card)).toBe(0);
    await world.api('POST', '/v1/resume');
  }, 60_000);

  it('says until when it waits and for what', async () => {
    const waiting = await enterOrder(world, 'Waiting');
    const card = await orderCard('salesUser', waiting);
    await world.setFaults('exact', [{ path: 'salesorder/SalesOrders', method: 'POST', kind: 'error503' }]);
    await world.api('POST', '/v1/hints', { object: 'Order', ids: [waiting.orderId] });
    const look = async (): Promise<string> => {
      await card.getByRole('button', { name: 'Reload the status' }).click();
      return (await card.innerText()).replaceAll(/\s+/g, ' ');
    };
    await eventually(
      look,
      (text) => /Waiting Waiting Tandem takes it up again by itself\. \S.*Next try:.*What to do: Nothing/.test(text),
      'the card of an order that waits for its next attempt',
    );
  }, 60_000);

  it('says what a person has to do, to whom can do it', async () => {
    const bad = await enterOrder(world, 'Bad', { order: { Shipping_Method__c: 'By balloon' } });
    await world.api('POST', `/v1/orders/${bad.orderId}/push?waitMs=20000`);
    const sales = await orderCard('salesUser', bad);
    expect(await statusOf(sales)).toBe('Needs you');
    await sales
      .getByText(/By balloon/)
      .first()
      .waitFor();
    await sales.getByText(/Ask your Tandem administrator, who can do this:/).waitFor();
    expect(await sales.innerText()).not.toContain('Last synced');
    expect(await sendButtons(sales)).toBe(0);
    await expectGoodPage(sales);

    const administrator = await orderCard('administrator', bad);
    await administrator
      .getByText(/By balloon/)
      .first()
      .waitFor();
    expect(await administrator.getByText(/Ask your Tandem administrator/).count()).toBe(0);
  }, 60_000);

  it('ends with the number in Exact when it is sent from the card', async () => {
    const card = await orderCard('salesUser', early);
    await card.getByRole('button', { name: 'Send now' }).click();
    await card.getByText('In step with Exact Online').waitFor();
    const [sent] = await exactOrdersOf(world, early.number);
    await card.getByRole('link', { name: String(sent?.['OrderNumber']) }).waitFor();
    expect(await card.locator('.reason').count()).toBe(0);
    expect(await sendButtons(card)).toBe(0);
  }, 60_000);
});

describe('the card of a product', () => {
  it('says that it is in Exact Online, and why another is not', async () => {
    const known = await productRow(world, 'SKU-1');
    expect(await statusOf(await cardOf('salesUser', 'Product2', String(known['Id'])))).toBe('In step with Exact Online');

    const unknown = await cardOf('salesUser', 'Product2', await enterHandmadeProduct(world, 'NO-SUCH', 1));
    expect(await reasonOf(unknown)).toContain('no item with the code "NO-SUCH" has come');
    expect(await sendButtons(unknown)).toBe(0);
    await expectGoodPage(unknown);

    const [nameless = ''] = await world.salesforce.seed([{ object: 'Product2', fields: { Name: 'Nameless', IsActive: true } }]);
    expect(await reasonOf(await cardOf('salesUser', 'Product2', nameless))).toContain('The product has no code');
  }, 60_000);
});

describe('the card of an account', () => {
  it('says that it becomes a debtor with its first order', async () => {
    const { accountId } = await enterOrder(world, 'Prospect', { isDraft: true });
    const card = await cardOf('salesUser', 'Account', accountId);
    expect(await reasonOf(card)).toContain('A customer comes into Exact Online with its first order');
  }, 60_000);
});

import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { BUILD_TIMEOUT_MS, findAccessibilityFaults, isWiderThan } from '../../../simulators/lightning/testing/browser.ts';
import { openCreditDesk, type CreditDesk } from '../support/credit-desk.ts';
import { eventually } from '../support/eventually.ts';
import { openPageStage, recordPage, SETUP_PAGE, type PageStage, type Person } from '../support/page-stage.ts';
import { exactOrdersOf, type MadeOrder } from '../support/shop.ts';

const SELLER = 'Sara Verkoop';
const MANAGER = 'Anna de Vries';

let desk: CreditDesk;
let stage: PageStage;
const pages: Page[] = [];

beforeAll(async () => {
  ({ stage } = await openPageStage(async () => {
    desk = await openCreditDesk();
    // The administrator of the page decides: nobody has custom permissions unasked.
    await give('admin@example.com', ['Tandem_Administrator']);
    return desk.world;
  }));
}, BUILD_TIMEOUT_MS * 2);
afterEach(async () => {
  for (const page of pages.splice(0)) await page.context().close();
});
afterAll(() => stage.close());

async function give(username: string, permissionSets: readonly string[]): Promise<void> {
  const body = JSON.stringify({ username, permissionSets });
  const { status } = await fetch(`${desk.world.salesforceUrl}/_control/users`, { method: 'POST', body });
  expect(status).toBe(200);
}

async function open(person: Person, address: string, name: string): Promise<Page> {
  const page = await stage.open(person, address, name);
  pages.push(page);
  return page;
}

/** An order that the service holds; nothing of it is in Exact. */
async function enterHeld(): Promise<MadeOrder> {
  const order = await desk.enterOrderOf(2);
  const pressed = await desk.world.api('POST', `/v1/orders/${order.orderId}/push?waitMs=20000`, {});
  expect(pressed.body['code']).toBe('order_credit_blocked');
  return order;
}

const card = (page: Page) => page.getByRole('region', { name: 'Approval by a second person' });

async function say(page: Page, reason: string, button: string): Promise<void> {
  await card(page).getByLabel('Reason').fill(reason);
  await card(page).getByRole('button', { name: button }).click();
}

describe('two people at an order beyond the credit of its customer', () => {
  it('one asks on the card, the other approves on his, and the order goes once', async () => {
    const order = await enterHeld();
    const address = recordPage('Order', order.orderId);
    const sales = await open('salesUser', address, SELLER);
    await sales
      .locator('c-sync-status')
      .getByText(/The credit line is 20.00 EUR/)
      .first()
      .waitFor();
    await say(sales, 'He buys since 1998', 'Ask for approval');
    await card(sales).getByText('You asked for approval. Somebody else decides.').waitFor();
    expect(await card(sales).getByRole('button').count()).toBe(0);
    expect(await findAccessibilityFaults(sales)).toEqual([]);
    expect(await exactOrdersOf(desk.world, order.number)).toEqual([]);

    const manager = await open('administrator', address, MANAGER);
    await card(manager).getByText(`${SELLER} asks for approval.`).waitFor();
    await card(manager).getByText('Reason: He buys since 1998').waitFor();
    expect(await findAccessibilityFaults(manager)).toEqual([]);
    await say(manager, 'He pays on Monday', 'Approve');

    const sent = await eventually(
      () => exactOrdersOf(desk.world, order.number),
      (orders) => orders.length > 0,
      'the order in Exact',
    );
    expect(sent).toHaveLength(1);
    const later = await open('salesUser', address, SELLER);
    await later.getByText('In step with Exact Online').first().waitFor();
    const timeline = later.locator('c-record-timeline');
    await timeline.getByText(new RegExp(`given by ${MANAGER}, with the reason "He pays on Monday"`)).waitFor();
    await timeline
      .getByText(new RegExp(`asked for by ${SELLER}, with the reason "He buys since 1998"\\.$`))
      .first()
      .waitFor();
  }, 120_000);

  it('who asked cannot decide, also with the permission, and who lacks it cannot either', async () => {
    const order = await enterHeld();
    const address = recordPage('Order', order.orderId);
    const manager = await open('administrator', address, MANAGER);
    await say(manager, 'I know him', 'Ask for approval');
    await card(manager).getByText('You asked for approval. Somebody else decides.').waitFor();
    expect(await card(manager).getByRole('button').count()).toBe(0);

    const other = await open('salesUser', address, SELLER);
    await card(other).getByText('Somebody with the permission to decide approves or refuses.').waitFor();
    expect(await card(other).getByRole('button').count()).toBe(0);
    expect(await exactOrdersOf(desk.world, order.number)).toEqual([]);
  }, 120_000);

  it('waits in Tandem Setup too, where it is refused with a reason', async () => {
    const order = await enterHeld();
    const sales = await open('salesUser', recordPage('Order', order.orderId), SELLER);
    await say(sales, 'A large customer', 'Ask for approval');
    await card(sales).getByText('You asked for approval.', { exact: false }).waitFor();

    const setup = await open('administrator', SETUP_PAGE, MANAGER);
    await setup.getByRole('tab', { name: /^Issues/ }).click();
    const list = setup.locator('c-approval-list');
    const entry = list.getByRole('listitem').filter({ hasText: order.number });
    await entry.getByLabel('Reason').fill('Too much');
    expect(await findAccessibilityFaults(setup)).toEqual([]);
    expect(await isWiderThan(setup, 390)).toBe(false);
    await entry.getByRole('button', { name: 'Refuse' }).click();
    await entry.waitFor({ state: 'detached' });

    const again = await open('salesUser', recordPage('Order', order.orderId), SELLER);
    await card(again).getByText(`${MANAGER} refused.`).waitFor();
    await card(again).getByText('Reason: Too much').waitFor();
    await card(again).getByRole('button', { name: 'Ask for approval' }).waitFor();
    expect(await exactOrdersOf(desk.world, order.number)).toEqual([]);
    expect(stage.faults).toEqual([]);
  }, 120_000);
});

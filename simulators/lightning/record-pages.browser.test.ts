import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import {
  BUILD_TIMEOUT_MS,
  findAccessibilityFaults,
  isWiderThan,
  prepareBrowser,
  openPage,
  startStage,
  takeScreenshots,
  type Stage,
} from './testing/browser.ts';
import { BAD_ORDER_ID, SENT_ORDER_ID } from './testing/middleware-answers.ts';

describe('home and record pages in a browser', () => {
  let browser: Browser;
  let stage: Stage;
  let page: Page;
  let faults: string[];

  beforeAll(async () => {
    browser = await prepareBrowser();
  }, BUILD_TIMEOUT_MS);
  afterAll(() => browser.close());

  beforeEach(async () => {
    stage = await startStage();
    ({ page, faults } = await openPage(browser));
  });
  afterEach(async () => {
    await page.context().close();
    await stage.close();
  });

  const openRecord = async (object: string, id: string): Promise<void> => {
    await page.goto(`${stage.url}/lightning/r/${object}/${id}/view`);
    await page.locator('c-sync-status .status').waitFor();
    await page.locator('c-record-timeline').getByText('Nothing happened yet').waitFor();
  };

  it('finds records from the home page and opens them', async () => {
    await page.goto(stage.url);
    await page.getByRole('link', { name: '00000102' }).waitFor();
    await page.getByRole('link', { name: 'Lamp' }).waitFor();
    await page.getByRole('link', { name: 'Café Noir BV' }).waitFor();
    expect(await findAccessibilityFaults(page)).toEqual([]);
    await takeScreenshots(page, 'home');
    await page.getByLabel('Search orders, accounts and products').fill('00000101');
    await page.getByRole('link', { name: '00000102' }).waitFor({ state: 'detached' });
    await page.getByRole('link', { name: '00000101' }).click();
    await page.getByRole('heading', { name: '00000101', level: 1 }).waitFor();
    expect(faults).toEqual([]);
  });

  it('sends an order with the button and shows the Exact number on the record', async () => {
    await openRecord('Order', SENT_ORDER_ID);
    expect(await findAccessibilityFaults(page)).toEqual([]);
    expect(await isWiderThan(page, 390)).toBe(false);
    await takeScreenshots(page, 'order');
    await page.getByRole('button', { name: 'Send to Exact Online' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('link', { name: '20261042' }).waitFor();
    await dialog.getByRole('heading', { name: 'Send order 00000101 to Exact Online' }).waitFor();
    expect(await dialog.innerText()).toContain('€186.22');
    expect(await findAccessibilityFaults(page)).toEqual([]);
    await takeScreenshots(page, 'order-sent');
    await dialog.getByRole('button', { name: 'Close' }).click();
    await dialog.waitFor({ state: 'detached' });
    await page.locator('c-sync-status').getByRole('link', { name: '20261042' }).waitFor();
    await page.getByText('Sales order 20261042 created in Exact Online').waitFor();
    await takeScreenshots(page, 'order-synced');
    expect(stage.received.filter(({ path }) => path.includes('/push'))).toHaveLength(1);
    expect(faults).toEqual([]);
  });

  it('says why an order goes only by hand, with both moments and their zone, and sends it from the card', async () => {
    await openRecord('Order', SENT_ORDER_ID);
    const status = page.locator('c-sync-status');
    await status
      .getByText(/activated 24 Nov 2026 10:12 \(Europe\/Amsterdam\).*24 Nov 2026 10:30 \(Europe\/Amsterdam\)/)
      .waitFor();
    await status.getByRole('button', { name: 'Send now' }).click();
    await status.getByRole('link', { name: '20261042' }).waitFor();
    await status.getByRole('button', { name: 'Send now' }).waitFor({ state: 'detached' });
    expect(await findAccessibilityFaults(page)).toEqual([]);
    expect(faults).toEqual([]);
  });

  it('sends nobody to a page they lack, and offers no button that is refused', async () => {
    await stage.close();
    stage = await startStage('sales@example.com');
    await openRecord('Order', BAD_ORDER_ID);
    await page
      .locator('c-sync-status')
      .getByText(/Ask your Tandem administrator, who can do this: Add XX to the VAT codes/)
      .waitFor();
    expect(await findAccessibilityFaults(page)).toEqual([]);
    await takeScreenshots(page, 'order-problem-sales');

    await openRecord('Order', SENT_ORDER_ID);
    await page
      .locator('c-sync-status')
      .getByText(/it goes only by hand/)
      .waitFor();
    expect(await page.locator('c-sync-status').getByRole('button', { name: 'Send now' }).count()).toBe(0);
  });

  it('sends with the keyboard alone, and Escape closes the dialog', async () => {
    await openRecord('Order', SENT_ORDER_ID);
    await page.getByRole('button', { name: 'Send to Exact Online' }).focus();
    await page.keyboard.press('Enter');
    await page.getByRole('dialog').getByText('The order is in Exact Online').waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    expect(await page.locator('button:focus').innerText()).toBe('Send to Exact Online');
  });

  it('shows why an order cannot be sent and what to do', async () => {
    await openRecord('Order', BAD_ORDER_ID);
    await page.locator('c-sync-status').getByText('A VAT code has no code in Exact Online').waitFor();
    await page.getByRole('button', { name: 'Send to Exact Online' }).click();
    await page.getByRole('dialog').getByText('Add XX to the VAT codes').waitFor();
    expect(await findAccessibilityFaults(page)).toEqual([]);
    await takeScreenshots(page, 'order-problem');
  });

  it.each([
    ['Account', '001000000000001AAA', 'Café Noir BV'],
    ['Product2', '01t000000000001AAA', 'Lamp'],
  ])('shows the card on the page of an %s', async (object, id, name) => {
    await openRecord(object, id);
    await page.getByRole('heading', { name, level: 1 }).waitFor();
    await page.locator('c-sync-status').getByText('Not in Exact Online', { exact: true }).waitFor();
    expect(await findAccessibilityFaults(page)).toEqual([]);
    await takeScreenshots(page, object.toLowerCase());
    expect(faults).toEqual([]);
  });

  it('says when a record does not exist', async () => {
    await page.goto(`${stage.url}/lightning/r/Order/801000000000009AAA/view`);
    await page.getByText('This record does not exist, or you may not see it.').waitFor();
  });
});

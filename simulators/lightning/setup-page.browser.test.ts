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
import { STUB_FLOW } from './testing/stub-flow.ts';

describe('the setup page in a browser', () => {
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

  const open = async (): Promise<void> => {
    await page.goto(`${stage.url}/lightning/n/Tandem_Setup`);
    await page.getByRole('heading', { name: 'Tandem Setup' }).waitFor();
    await page.getByText('of 5,000 calls used').waitFor();
  };
  const card = (name: string) => page.locator('c-flow-card').filter({ has: page.getByRole('heading', { name, exact: true }) });

  it('shows both systems connected and both flows, without a fault in the browser', async () => {
    await open();
    expect(await page.locator('c-connection-status').getByText('Connected', { exact: true }).count()).toBe(2);
    expect(await page.locator('c-flow-card').count()).toBe(2);
    expect(await findAccessibilityFaults(page)).toEqual([]);
    expect(await isWiderThan(page, 390)).toBe(false);
    await takeScreenshots(page, 'setup-overview');
    expect(faults).toEqual([]);
  });

  it('runs a flow with progress and shows the counts at the end', async () => {
    await open();
    await card('Products').getByRole('button', { name: 'Run now' }).click();
    await card('Products').getByText('620 of 1,550 items').waitFor();
    await takeScreenshots(page, 'setup-running');
    await card('Products').getByRole('heading', { name: 'Last run' }).waitFor();
    expect(await card('Products').locator('c-run-progress dd').allInnerTexts()).toEqual(['1,523', '12', '13', '1', '1', '0']);
    expect(await findAccessibilityFaults(page)).toEqual([]);
  });

  it('shows what a run would do and applies it', async () => {
    await open();
    await card('Products').getByRole('button', { name: 'Preview a run' }).click();
    await card('Products').getByText('Need you first (1)').click();
    await card('Products').getByText('Will be changed (1)').click();
    await card('Products').locator('.group_update').getByText('Fields').click();
    await card('Products').getByRole('cell', { name: '2.95' }).waitFor();
    expect(await findAccessibilityFaults(page)).toEqual([]);
    await takeScreenshots(page, 'setup-preview');
    await card('Products').getByRole('button', { name: 'Apply these changes' }).click();
    await card('Products').getByRole('heading', { name: 'Last run' }).waitFor();
    expect(stage.received.some(({ path }) => path === '/v1/runs/run-1/approve')).toBe(true);
  });

  it('switches a flow on with the keyboard alone', async () => {
    await open();
    await card('Orders')
      .getByRole('switch', { name: /Orders switched on/ })
      .focus();
    await page.keyboard.press('Space');
    // The switch itself has the same words for a screen reader, and would be found before anything is saved.
    await page.locator('page-toasts').getByText('Orders switched on', { exact: true }).waitFor();
    await card('Orders').getByText('Needs you', { exact: true }).waitFor();
    const saved = stage.received.find(({ method }) => method === 'PUT');
    expect(JSON.parse(saved?.body ?? '')).toMatchObject({ flows: { orders: { enabled: true }, products: { enabled: true } } });
  });

  it('connects Exact Online again in a new tab and shows it when the person comes back', async () => {
    stage.middleware.exactState = 'reconnect';
    await open();
    const connections = page.locator('c-connection-status');
    await connections.getByText('Must be connected again').waitFor();
    expect(await findAccessibilityFaults(page)).toEqual([]);
    expect(await isWiderThan(page, 390)).toBe(false);
    await takeScreenshots(page, 'setup-reconnect');
    const opened = page.context().waitForEvent('page');
    await connections.getByRole('button', { name: 'Connect again: Exact Online' }).click();
    expect((await opened).url()).toContain('/connect/exact?ticket=t');
    await connections.getByText('The sign-in opens in a new tab.').waitFor();
    await (await opened).close();
    await page.evaluate("window.dispatchEvent(new Event('focus'))");
    await connections.getByText('Connected', { exact: true }).nth(1).waitFor();
  });

  it('checks both systems and says what to do', async () => {
    await open();
    await page.getByRole('button', { name: 'Check both systems' }).click();
    await page.getByText('1 thing needs you before every flow can run.').waitFor();
    await page.getByText('In Tandem Setup press "Grant the rights".').waitFor();
    expect(await findAccessibilityFaults(page)).toEqual([]);
    expect(await isWiderThan(page, 390)).toBe(false);
    await takeScreenshots(page, 'setup-readiness');
  });

  it('shows what moved, newest first, and opens what was written', async () => {
    await open();
    await page.getByRole('tab', { name: 'Activity' }).click();
    await page.getByText('Created · to Exact Online').waitFor();
    await page.getByRole('button', { name: 'Show more' }).click();
    await page.getByText('Item SKU-ΩΩ has no unit in Exact Online.').waitFor();
    await page.getByRole('button', { name: 'Show details: 00000101' }).click();
    await page.getByRole('cell', { name: '00000101' }).waitFor();
    expect(await findAccessibilityFaults(page)).toEqual([]);
    expect(await isWiderThan(page, 390)).toBe(false);
    await takeScreenshots(page, 'setup-activity');
    expect(faults).toEqual([]);
  });

  it('lists issues with what to do, retries one and takes a resolved one away', async () => {
    await open();
    await page.getByRole('tab', { name: 'Issues (2)' }).click();
    await page.locator('c-issue-list .issue').nth(1).waitFor();
    expect(await findAccessibilityFaults(page)).toEqual([]);
    await takeScreenshots(page, 'setup-issues');
    await page.getByRole('button', { name: 'Retry: 00000102' }).click();
    await page.getByText('Being tried again').waitFor();
    await page.getByRole('button', { name: 'Mark resolved: 00000103' }).click();
    await page.getByRole('button', { name: 'Mark resolved: 00000103' }).waitFor({ state: 'detached' });
    await page.getByRole('combobox', { name: 'Show issues of' }).click();
    await page.getByRole('option', { name: 'Products' }).click();
    await page.getByText('No open issues').waitFor();
    await takeScreenshots(page, 'setup-issues-empty');
  });

  it('saves the settings and shows each problem beside its field', async () => {
    await open();
    await page.getByRole('tab', { name: 'Settings' }).click();
    await page.getByRole('combobox', { name: 'Debtor of an order' }).click();
    await page.getByRole('option', { name: 'One debtor for all orders' }).click();
    await page.getByLabel('Code of that debtor in Exact Online').fill('99');
    await page.getByLabel('Code of that debtor in Exact Online').blur();
    await page.getByRole('button', { name: 'Save settings' }).click();
    await page.getByText('There is no account 99 in Exact Online.', { exact: true }).waitFor();
    expect(await findAccessibilityFaults(page)).toEqual([]);
    expect(await isWiderThan(page, 390)).toBe(false);
    await takeScreenshots(page, 'setup-settings');
    await page.getByLabel('Code of that debtor in Exact Online').fill('400');
    await page.getByLabel('Code of that debtor in Exact Online').blur();
    await page.locator('c-settings-editor').getByText('Paid', { exact: true }).click();
    await page.getByRole('button', { name: 'Save settings' }).click();
    await page.getByText('Settings saved').waitFor();
    expect(stage.middleware.document).toMatchObject({
      flows: { orders: { statuses: ['Paid'], debtor: { use: 'default', defaultAccountCode: '400' } } },
    });
  });

  const openSettings = async (): Promise<void> => {
    await open();
    await page.getByRole('tab', { name: 'Settings' }).click();
    await page.getByRole('button', { name: 'Save settings' }).waitFor();
  };

  it('shows, filters and sets a flow that it has never heard of as the service tells of it', async () => {
    stage.middleware.furtherFlows = [STUB_FLOW];
    await open();
    await card('Stock levels').getByText('Stock of Exact Online is shown on products in Salesforce.').waitFor();
    await page.getByRole('tab', { name: 'Issues' }).click();
    await page.getByRole('combobox', { name: 'Show issues of' }).click();
    await page.getByRole('option', { name: 'Stock levels' }).waitFor();
    await page.keyboard.press('Escape');

    await page.getByRole('tab', { name: 'Settings' }).click();
    const settings = page.locator('c-flow-settings').filter({ has: page.getByRole('heading', { name: 'Stock levels' }) });
    await settings.getByRole('switch', { name: 'Count reserved stock' }).focus();
    await page.keyboard.press('Space');
    await settings.getByLabel('Days ahead').fill('14');
    await settings.getByLabel('Warehouse').fill('12');
    expect(await findAccessibilityFaults(page)).toEqual([]);
    expect(await isWiderThan(page, 390)).toBe(false);
    await page.getByRole('button', { name: 'Save settings' }).click();
    await page.getByText('Settings saved').waitFor();
    expect(stage.middleware.document.flows).toMatchObject({ stock: { reserved: true, days: 14, warehouse: '12' } });
  });

  it('shows the start point with day, time and zone, and refuses one that is taken away', async () => {
    await openSettings();
    const start = page.getByLabel('Send orders activated from (Europe/Amsterdam)');
    expect(await start.inputValue()).toBe('2026-11-24T10:30');
    await start.fill('');
    await start.blur();
    await page.getByText('Give a day and a time.').waitFor();
    expect(await page.getByRole('button', { name: 'Save settings' }).isDisabled()).toBe(true);
    expect(await findAccessibilityFaults(page)).toEqual([]);
    await takeScreenshots(page, 'setup-start-point');
    expect(stage.received.some(({ method }) => method === 'PUT')).toBe(false);
  });

  it('moves the start point back only after a question with number, days and amount', async () => {
    await openSettings();
    const start = page.getByLabel(/Send orders activated from/);
    await start.fill('2026-11-01T00:00');
    await start.blur();
    await page.getByRole('button', { name: 'Save settings' }).click();
    await page.getByText('Send 10 older orders?').waitFor();
    await page.getByText(/the oldest of 1 Nov 2026 09:00.*the newest of 23 Nov 2026 17:40.*14230.10 EUR/).waitFor();
    await takeScreenshots(page, 'setup-release');
    await page.getByRole('button', { name: 'Cancel' }).click();
    expect(stage.middleware.version).toBe(3);
    await page.getByRole('button', { name: 'Save settings' }).click();
    await page.getByRole('button', { name: 'OK' }).click();
    await page.getByText('Settings saved').waitFor();
    expect(stage.middleware.version).toBe(4);
  });

  it('lays the changes of two administrators together, and saves nothing over the other unseen', async () => {
    await openSettings();
    const table = page.getByRole('group', { name: 'VAT codes' });
    await table.getByRole('textbox', { name: 'VAT codes: value in Salesforce, row 1' }).fill('HIGH');
    await table.getByRole('button', { name: 'Add a row' }).click();
    await table.getByRole('textbox', { name: 'VAT codes: value in Salesforce, row 2' }).fill('LOW');
    await table.getByRole('combobox', { name: 'VAT codes: code in Exact Online, row 2' }).click();
    await table.getByRole('option', { name: '1 · Low 9 %' }).click();
    stage.middleware.saveAsAnother('Anna de Vries', (document) => {
      const vat = [
        { salesforce: 'HIGH', exact: '2' },
        { salesforce: 'ZERO', exact: '5' },
      ];
      return { ...document, tables: { vat } };
    });
    await page.getByRole('button', { name: 'Save settings' }).click();
    await page.getByText('Anna de Vries saved these settings while you were changing them').waitFor();
    await page.getByText('VAT codes: “ZERO” is new: 5.').waitFor();
    expect(await page.getByRole('button', { name: 'Save settings' }).isDisabled()).toBe(true);
    expect(await findAccessibilityFaults(page)).toEqual([]);
    expect(await isWiderThan(page, 390)).toBe(false);
    await takeScreenshots(page, 'setup-two-administrators');
    await page.getByRole('button', { name: 'I have seen this' }).click();
    await page.getByRole('button', { name: 'Save settings' }).click();
    await page.getByText('Settings saved').waitFor();
    expect(stage.middleware.document).toMatchObject({
      tables: {
        vat: [
          { salesforce: 'HIGH', exact: '2' },
          { salesforce: 'ZERO', exact: '5' },
          { salesforce: 'LOW', exact: '1' },
        ],
      },
    });
  });

  it('fills a table of values with the keyboard alone', async () => {
    await open();
    await page.getByRole('tab', { name: 'Settings' }).click();
    const table = page.getByRole('group', { name: 'Shipping methods' });
    await table.getByRole('button', { name: 'Add a row' }).focus();
    await page.keyboard.press('Enter');
    const value = table.getByRole('textbox', { name: 'Shipping methods: value in Salesforce, row 1' });
    await value.waitFor();
    await page.keyboard.type('Parcel post');
    expect(await value.inputValue()).toBe('Parcel post');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await table.getByRole('option', { name: 'POST · Post' }).waitFor();
    // An opened list marks its first option with the next frame: an arrow before that moves nothing.
    await table.locator('[aria-activedescendant]').waitFor();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Save settings' }).focus();
    await page.keyboard.press('Enter');
    await page.getByText('Settings saved').waitFor();
    expect(stage.middleware.document).toMatchObject({
      tables: { shippingMethods: [{ salesforce: 'Parcel post', exact: 'POST' }] },
    });
  });

  it('pauses everything after a question', async () => {
    await open();
    await page.getByRole('button', { name: 'Pause everything' }).click();
    await page.getByText('Nothing is read or written').waitFor();
    await takeScreenshots(page, 'setup-confirm');
    await page.getByRole('button', { name: 'OK' }).click();
    await page.getByText('Everything is paused.', { exact: true }).waitFor();
    await page.getByText('Paused by Anna de Vries on').waitFor();
    expect(stage.middleware.state).toBe('paused');
    expect(await findAccessibilityFaults(page)).toEqual([]);
    await takeScreenshots(page, 'setup-paused');
  });

  it('says what to do when the service does not answer, and recovers', async () => {
    stage.middleware.isAvailable = false;
    await page.goto(`${stage.url}/lightning/n/Tandem_Setup`);
    await page.getByText('Tandem gave an answer that cannot be read').waitFor();
    expect(await findAccessibilityFaults(page)).toEqual([]);
    await takeScreenshots(page, 'setup-error');
    stage.middleware.isAvailable = true;
    await page.getByRole('button', { name: 'Try again' }).click();
    await page.getByRole('heading', { name: 'Tandem Setup' }).waitFor();
  });
});

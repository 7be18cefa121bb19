import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Locator, Page } from 'playwright-core';
import { BUILD_TIMEOUT_MS, findAccessibilityFaults, isWiderThan } from '../../../simulators/lightning/testing/browser.ts';
import { eventually } from '../support/eventually.ts';
import { firstPoll } from '../support/first-poll.ts';
import { unpolledSettings } from '../support/flow-settings.ts';
import { openPageStage, SETUP_PAGE, takePictures, type PageStage } from '../support/page-stage.ts';
import { enterItems, enterOrder, exactOrdersOf, item, orderRow, type MadeOrder } from '../support/shop.ts';
import { FAR_LIMITS, startWorld, type World } from '../support/world.ts';

const INTEGRATION_USER = 'integration@example.com';
const SAVE = { name: 'Save settings' };

interface LastRun {
  readonly id: string;
  readonly state: string;
}

let world: World;
let stage: PageStage;
/** Two administrators at their pages. */
let anna: Page;
let bram: Page;
let older: readonly MadeOrder[];
let start: string;

beforeAll(async () => {
  ({ world, stage } = await openPageStage(() => startWorld({ hasWebhooks: true, limits: FAR_LIMITS })));
  await enterItems(world, [{ row: item('SKU-1'), price: 1.5 }]);
  await configure({ enabled: false });
  await world.run({ flow: 'products', mode: 'apply' });
  older = [await enterOrder(world, 'Eerste'), await enterOrder(world, 'Tweede')];
  start = new Date(Math.ceil(Date.now() / 60_000) * 60_000).toISOString();
  await configure({ sendFrom: start });
  await firstPoll(world, 'orders');
  [anna, bram] = await Promise.all([
    stage.open('administrator', SETUP_PAGE, 'Anna de Vries'),
    stage.open('administrator', SETUP_PAGE, 'Bram Bakker'),
  ]);
}, BUILD_TIMEOUT_MS * 2);

afterAll(() => stage.close());

async function configure(orders: object): Promise<void> {
  await world.saveConfiguration(unpolledSettings({ orders, tables: { vat: [{ salesforce: 'High', exact: '2' }] } }));
}

const stored = async (): Promise<unknown> => (await world.api('GET', '/v1/config')).body['document'];
const card = (page: Page, name: string): Locator =>
  page.locator('c-flow-card').filter({ has: page.getByRole('heading', { name, exact: true }) });

async function openSettings(page: Page): Promise<void> {
  await page.reload();
  await page.getByRole('tab', { name: 'Settings' }).click();
  await page.getByRole('button', SAVE).waitFor();
}

async function expectGoodPage(page: Page): Promise<void> {
  expect(await findAccessibilityFaults(page)).toEqual([]);
  expect(await isWiderThan(page, 390)).toBe(false);
}

describe('what a card says of its flow', () => {
  it('is not that orders are the same when none was compared, and counts nothing of a preview that was discarded', async () => {
    const orders = card(anna, 'Orders');
    await orders.getByRole('button', { name: 'Preview a run' }).click();
    const review = orders.getByRole('region', { name: 'Review of the preview' });
    await review.getByText('Nothing changed since the last check, so no orders were compared.').waitFor();
    expect(await orders.innerText()).not.toContain('the same in both systems');
    await expectGoodPage(anna);

    await review.getByRole('button', { name: 'Discard' }).click();

    await orders.getByText('Discarded: nothing was changed').waitFor();
    expect(await orders.locator('dl.counts').count()).toBe(0);
  }, 60_000);

  it('is how many calls to Exact Online a run made, as Exact itself counts them', async () => {
    const products = card(anna, 'Products');
    const lastRun = async () => {
      const { flows } = (await world.api('GET', '/v1/org')).body as { flows: { name: string; lastRun: LastRun | null }[] };
      return flows.find(({ name }) => name === 'products')?.lastRun;
    };
    const before = await lastRun();
    await world.clearCounts();
    await products.getByRole('button', { name: 'Run now' }).click();
    await eventually(lastRun, (run) => run?.id !== before?.id && run?.state === 'succeeded', 'the end of the run');
    const { exact } = await world.counts();
    expect(exact.counted).toBeGreaterThan(0);
    await products.getByText(new RegExp(`Calls used: ${exact.counted} Exact Online, \\d+ Salesforce`)).waitFor();
  }, 60_000);
});

describe('the start point of orders', () => {
  const field = (): Locator => anna.getByLabel('Send orders activated from (Europe/Amsterdam)');

  async function moveBack(): Promise<void> {
    await field().fill('2020-01-01T00:00');
    await field().blur();
    await anna.getByRole('button', SAVE).click();
    await anna.getByText('Send 2 older orders?').waitFor();
  }

  it('is shown with day, time and zone, and refused at its field when it is taken away', async () => {
    await openSettings(anna);
    expect(await field().inputValue()).toBe(amsterdamInput(start));
    await field().fill('');
    await field().blur();
    await anna.getByText('Give a day and a time. Without a start point no order would go by itself.').waitFor();
    expect(await anna.getByRole('button', SAVE).isDisabled()).toBe(true);
    await expectGoodPage(anna);
    await anna.getByRole('button', { name: 'Undo changes' }).click();
    expect(await field().inputValue()).toBe(amsterdamInput(start));
  }, 60_000);

  it('moves back only after a question with how many orders, the oldest, the newest and their amount; Cancel leaves all as it was', async () => {
    const before = await stored();
    const rows = await Promise.all(older.map(({ orderId }) => orderRow(world, orderId)));
    await moveBack();
    const question = await anna.getByRole('alertdialog').last().innerText();
    const [oldest, newest] = rows.map((row) => amsterdamMinute(String(row['ActivatedDate'])));
    expect(question).toContain(`the oldest of ${oldest}`);
    expect(question).toContain(`the newest of ${newest}`);
    expect(question).toMatch(/together 6(\.00)? EUR/);
    expect(question).toContain('with the next check of the flow and cannot be called back');
    await anna.getByRole('button', { name: 'Cancel' }).click();

    await anna.getByText('Send 2 older orders?').waitFor({ state: 'detached' });
    expect(await stored()).toEqual(before);
    for (const { number } of older) expect(await exactOrdersOf(world, number)).toEqual([]);
  }, 60_000);

  it('sends them with the next check when the answer is yes', async () => {
    await openSettings(anna);
    await moveBack();
    await anna.getByRole('button', { name: 'OK' }).click();
    await anna.getByText('Settings saved').waitFor();
    expect(await stored()).toMatchObject({ flows: { orders: { sendFrom: '2019-12-31T23:00:00.000Z' } } });
    await anna.getByRole('tab', { name: 'Overview' }).click();
    await card(anna, 'Orders').getByRole('button', { name: 'Run now' }).click();
    for (const { number } of older)
      await eventually(
        () => exactOrdersOf(world, number),
        (orders) => orders.length === 1,
        `order ${number} in Exact`,
        { patienceMs: 30_000 },
      );
  }, 60_000);
});

describe('two administrators', () => {
  const table = (page: Page): Locator => page.getByRole('group', { name: 'VAT codes' });

  async function addRow(page: Page, value: string, row: number, code: RegExp): Promise<void> {
    await table(page).getByRole('button', { name: 'Add a row to VAT codes' }).click();
    await table(page)
      .getByRole('textbox', { name: `VAT codes: value in Salesforce, row ${row}` })
      .fill(value);
    await table(page)
      .getByRole('combobox', { name: `VAT codes: code in Exact Online, row ${row}` })
      .click();
    await table(page).getByRole('option', { name: code }).click();
  }

  it('lose no row: the second sees what the first saved before anything is saved over it', async () => {
    await openSettings(anna);
    await openSettings(bram);
    await addRow(bram, 'Zero', 2, /^0 · /);
    await addRow(anna, 'Low', 2, /^1 · /);
    await anna.getByRole('button', SAVE).click();
    await anna.getByText('Settings saved').first().waitFor();

    await bram.getByRole('button', SAVE).click();
    await bram.getByText('Anna de Vries saved these settings while you were changing them').waitFor();
    await bram.getByText('VAT codes: “Low” is new: 1.').waitFor();
    expect(await bram.getByRole('button', SAVE).isDisabled()).toBe(true);
    await expectGoodPage(bram);
    await takePictures(bram, 'two-administrators');
    await bram.getByRole('button', { name: 'I have seen this' }).click();
    await bram.getByRole('button', SAVE).click();
    await bram.getByText('Settings saved').waitFor();

    expect(await stored()).toMatchObject({
      tables: {
        vat: [
          { salesforce: 'High', exact: '2' },
          { salesforce: 'Low', exact: '1' },
          { salesforce: 'Zero', exact: '0' },
        ],
      },
    });
  }, 60_000);

  it('are refused a value that stands in the table already, and a debtor that Exact does not have, at the field', async () => {
    const before = await stored();
    await openSettings(bram);
    await addRow(bram, ' high', 4, /^2 · /);
    await bram.getByRole('button', SAVE).click();
    await table(bram).getByText('"high" stands in row 1 already; a value has one row').waitFor();
    await table(bram).getByRole('button', { name: 'VAT codes: remove row 4' }).click();

    await bram.getByRole('combobox', { name: 'Debtor of an order' }).click();
    await bram.getByRole('option', { name: 'One debtor for all orders' }).click();
    await bram.getByLabel('Code of that debtor in Exact Online').fill('4711');
    await bram.getByLabel('Code of that debtor in Exact Online').blur();
    await bram.getByRole('button', SAVE).click();
    await bram.locator('c-field-problems').getByText('There is no account with the code "4711" in Exact Online.').waitFor();
    await expectGoodPage(bram);
    expect(await stored()).toEqual(before);
  }, 60_000);
});

describe('the state of a flow', () => {
  it('is not "Up to date" while a record needs a person', async () => {
    await anna.reload();
    await card(anna, 'Orders').getByText('Up to date', { exact: true }).waitFor();
    const bad = await enterOrder(world, 'Vervoer', { order: { Shipping_Method__c: 'By balloon' } });
    await world.api('POST', `/v1/orders/${bad.orderId}/push?waitMs=20000`);
    await anna.evaluate("window.dispatchEvent(new Event('focus'))");

    await card(anna, 'Orders').getByText('1 record needs you').waitFor();

    await card(anna, 'Orders').getByText('Needs you', { exact: true }).waitFor();
    expect(await card(anna, 'Orders').getByText('Up to date', { exact: true }).count()).toBe(0);
  }, 60_000);
});

describe('an org that was disconnected', () => {
  it('sees what is left to do and the way to connect again, without an error, and walks it to both systems connected', async () => {
    await anna.reload();
    await anna.getByRole('button', { name: 'Disconnect' }).click();
    await anna.getByRole('button', { name: 'OK' }).click();
    await anna.getByText('What Tandem could not undo itself:').waitFor();
    await expectGoodPage(anna);

    await anna.reload();
    await anna.getByRole('heading', { name: 'Connect this org to Tandem' }).waitFor();
    expect(await anna.getByRole('alert').count()).toBe(0);
    await expectGoodPage(anna);

    const login = await openedBy(anna, 'Log in and get a code');
    await login.getByRole('button', { name: 'Log in to Salesforce' }).click();
    await login.getByRole('button', { name: 'Allow' }).click();
    await login.getByRole('button', { name: 'Use the Run As user' }).click();
    await login.getByText(`Tandem works as ${INTEGRATION_USER}.`).waitFor();
    await anna.getByLabel('Pairing code').fill(await login.locator('code').innerText());
    await login.close();
    await anna.getByRole('button', { name: 'Connect', exact: true }).click();

    await anna.getByRole('heading', { name: 'Tandem Setup' }).waitFor();
    await anna.getByText('Not connected', { exact: true }).waitFor();
    const exact = await openedBy(anna, 'Connect: Exact Online');
    await exact.getByRole('button', { name: 'Log in to Exact Online NL' }).click();
    await exact.getByRole('button', { name: 'Allow access' }).click();
    await exact.getByText('Exact Online is connected').first().waitFor();
    await exact.close();
    await anna.evaluate("window.dispatchEvent(new Event('focus'))");
    await anna.locator('c-connection-status').getByText('Connected', { exact: true }).nth(1).waitFor();
  }, 90_000);
});

/** The tab that a button of the page opens. */
async function openedBy(page: Page, name: string): Promise<Page> {
  const opened = page.context().waitForEvent('page');
  await page.getByRole('button', { name }).click();
  return opened;
}

/** A moment as the service writes it. */
/** A moment as a field for day and time shows it: on the days when clocks change too. */
function amsterdamInput(moment: string): string {
  const wall = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Amsterdam', dateStyle: 'short', timeStyle: 'short' });
  return wall.format(new Date(moment)).replace(' ', 'T');
}

function amsterdamMinute(moment: string): string {
  const parts = new Intl.DateTimeFormat('en-GB', {
    timeZone: 'Europe/Amsterdam',
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
  }).formatToParts(new Date(moment));
  const of = (type: string): string => parts.find((part) => part.type === type)?.value ?? '';
  return `${of('day')} ${of('month')} ${of('year')} ${of('hour')}:${of('minute')} (Europe/Amsterdam)`;
}

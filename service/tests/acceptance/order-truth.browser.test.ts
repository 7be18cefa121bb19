import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { Locator, Page } from 'playwright-core';
import { BUILD_TIMEOUT_MS, findAccessibilityFaults, isWiderThan } from '../../../simulators/lightning/testing/browser.ts';
import { openDesk, type CustomerDesk, type OrderOf } from '../support/customer-desk.ts';
import { eventually } from '../support/eventually.ts';
import { openPageStage, recordPage, SETUP_PAGE, takePictures, type PageStage, type Person } from '../support/page-stage.ts';
import { exactOrdersOf, openIssues } from '../support/shop.ts';
import type { Answer } from '../support/world.ts';

let desk: CustomerDesk;
let stage: PageStage;
const pages: Page[] = [];

beforeAll(async () => {
  ({ stage } = await openPageStage(async () => {
    desk = await openDesk();
    return desk.world;
  }));
}, BUILD_TIMEOUT_MS * 2);

afterEach(async () => {
  for (const page of pages.splice(0)) await page.context().close();
});

afterAll(() => stage.close());

async function open(person: Person, address: string): Promise<Page> {
  const page = await stage.open(person, address);
  pages.push(page);
  return page;
}

const openOrder = (person: Person, { orderId }: OrderOf): Promise<Page> => open(person, recordPage('Order', orderId));

/** Presses the button of the Order page; the dialog it opens. */
async function press(page: Page): Promise<Locator> {
  await page.getByRole('button', { name: 'Send to Exact Online' }).click();
  return page.getByRole('dialog');
}

/** What the package's trigger tells the service when an order is activated. */
function activated({ orderId }: OrderOf): Promise<Answer> {
  return desk.world.api('POST', '/v1/hints', { object: 'Order', ids: [orderId] });
}

async function customerOf(name: string, email: string | null = `${name.toLowerCase()}@example.com`) {
  return desk.enterCustomer({ Name: `${name} B.V.` }, [{ LastName: name, Email: email }]);
}

async function arrived({ number }: OrderOf): Promise<Readonly<Record<string, unknown>>> {
  const [sent = {}] = await eventually(
    () => exactOrdersOf(desk.world, number),
    (orders) => orders.length > 0,
    `order ${number} in Exact`,
    { patienceMs: 20_000 },
  );
  return sent;
}

describe('a pause', () => {
  it('is said on the setup page with who wanted it, and an order activated or pressed meanwhile stays out of Exact until Resume', async () => {
    const order = await desk.enterOrderOf(await customerOf('Pauze'));
    const setup = await open('administrator', SETUP_PAGE);
    await setup.getByRole('button', { name: 'Pause everything' }).click();
    await setup.getByRole('button', { name: 'OK' }).click();
    const banner = setup.getByRole('status').filter({ hasText: 'Everything is paused.' });
    await banner.getByText(/Paused by Anna de Vries on/).waitFor();
    expect(await findAccessibilityFaults(setup)).toEqual([]);

    await activated(order);
    const sales = await openOrder('salesUser', order);
    await sales.locator('c-sync-status').getByText('Tandem is paused', { exact: true }).waitFor();
    const dialog = await press(sales);
    await dialog.getByText(/Tandem is paused since .* by Anna de Vries\./).waitFor();
    await dialog.getByText(/or ask your Tandem administrator to/).waitFor();
    expect(await exactOrdersOf(desk.world, order.number)).toEqual([]);

    await setup.getByRole('button', { name: 'Resume' }).click();
    await banner.waitFor({ state: 'detached' });
    await arrived(order);
    await sales.reload();
    await sales.locator('c-sync-status').getByText('In step with Exact Online').waitFor();
    expect(await exactOrdersOf(desk.world, order.number)).toHaveLength(1);
  }, 90_000);
});

describe('the button on an order', () => {
  it('leaves the payment terms of a debtor that Exact knows as they are', async () => {
    const email = 'inkoop@termijn.example';
    await desk.configure({ tables: { paymentConditions: [{ salesforce: '30 days', exact: '30' }] } });
    const debtor = await desk.enterDebtor({ Name: 'Termijn B.V.', Email: email, PaymentConditionSales: '14' });
    const customer = await desk.enterCustomer({ Name: 'Termijn B.V.', Payment_Condition__c: '30 days' }, [
      { LastName: 'Termijn', Email: email },
    ]);
    const order = await desk.enterOrderOf(customer);

    await (await press(await openOrder('salesUser', order))).getByText('The order is in Exact Online').waitFor();

    expect(await arrived(order)).toMatchObject({ OrderedBy: debtor });
    expect(await desk.exactRow('crm/Accounts', debtor)).toMatchObject({ PaymentConditionSales: '14' });
  }, 60_000);

  it('shows the same amounts in the currency of Exact when it is pressed a second time', async () => {
    const order = await desk.enterOrderOf(await customerOf('Tweemaal'));
    const page = await openOrder('salesUser', order);
    const first = await press(page);
    await first.getByText('The order is in Exact Online').waitFor();
    const amounts = (dialog: Locator): Promise<string[]> => dialog.locator('lightning-formatted-number').allInnerTexts();
    expect(await amounts(first)).toEqual(['€200.00', '€42.00', '€242.00']);
    await first.getByRole('button', { name: 'Close' }).click();

    const second = await press(page);

    await second.getByText('The order was already in Exact Online: nothing was sent twice').waitFor();
    expect(await amounts(second)).toEqual(['€200.00', '€42.00', '€242.00']);
    expect(await findAccessibilityFaults(page)).toEqual([]);
    expect(await exactOrdersOf(desk.world, order.number)).toHaveLength(1);
  }, 60_000);
});

describe('a debtor that Tandem cannot tell', () => {
  /** Two debtors of one address: which of them is meant, a person says. */
  async function ambiguous(name: string): Promise<{ order: OrderOf; south: string; code: string }> {
    const email = `inkoop@${name.toLowerCase()}.example`;
    await desk.enterDebtor({ Name: `${name} Noord`, Email: email, City: 'Groningen' });
    const south = await desk.enterDebtor({ Name: `${name} Zuid`, Email: email, City: 'Maastricht' });
    const order = await desk.enterOrderOf(await customerOf(name, email));
    return { order, south, code: String((await desk.exactRow('crm/Accounts', south))?.['Code']).trim() };
  }

  it('is chosen by a sales user on the order itself, by code and name, and the order is sent', async () => {
    const { order, south, code } = await ambiguous('Keuze');
    const page = await openOrder('salesUser', order);
    const dialog = await press(page);
    const choice = dialog.getByRole('region', { name: 'Debtor of Keuze B.V. in Exact Online' });
    await choice.getByRole('button', { name: `Link and send: ${code} Keuze Zuid` }).waitFor();
    expect((await choice.locator('li .who').allInnerTexts()).map((text) => text.replace(/^\d+ · /, '')).sort()).toEqual([
      'Keuze Noord',
      'Keuze Zuid',
    ]);
    await choice.getByText('Maastricht, inkoop@keuze.example').waitFor();
    await takePictures(page, 'debtor-choice');
    expect(await dialog.innerText()).not.toContain(south);
    expect(await findAccessibilityFaults(page)).toEqual([]);
    expect(await isWiderThan(page, 390)).toBe(false);

    await choice.getByRole('button', { name: `Link and send: ${code} Keuze Zuid` }).click();

    await dialog.getByText('The order is in Exact Online').waitFor();
    expect(await arrived(order)).toMatchObject({ OrderedBy: south });
  }, 60_000);

  it('is chosen by an administrator from the issue, which is gone once the order is through', async () => {
    const { order, south, code } = await ambiguous('Kwestie');
    await activated(order);
    await eventually(
      () => openIssues(desk.world, 'orders'),
      (issues) => issues.some(({ recordId }) => recordId === order.orderId),
      'the issue',
    );
    const page = await open('administrator', SETUP_PAGE);
    await page.getByRole('tab', { name: /^Issues \(/ }).click();
    const issue = page.locator('c-issue-list .issue').filter({ hasText: order.number });
    await issue.getByRole('button', { name: `Choose debtor: ${order.number}` }).click();
    await issue.getByRole('button', { name: `Link and send: ${code} Kwestie Zuid` }).waitFor();
    expect(await findAccessibilityFaults(page)).toEqual([]);
    expect(await isWiderThan(page, 390)).toBe(false);

    await issue.getByRole('button', { name: `Link and send: ${code} Kwestie Zuid` }).click();

    await issue.getByText('Being tried again').waitFor();
    expect(await arrived(order)).toMatchObject({ OrderedBy: south });
    await page.getByRole('button', { name: 'Reload the list' }).click();
    await issue.waitFor({ state: 'detached' });
  }, 60_000);

  it('is found by a part of its name with the keyboard alone, where the customer has no e-mail address', async () => {
    const debtor = await desk.enterDebtor({ Name: "'t Hof van Gent", City: 'Gent' });
    const order = await desk.enterOrderOf(await customerOf('Adresloos', null));
    const page = await openOrder('salesUser', order);
    const dialog = await press(page);
    await dialog.getByRole('searchbox', { name: 'Code or name of the debtor' }).focus();
    await page.keyboard.type('hof van');
    await page.keyboard.press('Enter');
    const link = dialog.getByRole('button', { name: /^Link and send: \d+ 't Hof van Gent$/ });
    await link.focus();
    await page.keyboard.press('Enter');

    await dialog.getByText('The order is in Exact Online').waitFor();
    expect(await arrived(order)).toMatchObject({ OrderedBy: debtor });
  }, 60_000);

  it('is chosen by a sales user from the card of the order too, where the advice to choose one stands', async () => {
    const { order, south, code } = await ambiguous('Kaart');
    await desk.push(order);
    const card = (await openOrder('salesUser', order)).locator('c-sync-status');
    await card.getByText(/Press Choose debtor and take the right one by its code or name/).waitFor();
    await card.getByRole('button', { name: 'Choose debtor' }).click();
    await card.getByRole('button', { name: `Link and send: ${code} Kaart Zuid` }).click();

    await card.getByText('In step with Exact Online').waitFor();
    expect(await arrived(order)).toMatchObject({ OrderedBy: south });
    expect(await card.getByRole('button', { name: 'Choose debtor' }).count()).toBe(0);
  }, 60_000);

  it('is made anew where it is missing', async () => {
    const order = await desk.enterOrderOf(await customerOf('Nieuw', null));
    const dialog = await press(await openOrder('salesUser', order));

    await dialog.getByRole('button', { name: 'Make a new debtor and send' }).click();

    await dialog.getByText('The order is in Exact Online').waitFor();
    const made = await desk.debtorNamed('Nieuw B.V.');
    expect(await arrived(order)).toMatchObject({ OrderedBy: made?.['ID'] });
  }, 60_000);
});

describe('the pages', () => {
  it('ran without an error of their own', () => {
    expect(stage.faults.filter((fault) => !/status of (409|422|500)/.test(fault))).toEqual([]);
  });
});

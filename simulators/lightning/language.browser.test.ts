import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { SOURCE_LANGUAGE, readLabels } from './build/labels.ts';
import {
  BUILD_TIMEOUT_MS,
  PACKAGE_DIRECTORY,
  findAccessibilityFaults,
  isWiderThan,
  openPage,
  prepareBrowser,
  startStage,
  takeScreenshots,
  type Stage,
} from './testing/browser.ts';
import { SENT_ORDER_ID } from './testing/middleware-answers.ts';

/** Every label that Dutch says otherwise, as it looks on the page in English, where a slot holds one word. */
const ENGLISH = [...readLabels(PACKAGE_DIRECTORY).values()]
  .filter((texts) => texts[SOURCE_LANGUAGE] !== texts['nl_NL'])
  .map((texts) => texts[SOURCE_LANGUAGE] ?? '')
  .map((text) => new RegExp(`^${text.replace(/[.*+?^$()|[\]\\]/g, '\\$&').replace(/\{\w+\}/g, '\\S+')}$`));

/** Walks through the shadow of every element: what stands in it belongs to the component of ours that put it there. */
const COLLECT_TEXTS = `(() => {
  const texts = [];
  const collect = (root, owner) => {
    for (const node of root.childNodes) {
      if (owner !== undefined && node instanceof Text) texts.push(node.data.trim());
      if (!(node instanceof Element)) continue;
      if (owner !== undefined) texts.push(node.getAttribute('aria-label') ?? '', node.getAttribute('title') ?? '');
      if (node.shadowRoot) collect(node.shadowRoot, node.tagName.startsWith('C-') ? node.tagName : owner);
      collect(node, owner);
    }
  };
  collect(document.body, undefined);
  return texts.filter((text) => /[a-z]/i.test(text));
})()`;

/** Texts of our components on the page, and which of them are English. */
async function readTexts(page: Page): Promise<{ texts: string[]; english: string[] }> {
  const texts = await page.evaluate<string[]>(COLLECT_TEXTS);
  return { texts, english: texts.filter((text) => ENGLISH.some((pattern) => pattern.test(text))) };
}

describe('the pages for a reader of Dutch', () => {
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

  const openSetup = async (language: string): Promise<void> => {
    await page.goto(`${stage.url}/lightning/n/Tandem_Setup?lang=${language}`);
    await page.locator('c-budget-meter .meter').nth(2).waitFor();
    await page.locator('c-org-rights .summary').waitFor();
  };

  it('finds English where the page is English, so that finding none means something', async () => {
    await openSetup('en');
    const { english } = await readTexts(page);
    expect(english).toEqual(expect.arrayContaining(['Connections', 'Rights in this org', 'API calls', 'Pause everything']));
  });

  it('shows no English of ours on the setup page', async () => {
    await openSetup('nl');
    await page.getByRole('button', { name: 'Beide systemen controleren' }).click();
    await page.getByText('1 punt vraagt actie voordat elke stroom kan draaien.').waitFor();
    await page.getByText(/van 5\.000 aanroepen gebruikt/).waitFor();
    const overview = await readTexts(page);
    expect(overview.texts).toEqual(expect.arrayContaining(['Verbindingen', 'Rechten in deze organisatie', 'API-aanroepen']));
    expect(overview.english).toEqual([]);
    expect(await findAccessibilityFaults(page)).toEqual([]);
    expect(await isWiderThan(page, 390)).toBe(false);
    await takeScreenshots(page, 'setup-dutch');

    await page.getByRole('tab', { name: 'Problemen' }).click();
    await page.getByRole('button', { name: 'Opnieuw proberen: 00000102' }).waitFor();
    expect((await readTexts(page)).english).toEqual([]);

    await page.getByRole('tab', { name: 'Activiteit' }).click();
    await page.getByText('Aangemaakt · naar Exact Online').waitFor();
    await page.getByRole('button', { name: 'Details weergeven: 00000101' }).click();
    await page.getByText('Verkooporder in Exact Online, nieuw').waitFor();
    expect((await readTexts(page)).english).toEqual([]);

    await page.getByRole('tab', { name: 'Instellingen' }).click();
    await page.getByRole('button', { name: 'Instellingen opslaan' }).waitFor();
    await page.getByPlaceholder('Waarde in Salesforce').first().waitFor();
    const settings = await readTexts(page);
    expect(settings.texts).toEqual(expect.arrayContaining(['Producten', 'Debiteur van een order', 'Btw-codes', 'Waarden']));
    expect(settings.english).toEqual([]);
    expect(await findAccessibilityFaults(page)).toEqual([]);
    expect(await isWiderThan(page, 390)).toBe(false);
    await takeScreenshots(page, 'setup-settings-dutch');
    expect(faults).toEqual([]);
  });

  it('shows no English of ours on the page of an order, nor when it is sent; the language stays without being named', async () => {
    await page.goto(`${stage.url}/?lang=nl`);
    await page.goto(`${stage.url}/lightning/r/Order/${SENT_ORDER_ID}/view`);
    await page.locator('c-sync-status .status').waitFor();
    await page.locator('c-record-timeline').getByText('Nog niets gebeurd').waitFor();
    expect((await readTexts(page)).english).toEqual([]);
    await page.getByRole('button', { name: 'Send to Exact Online' }).click();
    await page.getByRole('dialog').getByRole('heading', { name: 'Order 00000101 verzenden naar Exact Online' }).waitFor();
    await page.getByRole('dialog').getByRole('link', { name: '20261042' }).waitFor();
    const sent = await readTexts(page);
    expect(sent.texts).toEqual(expect.arrayContaining(['Nummer in Exact Online', 'Netto', 'Btw', 'Totaal', 'Sluiten']));
    expect(sent.english).toEqual([]);
    expect(await findAccessibilityFaults(page)).toEqual([]);
    await takeScreenshots(page, 'order-dutch');
    expect(faults).toEqual([]);
  });
});

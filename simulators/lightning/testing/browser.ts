import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import os from 'node:os';
import path from 'node:path';
import { chromium, type Browser, type Page } from 'playwright-core';
import { buildPage } from '../build/build-page.ts';
import { startLightningPage } from '../index.ts';
import { FakeMiddleware } from './fake-middleware.ts';
import { startFakeSalesforce } from './fake-salesforce.ts';

export const PACKAGE_DIRECTORY = path.resolve(import.meta.dirname, '../../../force-app/main/default');
export const BUILD_DIRECTORY = path.join(os.tmpdir(), 'tandem-lightning-build');
const SCREENSHOT_FOLDER = path.join(os.tmpdir(), 'tandem-lightning-screenshots');
const AXE_SOURCE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const CHROMIUM_PATH = process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium';
export const BUILD_TIMEOUT_MS = 180_000;
const ACTION_TIMEOUT_MS = 10_000;
const WIDTHS_PX = [1280, 390];

/** Builds the page once, which may take as long as the machine is busy; later starts find it built. */
export async function prepareBrowser(): Promise<Browser> {
  await buildPage(PACKAGE_DIRECTORY, BUILD_DIRECTORY);
  return launchBrowser();
}

/** The page on the package's own components, with a middleware and an org of a few rows behind it. */
export interface Stage {
  readonly url: string;
  readonly middleware: FakeMiddleware;
  readonly received: readonly { readonly method: string; readonly path: string; readonly body: string }[];
  close(): Promise<void>;
}

/** @param username of a person who may not send orders; without it somebody who may do everything */
export async function startStage(username?: string): Promise<Stage> {
  const middleware = new FakeMiddleware();
  const [service, salesforce] = await Promise.all([middleware.start(), startFakeSalesforce(() => middleware.isSent)]);
  const page = await startLightningPage({
    serviceUrl: service.url,
    apiKey: 'org-key',
    salesforceUrl: salesforce.url,
    salesforce: username === undefined ? { clientId: 'app', clientSecret: 'app-secret' } : { username },
    orgId: '00D000000000001AAA',
    packageDirectory: PACKAGE_DIRECTORY,
    buildDirectory: BUILD_DIRECTORY,
  });
  return {
    url: page.url,
    middleware,
    received: service.received,
    close: async () => {
      await Promise.all([page.close(), service.close(), salesforce.close()]);
    },
  };
}

function launchBrowser(): Promise<Browser> {
  if (!existsSync(CHROMIUM_PATH)) {
    throw new Error(`There is no Chromium at ${CHROMIUM_PATH}: install it or set CHROMIUM_PATH`);
  }
  // Chromium stands still under a moved clock: it starts on the true one, and its pages are told the day.
  const { LD_PRELOAD: _clock, ...env } = process.env;
  return chromium.launch({ executablePath: CHROMIUM_PATH, args: ['--no-sandbox'], env });
}

/** A page that collects what goes wrong in it: script errors, refused resources, console errors. */
export async function openPage(browser: Browser): Promise<{ page: Page; faults: string[] }> {
  const context = await browser.newContext({
    viewport: { width: 1280, height: 900 },
    locale: 'en-GB',
    timezoneId: 'Europe/Amsterdam',
  });
  context.setDefaultTimeout(ACTION_TIMEOUT_MS);
  if (process.env['FAKETIME'] !== undefined) await context.clock.setSystemTime(new Date());
  const page = await context.newPage();
  const faults: string[] = [];
  page.on('pageerror', (error) => faults.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error') {
      faults.push(message.text());
    }
  });
  return { page, faults };
}

interface AxeViolation {
  readonly id: string;
  readonly nodes: readonly { readonly html: string; readonly failureSummary?: string }[];
}

/** Accessibility faults of what the page shows now, one line each. */
export async function findAccessibilityFaults(page: Page): Promise<string[]> {
  await page.evaluate(AXE_SOURCE);
  const { violations } = await page.evaluate<{ violations: AxeViolation[] }>(
    "axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa'] })",
  );
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ html, failureSummary }) => `${id}: ${html.slice(0, 160)} ${failureSummary ?? ''}`),
  );
}

/** Pictures of the page at both widths, for people. */
export async function takeScreenshots(page: Page, name: string): Promise<void> {
  mkdirSync(SCREENSHOT_FOLDER, { recursive: true });
  for (const width of WIDTHS_PX) {
    await page.setViewportSize({ width, height: 900 });
    await page.screenshot({ path: path.join(SCREENSHOT_FOLDER, `${name}-${width}.png`), fullPage: true });
  }
  await page.setViewportSize({ width: 1280, height: 900 });
}

/** True when the page scrolls sideways at that width. */
export async function isWiderThan(page: Page, width: number): Promise<boolean> {
  await page.setViewportSize({ width, height: 900 });
  const isWider = await page.evaluate<boolean>('document.documentElement.scrollWidth > document.documentElement.clientWidth');
  await page.setViewportSize({ width: 1280, height: 900 });
  return isWider;
}

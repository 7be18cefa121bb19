import { mkdirSync } from 'node:fs';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { startLightningPage } from '../../../simulators/lightning/index.ts';
import { BUILD_DIRECTORY, openPage, prepareBrowser } from '../../../simulators/lightning/testing/browser.ts';
import { PACKAGE_DIRECTORY, request, type World } from './world.ts';

/** An administrator with Tandem Administrator, or a standard user with Tandem User. */
export type Person = 'administrator' | 'salesUser';

/** The package's own pages in one browser, with a world behind them. */
export interface PageStage {
  /** A page of a person who looks at this address: its own session, and its own name where one is given. */
  open(person: Person, address: string, userName?: string): Promise<Page>;
  /** What went wrong inside the pages so far: script errors, refused resources. */
  readonly faults: readonly string[];
  close(): Promise<void>;
}

export const SETUP_PAGE = '/lightning/n/Tandem_Setup';
/** Pictures for the documentation are taken when this names a folder. */
const PICTURES = process.env['PICTURES'];
const WIDTHS_PX = { '': 1280, '-narrow': 390 };
/** A page waits for the service, which waits for both systems. */
const PATIENCE_MS = 30_000;

/** Address of a record's page. */
export function recordPage(object: 'Order' | 'Account' | 'Product2', id: string): string {
  return `/lightning/r/${object}/${id}/view`;
}

/**
 * Opens pages over a world; closing them closes both. The page is built before the world starts: together they would take so long on
 * a small machine that the service's own limits are met.
 */
export async function openPageStage(start: () => Promise<World>): Promise<{ world: World; stage: PageStage }> {
  const browser = await prepareBrowser();
  const world = await start().catch(async (error: unknown) => {
    // A browser alone would keep the test process alive for ever.
    await browser.close();
    throw error;
  });
  const servers = new Map<string, ReturnType<typeof startLightningPage>>();
  const faults: string[] = [];
  const serverFor = async (person: Person, userName: string) => {
    const username = await enter(world, person);
    const known = servers.get(`${person} ${userName}`);
    if (known !== undefined) return known;
    const server = startLightningPage({
      serviceUrl: world.service.url,
      apiKey: world.apiKey,
      salesforceUrl: world.salesforceUrl,
      salesforce: { username },
      orgId: world.orgId,
      packageDirectory: PACKAGE_DIRECTORY,
      buildDirectory: BUILD_DIRECTORY,
      userName,
    });
    servers.set(`${person} ${userName}`, server);
    return server;
  };
  const stage: PageStage = {
    faults,
    open: async (person, address, userName = 'Anna de Vries') => {
      const { url } = await serverFor(person, userName);
      const { page, faults: found } = await openPage(browser);
      page.context().setDefaultTimeout(PATIENCE_MS);
      page.on('close', () => faults.push(...found));
      await page.goto(`${url}${address}`);
      return page;
    },
    close: async () => {
      await browser.close();
      for (const server of servers.values()) await (await server).close();
      await world.close();
    },
  };
  return { world, stage };
}

/** The person's user in the org, with the permission sets that the guide tells to give; the administrator is there already. */
async function enter(world: World, person: Person): Promise<string> {
  if (person === 'administrator') return 'admin@example.com';
  const username = 'sales@example.com';
  const permissionSets = ['Tandem_User', 'Tandem_User_Org_Rights'];
  const body = { username, profilePermissions: 'standard', permissionSets };
  const { status } = await request(`${world.salesforceUrl}/_control/users`, 'POST', body, {});
  if (status !== 200) throw new Error(`${username} was not entered`);
  return username;
}

/** The Apex of the package, called by one user as the page calls it. */
export interface Apex {
  call(name: string, args?: object): Promise<{ readonly status: number; readonly body: unknown }>;
  close(): Promise<void>;
}

/** @param world whose key the calls to the service carry */
export async function apexOf({
  salesforceUrl,
  serviceUrl,
  username,
  world,
}: {
  readonly salesforceUrl: string;
  readonly serviceUrl: string;
  readonly username: string;
  readonly world?: World;
}): Promise<Apex> {
  const page = await startLightningPage({
    serviceUrl,
    apiKey: world?.apiKey ?? '',
    salesforceUrl,
    salesforce: { username },
    orgId: world?.orgId ?? '',
    namespace: 'tandem',
    packageDirectory: PACKAGE_DIRECTORY,
  });
  return {
    call: (name, args = {}) => request(`${page.url}/apex/${name}`, 'POST', args, {}),
    close: () => page.close(),
  };
}

/** Pictures of what the page shows now, for the documentation: wide, and as on a telephone. */
export async function takePictures(page: Page, name: string): Promise<void> {
  if (PICTURES === undefined) return;
  mkdirSync(PICTURES, { recursive: true });
  for (const [suffix, width] of Object.entries(WIDTHS_PX)) {
    await page.setViewportSize({ width, height: 900 });
    await page.screenshot({ path: path.join(PICTURES, `${name}${suffix}.png`), fullPage: true });
  }
  await page.setViewportSize({ width: 1280, height: 900 });
}

import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { followCallouts } from './apex/index.ts';
import { buildPage } from './build/build-page.ts';
import { findApexImports } from './build/component-sources.ts';
import { MiddlewareCaller } from './server/middleware-call.ts';
import { buildPageServer } from './server/page-server.ts';
import { SalesforceSession, type SalesforceLogin } from './server/salesforce-session.ts';

export type { SalesforceLogin } from './server/salesforce-session.ts';

export interface LightningPageOptions {
  /** 0, the default, takes a free port. */
  readonly port?: number;
  readonly host?: string;
  readonly serviceUrl: string;
  /** The org's API key; it stays in this process. */
  readonly apiKey: string;
  readonly salesforceUrl: string;
  readonly salesforce: SalesforceLogin;
  readonly orgId: string;
  /** Namespace of the installed package; none when not set. */
  readonly namespace?: string;
  /** What Apex calls the person who looks at the page; by the name in the org, or Anna de Vries, when not set. */
  readonly userName?: string;
  /** `force-app/main/default`: the components and the Apex that are shown and followed. */
  readonly packageDirectory: string;
  /** Where built pages are kept. Without it nothing is built: the server answers Apex and records, and has no pages. */
  readonly buildDirectory?: string;
}

/**
 * Builds and serves the package's own Lightning components in a page that looks like Salesforce.
 * Fails with `ApexNotFollowedError` when an Apex method of the package cannot be followed to its callout.
 */
export async function startLightningPage(options: LightningPageOptions): Promise<{ url: string; close(): Promise<void> }> {
  const packageDirectory = path.resolve(options.packageDirectory);
  const wanted = findApexImports(path.join(packageDirectory, 'lwc'));
  const org = {
    organizationId: options.orgId,
    ...(options.namespace === undefined ? {} : { namespace: options.namespace }),
    ...(options.userName === undefined ? {} : { userName: options.userName }),
  };
  const server = buildPageServer({
    callouts: followCallouts(packageDirectory, org, wanted),
    org,
    middleware: new MiddlewareCaller(options.serviceUrl, options.apiKey, packageDirectory),
    salesforce: new SalesforceSession(options.salesforceUrl, options.salesforce),
    ...(options.buildDirectory === undefined
      ? {}
      : { appDirectory: await buildPage(packageDirectory, path.resolve(options.buildDirectory)) }),
  });
  const host = options.host ?? '127.0.0.1';
  await server.listen({ port: options.port ?? 0, host });
  return { url: `http://${host}:${(server.server.address() as AddressInfo).port}`, close: () => server.close() };
}

import { setTimeout as delay } from 'node:timers/promises';
import { removeSubscriptions } from '../exact/index.ts';
import type { Connector } from '../http/ports.ts';
import type { ConnectorDependencies } from './dependencies.ts';

/** Whoever disconnects waits for it. */
const PATIENCE_MS = 10_000;

/** Exact has no way to hand a sign-in back: neither an endpoint of OAuth nor one of its API ends a refresh token. */
const EXACT_LEFT =
  'Exact Online takes no sign-in back. Tandem has forgotten it, and it ends by itself after 30 days; to end it at once, remove Tandem in Exact Online under My apps.';
const WEBHOOKS_LEFT =
  'Exact Online could not be asked to stop telling Tandem of changes. What it still tells is refused; removing Tandem under My apps ends it.';
const SALESFORCE_LEFT =
  'Salesforce did not take its sign-in back. Tandem has forgotten it; to end it, revoke Tandem in Setup under Connected Apps OAuth Usage.';

/** See `Connector.release`. */
export async function release(
  dependencies: ConnectorDependencies,
  orgId: string,
  webhooks: Parameters<Connector['release']>[1],
): ReturnType<Connector['release']> {
  const webhooksOf = new Map<number, readonly string[]>();
  const [exact, salesforce] = await Promise.all([
    inTime(releaseExact(dependencies, orgId, webhooks, webhooksOf), [WEBHOOKS_LEFT, EXACT_LEFT]),
    inTime(releaseSalesforce(dependencies, orgId), [SALESFORCE_LEFT]),
  ]);
  return { left: [...exact, ...salesforce], webhooksOf };
}

async function releaseExact(
  { exact, store }: ConnectorDependencies,
  orgId: string,
  { divisions, callbackUrl }: Parameters<Connector['release']>[1],
  removed: Map<number, readonly string[]>,
): Promise<string[]> {
  if ((await store.vault.find(orgId, 'exact')) === undefined) return [];
  for (const code of divisions) {
    const topics = await removeSubscriptions(await exact.division(orgId, code, 'interactive'), callbackUrl);
    if (topics.length > 0) removed.set(code, topics);
  }
  return [EXACT_LEFT];
}

/** A refresh token takes every access token along; other grants have an access token only, and no person has to end anything. */
async function releaseSalesforce({ salesforce, store }: ConnectorDependencies, orgId: string): Promise<string[]> {
  const connection = await store.vault.find(orgId, 'salesforce');
  const { instanceUrl } = connection?.meta ?? {};
  const token = connection?.credentials.refreshToken ?? connection?.credentials.accessToken;
  if (instanceUrl === undefined || token === undefined || connection?.state === 'reconnect') return [];
  return (await salesforce.revoke(instanceUrl, token)) ? [] : [SALESFORCE_LEFT];
}

async function inTime(work: Promise<string[]>, otherwise: string[]): Promise<string[]> {
  const late = new AbortController();
  const patience = delay(PATIENCE_MS, otherwise, { signal: late.signal }).catch(() => otherwise);
  try {
    return await Promise.race([work.catch(() => otherwise), patience]);
  } finally {
    late.abort();
  }
}

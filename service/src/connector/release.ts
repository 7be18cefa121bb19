import { setTimeout as delay } from 'node:timers/promises';
import { phrase, type Phrase } from '../errors/index.ts';
import { removeSubscriptions } from '../exact/index.ts';
import type { Connector } from '../http/ports.ts';
import type { ConnectorDependencies } from './dependencies.ts';

/** Whoever disconnects waits for it. */
const PATIENCE_MS = 10_000;

/** Exact has no way to hand a sign-in back: neither an endpoint of OAuth nor one of its API ends a refresh token. */
const EXACT_LEFT = phrase('left_exact');
const WEBHOOKS_LEFT = phrase('left_webhooks');
const SALESFORCE_LEFT = phrase('left_salesforce');

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
): Promise<Phrase[]> {
  if ((await store.vault.find(orgId, 'exact')) === undefined) return [];
  for (const code of divisions) {
    const topics = await removeSubscriptions(await exact.division(orgId, code, 'interactive'), callbackUrl);
    if (topics.length > 0) removed.set(code, topics);
  }
  return [EXACT_LEFT];
}

/** A refresh token takes every access token along; other grants have an access token only, and no person has to end anything. */
async function releaseSalesforce({ salesforce, store }: ConnectorDependencies, orgId: string): Promise<Phrase[]> {
  const connection = await store.vault.find(orgId, 'salesforce');
  const { instanceUrl } = connection?.meta ?? {};
  const token = connection?.credentials.refreshToken ?? connection?.credentials.accessToken;
  if (instanceUrl === undefined || token === undefined || connection?.state === 'reconnect') return [];
  return (await salesforce.revoke(instanceUrl, token)) ? [] : [SALESFORCE_LEFT];
}

async function inTime(work: Promise<Phrase[]>, otherwise: Phrase[]): Promise<Phrase[]> {
  const late = new AbortController();
  const patience = delay(PATIENCE_MS, otherwise, { signal: late.signal }).catch(() => otherwise);
  try {
    return await Promise.race([work.catch(() => otherwise), patience]);
  } finally {
    late.abort();
  }
}

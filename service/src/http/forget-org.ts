import type { FastifyBaseLogger } from 'fastify';
import { toTandemError, type Phrase } from '../errors/index.ts';
import type { Org } from '../store/index.ts';
import type { HttpDependencies } from './ports.ts';
import { subscribeFlows, wantedTopics, webhookAddress } from './webhook-subscriptions.ts';

/**
 * Forgets an org: first in both systems, as far as they let it, then here. Answers what a person still has to do. Orgs that share
 * its company in Exact get webhooks of their own in place of those that went with it.
 */
export async function forgetOrg(parts: HttpDependencies, org: Org, log: FastifyBaseLogger): Promise<readonly Phrase[]> {
  const { store, connector, settings } = parts;
  const document = (await store.forOrg(org.id).configurations.latest())?.document ?? {};
  const divisions = settings.acceptsWebhooks ? [...wantedTopics(parts, document).keys()] : [];
  const { left, webhooksOf } = await connector.release(org.id, { divisions, callbackUrl: webhookAddress(parts, org) });
  await store.orgs.delete(org.id);
  connector.forget(org.id);
  if (left.length > 0) log.info({ orgId: org.id, count: left.length }, 'org forgotten; something is left for a person');
  for (const division of webhooksOf.keys()) {
    const [heir] = await store.orgs.idsOfDivision(division);
    if (heir === undefined) continue;
    const settingsOfHeir = (await store.forOrg(heir).configurations.latest())?.document ?? {};
    // Webhooks only make it faster: the polls of the other org find everything.
    await subscribeFlows(parts, heir, settingsOfHeir).catch((error: unknown) => {
      log.warn({ orgId: heir, code: toTandemError(error).code }, 'Exact webhooks were not subscribed');
    });
  }
  return left;
}

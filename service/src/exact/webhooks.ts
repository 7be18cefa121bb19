import { createHmac, timingSafeEqual } from 'node:crypto';
import { isTandemError } from '../errors/index.ts';
import { WEBHOOK_SUBSCRIPTIONS, type ExactWebhookSubscription } from './resources/index.ts';
import type { ExactDivision } from './types.ts';

/** What a webhook says: look at this key. It carries no data of the record. */
export interface ExactWebhookEvent {
  readonly topic: string;
  readonly action: string;
  readonly division: number;
  /** Guid of the record. */
  readonly key: string;
}

const BODY = /^\s*\{\s*"Content"\s*:\s*(\{[\s\S]*\})\s*,\s*"HashCode"\s*:\s*"([0-9A-Fa-f]{64})"\s*\}\s*$/;

/**
 * The event of a webhook body, or undefined when the signature is not ours. Exact signs the raw text of the Content node
 * with the app's webhook secret: HMAC-SHA256 as upper-case hex, in the body, not in a header.
 */
export function verifyWebhook(rawBody: string, webhookSecret: string): ExactWebhookEvent | undefined {
  const [, content, hash] = BODY.exec(rawBody) ?? [];
  if (content === undefined || hash === undefined || webhookSecret === '') return undefined;
  const expected = createHmac('sha256', webhookSecret).update(content, 'utf8').digest();
  if (!timingSafeEqual(expected, Buffer.from(hash, 'hex'))) return undefined;
  return readEvent(content);
}

/**
 * Makes sure the topics are subscribed with this address. A subscription cannot be changed: one with another address of
 * ours is removed and made anew. Exact posts an empty body to the address while it is being made; it must answer 2xx.
 */
export async function ensureSubscriptions(
  division: ExactDivision,
  topics: readonly string[],
  callbackUrl: string,
): Promise<void> {
  const existing = await division.find(WEBHOOK_SUBSCRIPTIONS, {});
  for (const topic of topics) await ensureSubscription(division, existing, topic, callbackUrl);
}

/** Takes back every subscription of this address in the division; answers the topics. */
export async function removeSubscriptions(division: ExactDivision, callbackUrl: string): Promise<string[]> {
  const ours = (await division.find(WEBHOOK_SUBSCRIPTIONS, {})).filter(
    (subscription) => subscription.CallbackURL === callbackUrl,
  );
  for (const { ID: id } of ours) await division.remove(WEBHOOK_SUBSCRIPTIONS, id);
  return ours.flatMap(({ Topic: topic }) => topic ?? []);
}

async function ensureSubscription(
  division: ExactDivision,
  existing: readonly ExactWebhookSubscription[],
  topic: string,
  callbackUrl: string,
): Promise<void> {
  const known = existing.filter((subscription) => subscription.Topic === topic);
  if (known.some((subscription) => subscription.CallbackURL === callbackUrl)) return;
  for (const stale of known) await division.remove(WEBHOOK_SUBSCRIPTIONS, stale.ID);
  try {
    await division.create(WEBHOOK_SUBSCRIPTIONS, { Topic: topic, CallbackURL: callbackUrl });
  } catch (error) {
    // Another user of the same company subscribed the topic with this app: it is delivered all the same.
    if (!isTandemError(error, 'exact_already_exists')) throw error;
  }
}

function readEvent(content: string): ExactWebhookEvent | undefined {
  try {
    const { Topic, Action, Division, Key } = JSON.parse(content) as Record<string, unknown>;
    if (typeof Topic !== 'string' || typeof Key !== 'string') return undefined;
    return { topic: Topic, action: String(Action), division: Number(Division), key: Key };
  } catch {
    return undefined;
  }
}

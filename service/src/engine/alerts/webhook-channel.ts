import { createHmac } from 'node:crypto';
import type { TakenAlert } from '../../store/index.ts';
import type { AlertChannel, DeliveryOutcome } from './channel.ts';

const TIMEOUT_MS = 10_000;
/** With the delays of `AlertDelivery` that is 18 hours; the next day a cause that is still there is told anew. */
const MOST_ATTEMPTS = 24;
const LONGEST_RETRY_AFTER_MS = 3_600_000;

/** What a receiver says of the message itself: the same message will not be taken later. Other answers pass, or are repaired there. */
const NEVER_TAKEN: ReadonlySet<number> = new Set([400, 410, 413, 415, 422]);

export interface AlertWebhook {
  readonly url: string;
  /** Signs what is sent; shared with the receiver. */
  readonly secret: string;
  /** From the request to the head of the answer. */
  readonly timeoutMs?: number;
  readonly now: () => Date;
}

/**
 * Tells the operator: posts a small JSON document to an address of his. The header `tandem-signature` is `t=<seconds of the
 * epoch>,v1=<hex>`, the HMAC-SHA256 of `<t>.<body>`, by which a receiver knows sender, content and age.
 */
export function webhookChannel({ url, secret, timeoutMs = TIMEOUT_MS, now }: AlertWebhook): AlertChannel {
  return {
    name: 'webhook',
    mostAttempts: MOST_ATTEMPTS,
    // It names people of the org, for whom its administrators are the right readers.
    whyNot: ({ isNotice }) => (isNotice ? 'for_administrators' : undefined),
    deliver: async (alert, signal) => {
      const body = JSON.stringify(messageOf(alert));
      const timeout = AbortSignal.timeout(timeoutMs);
      try {
        const answer = await fetch(url, {
          method: 'POST',
          redirect: 'manual',
          headers: { 'content-type': 'application/json', 'tandem-signature': signature(body, secret, now()) },
          body,
          signal: AbortSignal.any([signal, timeout]),
        });
        // Nothing but the status counts: an answer of any size costs nothing.
        await answer.body?.cancel();
        return outcomeOf(answer);
      } catch (cause) {
        return { kind: 'later', reason: timeout.aborted ? 'timeout' : networkReason(cause) };
      }
    },
  };
}

function messageOf({ orgId, orgName, code, title, text, action, lanes, raisedAt }: TakenAlert): Record<string, unknown> {
  const [lane] = lanes;
  return { orgId, orgName, code, title, text, action, flow: lane?.flow, division: lane?.division, raisedAt };
}

function signature(body: string, secret: string, at: Date): string {
  const seconds = Math.floor(at.getTime() / 1000);
  return `t=${seconds},v1=${createHmac('sha256', secret).update(`${seconds}.${body}`, 'utf8').digest('hex')}`;
}

function outcomeOf({ status, headers }: Response): DeliveryOutcome {
  if (status >= 200 && status < 300) return { kind: 'delivered', count: 1 };
  const reason = `http_${status}`;
  if (NEVER_TAKEN.has(status)) return { kind: 'refused', reason };
  return { kind: 'later', reason, retryAfterMs: retryAfterMs(headers.get('retry-after')) };
}

/** Seconds only: a receiver that names a date is tried at the usual pace. */
function retryAfterMs(header: string | null): number | undefined {
  return header !== null && /^\d{1,6}$/.test(header) ? Math.min(Number(header) * 1000, LONGEST_RETRY_AFTER_MS) : undefined;
}

/** Such as ECONNREFUSED or CERT_HAS_EXPIRED. A message would name the address, which may hold a key. */
function networkReason(error: unknown): string {
  const { cause } = error as { cause?: { code?: unknown } };
  return typeof cause?.code === 'string' ? cause.code : 'no_answer';
}

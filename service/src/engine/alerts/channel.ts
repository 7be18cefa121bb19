import type { TakenAlert } from '../../store/index.ts';

/** What became of an attempt. A reason is a code or `http_<status>`: it is logged and stored, so it names nobody. */
export type DeliveryOutcome =
  /** `count`: how many were told. */
  | { readonly kind: 'delivered'; readonly count: number }
  /** Tried again with growing delays, `retryAfterMs` at least, until `mostAttempts` are spent. */
  | { readonly kind: 'later'; readonly reason: string; readonly retryAfterMs?: number | undefined }
  /** Would never be taken: not tried again. */
  | { readonly kind: 'refused'; readonly reason: string };

/** A way in which people are told what stopped a flow. Each has its own state of an alert: what one does changes nothing in another. */
export interface AlertChannel {
  /** Stands in the database, the log and the metrics. */
  readonly name: string;
  /** After so many attempts the channel gives an alert up until it is raised again; `Infinity` where it tries as long as it is true. */
  readonly mostAttempts: number;
  /** Why this channel can never tell the alert, as a code; undefined when it can. */
  whyNot(alert: TakenAlert): string | undefined;
  /** Tells it now. `signal` aborts when the process stops. What is thrown counts as `later`. */
  deliver(alert: TakenAlert, signal: AbortSignal): Promise<DeliveryOutcome>;
}

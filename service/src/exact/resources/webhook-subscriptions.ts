import { key, text, type RowOf } from './fields.ts';
import { resource } from './resource.ts';

const FIELDS = {
  ID: key(),
  Topic: text(),
  CallbackURL: text(),
} as const;

/** A webhook subscription. */
export type ExactWebhookSubscription = RowOf<typeof FIELDS>;

/** Webhook subscriptions: one a topic, app and division; they cannot be changed, only made and removed. */
export const WEBHOOK_SUBSCRIPTIONS = resource({ path: 'webhooks/WebhookSubscriptions', key: 'ID', fields: FIELDS });

import { resource } from './reading.ts';

/** A webhook subscription. */
export interface ExactWebhookSubscription {
  readonly id: string;
  readonly topic: string | null;
  readonly callbackUrl: string | null;
}

/** Webhook subscriptions: one a topic, app and division; they cannot be changed, only made and removed. */
export const WEBHOOK_SUBSCRIPTIONS = resource<ExactWebhookSubscription>({
  path: 'webhooks/WebhookSubscriptions',
  key: 'ID',
  select: ['ID', 'Topic', 'CallbackURL'],
  read: (row) => ({
    id: row.key('ID'),
    topic: row.text('Topic'),
    callbackUrl: row.text('CallbackURL'),
  }),
});

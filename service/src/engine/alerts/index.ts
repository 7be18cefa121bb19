export { alertOf, REOPEN_ALERT_WITHIN_MS, REPEAT_ALERT_AFTER_MS } from './cause.ts';
export type { AlertChannel, DeliveryOutcome } from './channel.ts';
export { AlertDelivery } from './delivery.ts';
export { salesforceChannel } from './salesforce-channel.ts';
export { webhookChannel } from './webhook-channel.ts';

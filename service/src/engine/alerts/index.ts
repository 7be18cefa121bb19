export { alertOf, REOPEN_ALERT_WITHIN_MS, REPEAT_ALERT_AFTER_MS } from './cause.ts';
export type { AlertChannel, DeliveryOutcome } from './channel.ts';
export { alertChannels } from './channels.ts';
export { AlertDelivery } from './delivery.ts';

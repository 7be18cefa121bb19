import type { EngineDependencies } from '../dependencies.ts';
import type { AlertChannel } from './channel.ts';
import { salesforceChannel } from './salesforce-channel.ts';
import { webhookChannel } from './webhook-channel.ts';

/** What is kept sealed until it is used. */
interface Sealed {
  reveal(): string;
}

/** What the operator of this process says of the channels; undefined: not that one. */
export interface AlertSettings {
  readonly alertWebhook: { readonly url: Sealed; readonly secret: Sealed } | undefined;
}

/** Every channel of this process: a new one is a file of its own and a line here. */
export function alertChannels(
  { alertWebhook }: AlertSettings,
  { salesforceOf, now }: Pick<EngineDependencies, 'salesforceOf' | 'now'>,
): readonly AlertChannel[] {
  return [
    salesforceChannel(salesforceOf),
    ...(alertWebhook === undefined
      ? []
      : [webhookChannel({ url: alertWebhook.url.reveal(), secret: alertWebhook.secret.reveal(), now })]),
  ];
}

import type { ErrorCode } from '../../errors/index.ts';
import type { EngineDependencies } from '../dependencies.ts';
import type { AlertChannel } from './channel.ts';

/** Causes for which Salesforce lets Tandem do nothing at all, so not deliver an alert either. */
const SALESFORCE_CLOSED: ReadonlySet<string> = new Set<string>([
  'not_connected/Salesforce',
  'salesforce_access_refused',
  'salesforce_api_disabled',
  'salesforce_app_registration',
  'salesforce_certificate_refused',
  'salesforce_reconnect',
  'salesforce_run_as_missing',
] satisfies (ErrorCode | 'not_connected/Salesforce')[]);

/** Tells the administrators of the org by a notification in Salesforce, as long as the alert is true. */
export function salesforceChannel(salesforceOf: EngineDependencies['salesforceOf']): AlertChannel {
  return {
    name: 'salesforce',
    mostAttempts: Number.POSITIVE_INFINITY,
    // Through a connection that is open again it would no longer be true.
    whyNot: ({ cause, code }) => (SALESFORCE_CLOSED.has(cause) ? code : undefined),
    deliver: async ({ orgId, title, text, action }, signal) => {
      const salesforce = await salesforceOf(orgId, signal);
      const userIds = await salesforce.administratorIds();
      if (userIds.length === 0) return { kind: 'later', reason: 'no_administrator' };
      await salesforce.notify({ title, body: `${text} ${action}`.trimEnd(), userIds });
      return { kind: 'delivered', count: userIds.length };
    },
  };
}

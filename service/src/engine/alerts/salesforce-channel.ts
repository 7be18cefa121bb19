import { problemText, type ErrorCode, type Language } from '../../errors/index.ts';
import type { TakenAlert } from '../../store/index.ts';
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
    deliver: async (alert, signal) => {
      const salesforce = await salesforceOf(alert.orgId, signal);
      const { ids: userIds, language } = await salesforce.administrators();
      if (userIds.length === 0) return { kind: 'later', reason: 'no_administrator' };
      await salesforce.notify({ ...wordsOf(alert, language), userIds });
      return { kind: 'delivered', count: userIds.length };
    },
  };
}

/** In the language of the org; as it was stored where an older version stored it. */
function wordsOf(
  { code, params, title, text, action }: TakenAlert,
  language: Language,
): { readonly title: string; readonly body: string } {
  if (params === undefined) return { title, body: `${text} ${action}`.trimEnd() };
  const told = problemText({ code, params }, language);
  return { title: `Tandem: ${told.title}`, body: `${told.message} ${told.action}` };
}

import { languageOf, TandemError } from '../errors/index.ts';
import type { SalesforceCaller } from './caller.ts';
import { classifyFault, readFaults } from './classify.ts';
import { withConnection } from './connection.ts';
import type { Names } from './names.ts';
import { queryMany } from './queries.ts';
import { soqlText } from './soql.ts';
import type { Administrators, SalesforceNotification } from './types.ts';

/** Limits of the action "Send Custom Notification" (Actions Developer Guide, Custom Notification Actions). */
const LONGEST_TITLE = 250;
const LONGEST_BODY = 750;
const MOST_RECIPIENTS = 500;

const NOTIFICATION_TYPE = 'Tandem_Issue';
const ADMINISTRATOR = 'Tandem_Administrator';
const SETUP_TAB = 'Tandem_Setup';

/** How an org's administrators of Tandem are told something. */
export interface NotificationSetup {
  readonly typeId: string;
  readonly administrators: Administrators;
}

/**
 * The package's notification type, who holds its administrator permission set and what the org speaks, in one call. The integration user needs
 * "View Setup and Configuration" for it. Fails with `salesforce_notification_type_missing`.
 */
export async function readNotificationSetup(caller: SalesforceCaller, names: Names): Promise<NotificationSetup> {
  const [types, assignments, organizations] = await queryMany(caller, names, [
    `SELECT Id FROM CustomNotificationType WHERE DeveloperName = ${soqlText(NOTIFICATION_TYPE)} AND ${names.ofPackage()} LIMIT 1`,
    `SELECT AssigneeId FROM PermissionSetAssignment WHERE PermissionSet.Name = ${soqlText(ADMINISTRATOR)} ` +
      `AND ${names.ofPackage('PermissionSet.')} AND Assignee.IsActive = true ORDER BY AssigneeId LIMIT ${MOST_RECIPIENTS}`,
    'SELECT Id, LanguageLocaleKey FROM Organization LIMIT 1',
  ]);
  const typeId = types?.[0]?.Id;
  if (typeId === undefined) throw new TandemError('salesforce_notification_type_missing');
  const ids = (assignments ?? []).map((row) => row['AssigneeId']).filter((id) => typeof id === 'string');
  const language = languageOf(organizations?.[0]?.['LanguageLocaleKey']);
  return { typeId, administrators: { ids: [...new Set(ids)], language } };
}

/** `POST /actions/standard/customNotificationAction` with one input. Sends nothing where there is nobody to send it to. */
export async function sendNotification(
  caller: SalesforceCaller,
  names: Names,
  typeId: string,
  { title, body, userIds, targetId }: SalesforceNotification,
): Promise<void> {
  const recipientIds = [...new Set(userIds)].slice(0, MOST_RECIPIENTS);
  if (recipientIds.length === 0) return;
  // One of the two must be there (same guide); the page reference opens a tab where no record is meant.
  const target = targetId === undefined ? { targetPageRef: setupPage(names) } : { targetId };
  const input = {
    customNotifTypeId: typeId,
    recipientIds,
    title: cut(title, LONGEST_TITLE),
    body: cut(body, LONGEST_BODY),
    ...target,
  };
  const answer = await withConnection(caller, { object: 'CustomNotification', isRepeatable: false }, (connection) =>
    connection.requestPost('/actions/standard/customNotificationAction', { inputs: [input] }),
  );
  const [fault] = readFaults(answer);
  if (fault !== undefined) throw classifyFault(fault, { object: 'CustomNotification', names, scale: caller.clock.scale });
}

/** JSON of a page reference: https://developer.salesforce.com/docs/platform/lwc/guide/reference-page-reference-type.html */
function setupPage(names: Names): string {
  return JSON.stringify({ type: 'standard__navItemPage', attributes: { apiName: names.componentToOrg(SETUP_TAB) } });
}

/** Cut between characters, never inside one that takes two places. */
function cut(text: string, length: number): string {
  if (text.length <= length) return text;
  return `${text
    .slice(0, length - 1)
    .replace(/[\uD800-\uDBFF]$/, '')
    .trimEnd()}…`;
}

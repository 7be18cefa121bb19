import { ApiError, badRequest } from '../errors.ts';
import { hasUserPermission } from '../people.ts';
import { normaliseId } from '../records/index.ts';
import { jsonObject, type ApiAnswer, type ApiCall } from './api-call.ts';
import type { SentNotification } from './sent-notification.ts';

const ACTION = 'customNotificationAction';
const INPUTS = [
  'actionGroup',
  'customNotifTypeId',
  'recipientIds',
  'senderId',
  'title',
  'body',
  'targetId',
  'targetPageRef',
] as const;
const MAX_TITLE = 250;
const MAX_BODY = 750;
const MAX_RECIPIENTS = 500;

/** `POST /actions/standard/customNotificationAction`: one answer an input; 400 as soon as one of them failed. */
export function sendCustomNotification(call: ApiCall): ApiAnswer {
  const { inputs } = jsonObject(call.body);
  if (!Array.isArray(inputs) || inputs.length === 0) throw badRequest('INVALID_INPUT', 'inputs must be a list of inputs');
  if (!hasUserPermission(call.services.org, call.actor, 'SendCustomNotifications'))
    throw new ApiError(403, 'INSUFFICIENT_ACCESS', 'The user needs the permission Send Custom Notifications');
  const results = inputs.map((input: unknown) => {
    try {
      call.services.notifications.push(readInput(call, jsonObject(input)));
      return answerOf(null, { SuccessMessage: 'Your custom notification is processed successfully.' });
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      return answerOf([{ statusCode: error.code, message: error.message, fields: [] }], null);
    }
  });
  return { status: results.every(({ isSuccess }) => isSuccess) ? 200 : 400, body: results };
}

function answerOf(errors: readonly unknown[] | null, outputValues: unknown) {
  const head = { actionName: ACTION, errors, invocationId: null, isSuccess: errors === null };
  return { ...head, outcome: null, outputValues, sortOrder: -1, version: 1 };
}

function readInput(call: ApiCall, input: Readonly<Record<string, unknown>>): SentNotification {
  const { org } = call.services;
  const unknown = Object.keys(input).find((name) => !(INPUTS as readonly string[]).includes(name));
  if (unknown !== undefined) throw badRequest('INVALID_INPUT', `Unknown input parameter: ${unknown}`);
  const givenType = textOf(input, 'customNotifTypeId');
  if (givenType === null) throw missing('customNotifTypeId');
  const typeId = normaliseId(givenType) ?? givenType;
  const type = org.store.get(org.object('CustomNotificationType'), typeId);
  if (type === undefined || type.IsDeleted) throw badRequest('INVALID_INPUT', `Invalid customNotifTypeId: ${typeId}`);
  const recipientIds = readRecipients(call, input['recipientIds']);
  const users = org.object('User');
  return {
    at: org.now(),
    senderId: call.actor.userId,
    customNotifTypeId: typeId,
    type: String(type['DeveloperName']),
    recipientIds,
    deliveredTo: recipientIds.filter((id) => org.store.get(users, id)?.['IsActive'] === true),
    title: textWithin(input, 'title', MAX_TITLE),
    body: textWithin(input, 'body', MAX_BODY),
    ...readTarget(input),
  };
}

function readRecipients(call: ApiCall, value: unknown): string[] {
  if (!Array.isArray(value) || value.length === 0) throw missing('recipientIds');
  if (value.length > MAX_RECIPIENTS)
    throw badRequest('LIMIT_EXCEEDED', `recipientIds holds at most ${MAX_RECIPIENTS} values, here ${value.length}`);
  const { org } = call.services;
  return value.map((entry: unknown) => {
    const id = typeof entry === 'string' ? normaliseId(entry) : null;
    // Groups, queues and teams are recipients of a real org as well; this one has users only.
    if (id === null || org.store.get(org.object('User'), id) === undefined)
      throw badRequest('INVALID_INPUT', `Invalid recipientId: ${String(entry)}`);
    return id;
  });
}

function readTarget(input: Readonly<Record<string, unknown>>): Pick<SentNotification, 'targetId' | 'targetPageRef'> {
  const targetId = textOf(input, 'targetId');
  const targetPageRef = textOf(input, 'targetPageRef');
  if (targetId === null && targetPageRef === null)
    throw badRequest('REQUIRED_FIELD_MISSING', 'Missing required input parameter: targetId or targetPageRef');
  if (targetId !== null && normaliseId(targetId) === null) throw badRequest('INVALID_INPUT', `Invalid targetId: ${targetId}`);
  if (targetPageRef !== null && !isPageReference(targetPageRef))
    throw badRequest('INVALID_INPUT', 'targetPageRef must be the JSON of a page reference');
  return { targetId, targetPageRef };
}

function isPageReference(text: string): boolean {
  try {
    const { type, attributes } = JSON.parse(text) as { type?: unknown; attributes?: unknown };
    return typeof type === 'string' && typeof attributes === 'object' && attributes !== null;
  } catch {
    return false;
  }
}

function textWithin(input: Readonly<Record<string, unknown>>, name: string, max: number): string {
  const text = textOf(input, name);
  if (text === null) throw missing(name);
  if (text.length > max) throw badRequest('STRING_TOO_LONG', `${name}: data value too large (max length=${max})`);
  return text;
}

function textOf(input: Readonly<Record<string, unknown>>, name: string): string | null {
  const value = input[name];
  return typeof value === 'string' && value.trim() !== '' ? value : null;
}

function missing(name: string): ApiError {
  return badRequest('REQUIRED_FIELD_MISSING', `Missing required input parameter: ${name}`);
}

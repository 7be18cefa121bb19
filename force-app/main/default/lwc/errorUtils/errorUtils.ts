import { fill } from 'c/labelText';
import askAdministrator from '@salesforce/label/c.ErrorUtils_AskAdministrator';
import unknownAction from '@salesforce/label/c.ErrorUtils_UnknownAction';
import unknownTitle from '@salesforce/label/c.ErrorUtils_UnknownTitle';
import type { Problem } from 'tandem/middleware';

const labels = {
  askAdministrator,
  unknownAction,
  unknownTitle,
};

/** A problem of the service, or what is known of one that Apex or the platform has found. */
export type ShownProblem = Pick<Problem, 'title'> & Partial<Problem>;

const UNKNOWN: ShownProblem = {
  title: labels.unknownTitle,
  action: labels.unknownAction,
};

/** Problems of an order that end with the choice of a debtor. */
const CHOOSABLE: ReadonlySet<string> = new Set([
  'customer_ambiguous',
  'customer_blocked',
  'customer_email_shared',
  'customer_ended',
  'customer_gone',
  'customer_merged',
  'customer_not_a_debtor',
  'customer_not_started',
  'customer_proposed',
  'customer_without_email',
]);

/** True for a problem that a second person may overrule. */
export function isSolvedByApproval(code: string | undefined): boolean {
  return code === 'order_credit_blocked' || code === 'return_needs_approval';
}

/** True for a problem that a person solves by choosing the debtor. */
export function isSolvedByDebtor(code: string | undefined): boolean {
  return code !== undefined && CHOOSABLE.has(code);
}

/** Anything thrown, rejected or wired as a problem with a title, what happened and what to do. */
export function readProblem(error: unknown): ShownProblem {
  if (isProblem(error)) {
    return error;
  }
  const texts = messages(error);
  const problem = texts.length === 1 ? parseProblem(texts[0] ?? '') : undefined;
  if (problem) {
    return problem;
  }
  return texts.length === 0 ? UNKNOWN : { ...UNKNOWN, detail: texts.join(' ') };
}

/** Only who sets Tandem up can follow these, in English and in Dutch. */
const FOR_ADMINISTRATORS =
  /\bTandem (?:Setup|settings)\b|\bSettings tab\b|\bSalesforce Setup\b|\bIn Setup\b|permission set|integration user|\bTandem-instellingen\b|\btabblad Instellingen\b|machtigingenset|integratiegebruiker/i;

/** What a reader can do: somebody who does not set Tandem up is told whom to ask, with what to ask for. */
export function actionFor(action: string | undefined, isAdministrator: boolean): string | undefined {
  const isTheirs = isAdministrator || !action || !FOR_ADMINISTRATORS.test(action);
  return isTheirs ? action : fill(labels.askAdministrator, { action });
}

/** The texts of an error, whatever its shape: what happened first, what to do last. */
export function reduceErrors(error: unknown): string[] {
  if (error === undefined || error === null) {
    return [];
  }
  const { title, detail, action } = readProblem(error);
  return [title, detail, action].filter((text): text is string => typeof text === 'string' && text !== '');
}

function messages(error: unknown): string[] {
  if (typeof error === 'string') {
    return [error];
  }
  if (Array.isArray(error)) {
    return error.flatMap(messages);
  }
  if (!isObject(error)) {
    return [];
  }
  // Lightning Data Service answers an array of errors in the body, Apex one object.
  if (Array.isArray(error['body']) || isObject(error['body'])) {
    return messages(error['body']);
  }
  // Record forms of Lightning Data Service put page and field errors into `output`.
  if (isObject(error['output'])) {
    const { errors, fieldErrors } = error['output'];
    const found = [...messages(errors), ...Object.values(isObject(fieldErrors) ? fieldErrors : {}).flatMap(messages)];
    if (found.length > 0) {
      return found;
    }
  }
  if (typeof error['message'] === 'string') {
    return [error['message']];
  }
  return typeof error['statusText'] === 'string' ? [error['statusText']] : [];
}

/** Our Apex puts the whole problem as JSON into the message of its AuraHandledException. */
function parseProblem(text: string): ShownProblem | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isProblem(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function isProblem(value: unknown): value is ShownProblem {
  return isObject(value) && typeof value['title'] === 'string' && !(value instanceof Error);
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

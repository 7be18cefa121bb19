import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { named, TandemError } from '../errors/index.ts';
import { toSalesforceId } from '../salesforce/index.ts';
import type { ApprovalPerson } from '../store/index.ts';
import { authorOf } from './author.ts';

const USER_HEADER = 'x-salesforce-user-id';
const PERMISSIONS_HEADER = 'x-salesforce-permissions';
/** Ids of users begin with it. */
const USER_PREFIX = '005';

/** Custom permissions of the package. */
const PERMISSIONS = { ask: 'Tandem_Ask_Approval', decide: 'Tandem_Decide_Approval' } as const;

/** Headers of routes that ask who calls, for the document of the interface. */
export const CALLER_HEADERS = {
  'X-Salesforce-User-Id': z
    .string()
    .max(18)
    .optional()
    .describe('the user who asks, as Apex knows him; without it nothing is asked or decided'),
  'X-Salesforce-Permissions': z
    .string()
    .max(400)
    .optional()
    .describe('custom permissions of the package that he has, with commas: Tandem_Ask_Approval, Tandem_Decide_Approval'),
};

/** The id of the user behind a request, as the package tells it. */
export function callerIdOf({ headers }: FastifyRequest): string | undefined {
  const sent = headers[USER_HEADER];
  const id = typeof sent === 'string' ? toSalesforceId(sent) : undefined;
  return id?.startsWith(USER_PREFIX) === true ? id : undefined;
}

export function callerMay(request: FastifyRequest, what: keyof typeof PERMISSIONS): boolean {
  const sent = request.headers[PERMISSIONS_HEADER];
  return typeof sent === 'string' && sent.split(',').some((name) => name.trim() === PERMISSIONS[what]);
}

/** Who asks or decides. Throws `approval_user_unknown`, `approval_ask_not_permitted`, `approval_decide_not_permitted`. */
export function callerWhoMay(request: FastifyRequest, what: keyof typeof PERMISSIONS): ApprovalPerson {
  const userId = callerIdOf(request);
  if (userId === undefined) throw new TandemError('approval_user_unknown');
  const person = { userId, name: authorOf(request) };
  if (callerMay(request, what)) return person;
  const who = { who: named(person.name) };
  throw what === 'ask'
    ? new TandemError('approval_ask_not_permitted', who)
    : new TandemError('approval_decide_not_permitted', who);
}

import { createHash, timingSafeEqual } from 'node:crypto';
import type { FastifyRequest } from 'fastify';
import { TandemError } from '../errors/index.ts';
import { toSalesforceId } from '../salesforce/index.ts';
import type { Store } from '../store/index.ts';
import type { GuessLimit } from './guess-limit.ts';

const ORG_HEADER = 'x-salesforce-org-id';

/**
 * Lets an org's API key in and puts its org on the request. Without a key or with a dead one: `unauthorized`, and
 * `too_many_guesses` for a source that tries many. A key that comes from another org than it was issued to (a refreshed
 * sandbox): `org_mismatch`.
 */
export function requireOrg(store: Store, guesses: GuessLimit): (request: FastifyRequest) => Promise<void> {
  return async (request) => {
    const key = bearerOf(request);
    const found = key === undefined ? undefined : await guesses.judge(request, 'org key', key, () => store.apiKeys.resolve(key));
    const org = found === undefined ? undefined : await store.orgs.find(found.orgId);
    if (found === undefined || org === undefined) throw new TandemError('unauthorized');
    const sent = request.headers[ORG_HEADER];
    if (sent !== undefined && toSalesforceId(String(sent)) !== org.id)
      throw new TandemError('org_mismatch', { sent: printable(String(sent)) });
    request.org = org;
    request.keyId = found.keyId;
  };
}

/** Lets the operator in; where no operator token is set, operator routes do not exist. */
export function requireOperator(
  operatorToken: string | undefined,
  guesses: GuessLimit,
): (request: FastifyRequest) => Promise<void> {
  return async (request) => {
    if (operatorToken === undefined) throw new TandemError('not_found');
    const sent = bearerOf(request);
    // Hashed first: timingSafeEqual wants equal lengths, and a length would be told apart by its refusal.
    const check = async (token: string) => timingSafeEqual(sha256(token), sha256(operatorToken)) || undefined;
    const isRight = sent !== undefined && (await guesses.judge(request, 'operator token', sent, () => check(sent)));
    if (isRight !== true) throw new TandemError('unauthorized');
  };
}

/** The org a request says it comes from, normalised. */
export function senderOf(request: FastifyRequest): string | undefined {
  const sent = request.headers[ORG_HEADER];
  return sent === undefined ? undefined : toSalesforceId(String(sent));
}

function bearerOf(request: FastifyRequest): string | undefined {
  return /^Bearer ([\x21-\x7e]{1,512})$/i.exec(request.headers.authorization ?? '')?.[1];
}

function sha256(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}

function printable(text: string): string {
  return text.replace(/[^0-9A-Za-z]/g, '').slice(0, 18);
}

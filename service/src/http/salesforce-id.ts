import { z } from 'zod';

const ID_PATTERN = /^[0-9A-Za-z]{15}([0-9A-Za-z]{3})?$/;
const NO_ID = 'must be a Salesforce id of 15 or 18 characters';
const CHECK_SIGNS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ012345';

/**
 * The 18-character form of a Salesforce id: 15-character ids get their check signs, and 18-character ids must have the right
 * ones, so that one record has one id. Anything else is undefined.
 */
export function toSalesforceId(id: string): string | undefined {
  if (!ID_PATTERN.test(id)) return undefined;
  const short = id.slice(0, 15);
  const checks = [0, 5, 10].map((start) => {
    const bits = [...short.slice(start, start + 5)].reduce((sum, sign, index) => sum + (/[A-Z]/.test(sign) ? 1 << index : 0), 0);
    return CHECK_SIGNS.charAt(bits);
  });
  const full = short + checks.join('');
  return id.length === 15 || id === full ? full : undefined;
}

/** A Salesforce id in a request, normalised to 18 characters. */
export const SALESFORCE_ID = z
  .string()
  .regex(ID_PATTERN, NO_ID)
  .transform((text, context) => {
    const id = toSalesforceId(text);
    if (id !== undefined) return id;
    context.addIssue({ code: 'custom', message: NO_ID });
    return z.NEVER;
  });

/** A record's id in a request: a Salesforce id, normalised, or a guid of Exact. */
export const RECORD_ID = z
  .string()
  .max(60)
  .regex(/^[0-9A-Za-z-]+$/, 'must be an id of Salesforce or of Exact Online')
  .transform((text) => toSalesforceId(text) ?? text);

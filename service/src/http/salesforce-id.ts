import { z } from 'zod';
import { wording } from '../errors/index.ts';
import { recordRefOf } from '../links/index.ts';
import { SALESFORCE_ID_PATTERN, toSalesforceId } from '../salesforce/index.ts';

const NO_ID = wording('form_salesforce_id');
const NO_RECORD_ID = wording('form_record_id');

/** A Salesforce id in a request, normalised to 18 characters. */
export const SALESFORCE_ID = z
  .string()
  .regex(SALESFORCE_ID_PATTERN, NO_ID)
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
  .regex(/^[0-9A-Za-z-]+$/, NO_RECORD_ID)
  .transform((text) => toSalesforceId(text) ?? text);

/** A record in a request, by its id in either system. */
export const RECORD_REF = z
  .string()
  .max(60)
  .regex(/^[0-9A-Za-z-]+$/, NO_RECORD_ID)
  .transform((text, context) => {
    const ref = recordRefOf(text);
    if (ref !== undefined) return ref;
    context.addIssue({ code: 'custom', message: NO_RECORD_ID });
    return z.NEVER;
  });

import { TandemError, type ErrorCode } from '../errors/index.ts';
import type { Names } from './names.ts';

/** One error as Salesforce words it: `errorCode` in whole answers, `statusCode` in the items of a collection. */
export interface SalesforceFault {
  readonly code: string;
  readonly message: string;
  readonly fields: readonly string[];
}

/** What was asked, for the words of an error. */
export interface FaultContext {
  readonly object: string;
  readonly names: Names;
  readonly recordId?: string | undefined;
  /** Divides the waits. */
  readonly scale: number;
}

const BY_CODE = {
  UNABLE_TO_LOCK_ROW: 'salesforce_row_locked',
  ENTITY_IS_LOCKED: 'salesforce_record_locked',
  REQUEST_LIMIT_EXCEEDED: 'salesforce_request_limit',
  INVALID_SESSION_ID: 'salesforce_access_refused',
  INVALID_AUTH_HEADER: 'salesforce_access_refused',
  API_DISABLED_FOR_ORG: 'salesforce_api_disabled',
  API_CURRENTLY_DISABLED: 'salesforce_api_disabled',
  SERVER_UNAVAILABLE: 'salesforce_unavailable',
  UNKNOWN_EXCEPTION: 'salesforce_unavailable',
  QUERY_TIMEOUT: 'salesforce_unavailable',
  REQUEST_RUNNING_TOO_LONG: 'salesforce_unavailable',
  INVALID_QUERY_LOCATOR: 'salesforce_query_expired',
  ALL_OR_NONE_OPERATION_ROLLED_BACK: 'salesforce_rolled_back',
  PROCESSING_HALTED: 'salesforce_rolled_back',
  TXN_SECURITY_METERING_ERROR: 'salesforce_quota',
  STORAGE_LIMIT_EXCEEDED: 'salesforce_quota',
  LIMIT_EXCEEDED: 'salesforce_quota',
  DUPLICATE_VALUE: 'salesforce_duplicate_value',
  DUPLICATE_EXTERNAL_ID: 'salesforce_duplicate_value',
  DUPLICATES_DETECTED: 'salesforce_duplicate',
  FIELD_CUSTOM_VALIDATION_EXCEPTION: 'salesforce_validation_rule',
  REQUIRED_FIELD_MISSING: 'salesforce_field_required',
  STRING_TOO_LONG: 'salesforce_field_too_long',
  DATA_TOO_LARGE: 'salesforce_field_too_long',
  INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST: 'salesforce_picklist',
  FIELD_INTEGRITY_EXCEPTION: 'salesforce_value_refused',
  NUMBER_OUTSIDE_VALID_RANGE: 'salesforce_value_refused',
  INVALID_EMAIL_ADDRESS: 'salesforce_value_refused',
  INVALID_CURRENCY_ISO: 'salesforce_value_refused',
  INVALID_NUMBER: 'salesforce_value_refused',
  JSON_PARSER_ERROR: 'salesforce_value_refused',
  MALFORMED_ID: 'salesforce_value_refused',
  FIELD_FILTER_VALIDATION_EXCEPTION: 'salesforce_value_refused',
  INVALID_FIELD: 'salesforce_field_missing',
  INVALID_FIELD_FOR_INSERT_UPDATE: 'salesforce_field_readonly',
  INVALID_TYPE: 'salesforce_object_missing',
  STANDARD_PRICE_NOT_DEFINED: 'salesforce_standard_price',
  FAILED_ACTIVATION: 'salesforce_activation',
  CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY: 'salesforce_automation',
  CANNOT_EXECUTE_FLOW_TRIGGER: 'salesforce_automation',
  ENTITY_IS_DELETED: 'salesforce_record_missing',
  INVALID_CROSS_REFERENCE_KEY: 'salesforce_record_missing',
  INVALID_ID_FIELD: 'salesforce_record_missing',
  NOT_FOUND: 'salesforce_record_missing',
} as const satisfies Readonly<Record<string, ErrorCode>>;

type FaultCode = (typeof BY_CODE)[keyof typeof BY_CODE] | 'salesforce_rights' | 'salesforce_request_refused';

/** Families of codes, where the beginning says it all. */
const BY_PREFIX: readonly (readonly [string, FaultCode])[] = [
  ['INSUFFICIENT_ACCESS', 'salesforce_rights'],
  ['EXCEEDED_', 'salesforce_quota'],
];

const CONCURRENT_RETRY_MS = 30_000;
const DAILY_RETRY_MS = 15 * 60_000;
const APPROVAL_RETRY_MS = 60 * 60_000;

/** One fault as the error that says what to do. Codes that are not known are refused requests, with Salesforce's words. */
export function classifyFault(fault: SalesforceFault, context: FaultContext): TandemError {
  const code = codeOf(fault.code);
  const field = fieldOf(fault, context.names);
  return new TandemError(
    code,
    {
      object: context.object,
      field: field ?? 'a field',
      text: fault.message,
      salesforceCode: fault.code,
      ...(code === 'salesforce_duplicate_value' ? existingIdOf(fault.message) : {}),
    },
    { field, recordId: context.recordId, retryAfterMs: retryAfterMs(code, fault.message, context.scale) },
  );
}

/**
 * The faults of a whole answer, an array of `{message, errorCode, fields}`, of a collection's item, or of an invocable action,
 * which nests them: `[{actionName, errors: [{statusCode, message}]}]`.
 */
export function readFaults(body: unknown): SalesforceFault[] {
  const entries: unknown[] = Array.isArray(body) ? body : [body];
  return entries.flatMap((entry) => {
    const { errorCode, statusCode, error, message, error_description, fields, actionName, errors } = (entry ?? {}) as Record<
      string,
      unknown
    >;
    const code = [errorCode, statusCode, error].find((value) => typeof value === 'string');
    if (code === undefined) return typeof actionName === 'string' && Array.isArray(errors) ? readFaults(errors) : [];
    const text = [message, error_description].find((value) => typeof value === 'string');
    return [{ code, message: text ?? code, fields: namesIn(fields) }];
  });
}

function codeOf(salesforceCode: string): FaultCode {
  const known: Readonly<Record<string, FaultCode | undefined>> = BY_CODE;
  return (
    known[salesforceCode] ?? BY_PREFIX.find(([prefix]) => salesforceCode.startsWith(prefix))?.[1] ?? 'salesforce_request_refused'
  );
}

function namesIn(fields: unknown): string[] {
  return Array.isArray(fields) ? fields.filter((field) => typeof field === 'string') : [];
}

/** Salesforce names the fields in a list, or only in its words: "No such column 'X' on entity", "... into field X". */
function fieldOf(fault: SalesforceFault, names: Names): string | undefined {
  const spoken = /No such column '([^']+)'|duplicate value found: (\w+)|\b(\w+__c)\b/.exec(fault.message);
  const field = fault.fields[0] ?? spoken?.slice(1).find(Boolean);
  return field === undefined ? undefined : names.toLogical(field);
}

/** "duplicates value on record with id: 01t..." */
function existingIdOf(message: string): { existingId?: string } {
  const id = /record with id:\s*([A-Za-z0-9]{15,18})/.exec(message)?.[1];
  return id === undefined ? {} : { existingId: id };
}

function retryAfterMs(code: ErrorCode, message: string, scale: number): number | undefined {
  if (code === 'salesforce_request_limit') return (/concurrent/i.test(message) ? CONCURRENT_RETRY_MS : DAILY_RETRY_MS) / scale;
  return code === 'salesforce_record_locked' ? APPROVAL_RETRY_MS / scale : undefined;
}

import { describe, expect, it } from '@jest/globals';
import { classifyFault, readFaults } from './classify.ts';
import { namesOf } from './names.ts';

const context = { object: 'Product2', names: namesOf('tandem'), recordId: '01t', scale: 1 };
const classify = (code: string, message = 'text', fields: readonly string[] = []) =>
  classifyFault({ code, message, fields }, context);

describe('classifyFault', () => {
  it.each([
    ['UNABLE_TO_LOCK_ROW', 'salesforce_row_locked', 'retry'],
    ['ENTITY_IS_LOCKED', 'salesforce_record_locked', 'retry'],
    ['SERVER_UNAVAILABLE', 'salesforce_unavailable', 'retry'],
    ['QUERY_TIMEOUT', 'salesforce_unavailable', 'retry'],
    ['INVALID_QUERY_LOCATOR', 'salesforce_query_expired', 'retry'],
    ['PROCESSING_HALTED', 'salesforce_rolled_back', 'retry'],
    ['STORAGE_LIMIT_EXCEEDED', 'salesforce_quota', 'stop'],
    ['EXCEEDED_ID_LIMIT', 'salesforce_quota', 'stop'],
    ['API_DISABLED_FOR_ORG', 'salesforce_api_disabled', 'stop'],
    ['DUPLICATES_DETECTED', 'salesforce_duplicate', 'person'],
    ['STRING_TOO_LONG', 'salesforce_field_too_long', 'person'],
    ['INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST', 'salesforce_picklist', 'person'],
    ['REQUIRED_FIELD_MISSING', 'salesforce_field_required', 'person'],
    ['FIELD_CUSTOM_VALIDATION_EXCEPTION', 'salesforce_validation_rule', 'person'],
    ['STANDARD_PRICE_NOT_DEFINED', 'salesforce_standard_price', 'person'],
    ['FAILED_ACTIVATION', 'salesforce_activation', 'person'],
    ['CANNOT_EXECUTE_FLOW_TRIGGER', 'salesforce_automation', 'person'],
    ['INSUFFICIENT_ACCESS_OR_READONLY', 'salesforce_rights', 'person'],
    ['INVALID_CROSS_REFERENCE_KEY', 'salesforce_record_missing', 'person'],
    ['A_CODE_OF_THE_FUTURE', 'salesforce_request_refused', 'person'],
  ])('%s is %s: %s', (salesforceCode, code, handling) => {
    const error = classify(salesforceCode);

    expect(error).toMatchObject({ code, handling, recordId: '01t' });
    expect(error.message + error.action).not.toMatch(/\{\w+\}/);
  });

  it('names the field by its logical name, from the list or from the words', () => {
    expect(classify('STRING_TOO_LONG', 'too large', ['tandem__Barcode__c'])).toMatchObject({ field: 'Barcode__c' });
    expect(classify('INVALID_FIELD', "No such column 'tandem__Exact_Id__c' on sobject of type Product2")).toMatchObject({
      field: 'Exact_Id__c',
    });
    expect(classify('INVALID_FIELD', 'nothing said')).toMatchObject({ field: undefined });
  });

  it('tells which record has the value already', () => {
    const message = 'duplicate value found: tandem__Exact_Id__c duplicates value on record with id: 01t000000000001';

    expect(classify('DUPLICATE_VALUE', message)).toMatchObject({
      code: 'salesforce_duplicate_value',
      field: 'Exact_Id__c',
      params: { existingId: '01t000000000001' },
    });
  });

  it('waits shortly for concurrent requests and long for the day', () => {
    const concurrent = classify('REQUEST_LIMIT_EXCEEDED', 'ConcurrentPerOrgLongTxn Limit exceeded.');
    const daily = classify('REQUEST_LIMIT_EXCEEDED', 'TotalRequests Limit exceeded.');

    expect(concurrent.handling).toBe('wait');
    expect(concurrent.retryAfterMs).toBeLessThan(daily.retryAfterMs ?? 0);
  });
});

describe('readFaults', () => {
  it.each([
    [[{ message: 'm', errorCode: 'C', fields: ['F'] }], { code: 'C', message: 'm', fields: ['F'] }],
    [[{ statusCode: 'C', message: 'm', fields: [] }], { code: 'C', message: 'm', fields: [] }],
    [
      { error: 'invalid_grant', error_description: 'd' },
      { code: 'invalid_grant', message: 'd', fields: [] },
    ],
  ])('reads %j', (body, fault) => {
    expect(readFaults(body)).toEqual([fault]);
  });

  it.each([null, 'text', [], {}])('finds none in %j', (body) => {
    expect(readFaults(body)).toEqual([]);
  });
});

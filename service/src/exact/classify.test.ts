import { describe, expect, it } from '@jest/globals';
import { classifyAnswer, errorText, type AskedFor } from './classify.ts';

const clock = { now: () => new Date('2026-11-24T10:00:15.000Z'), scale: 1 };
const post: AskedFor = { method: 'POST', path: 'crm/Accounts', division: 7 };
const get: AskedFor = { method: 'GET', path: 'logistics/Items', division: 7 };
const exactError = (value: string) => JSON.stringify({ error: { code: '', message: { lang: '', value } } });

function classify(asked: AskedFor, status: number, text: string, headers: Record<string, string> = {}) {
  return classifyAnswer(asked, { kind: 'answer', status, headers, text }, clock);
}

describe('classifyAnswer', () => {
  it.each([
    ['Gegeven bestaat reeds.', 'exact_already_exists'],
    ['Data already exists.', 'exact_already_exists'],
    ['Must be: Unique - Item, Currency', 'exact_already_exists'],
    ['Verplicht: Naam', 'exact_required_field'],
    ['Mandatory: Name', 'exact_required_field'],
    ['Ongeldige verwijzing: Artikel', 'exact_reference_invalid'],
    ['Invalid reference: Item', 'exact_reference_invalid'],
    ['Invalid: Post to callback URL endpoint returns 502', 'exact_webhook_callback'],
    ["Error processing request stream. The property name 'Nonsense' is not valid.", 'exact_bad_request'],
    ['Something nobody has seen yet', 'exact_validation'],
  ])('takes the 500 "%s" for a business rule: %s', (text, code) => {
    const error = classify(post, 500, exactError(text));

    expect(error).toMatchObject({ code, handling: 'person', outcomeUnknown: false });
    expect(error.message).toContain(text);
    expect(error.message + error.action).not.toMatch(/\{\w+\}/);
  });

  it('names the field that is empty and keeps every text of several', () => {
    const error = classify(post, 400, exactError('Invalid value: Country\r\nMandatory: Name'));

    expect(error).toMatchObject({ code: 'exact_required_field', field: 'Name' });
    expect(error.message).toContain('Invalid value: Country; Mandatory: Name');
  });

  it.each([
    [403, 'Forbidden - Application Scope Violated. Cannot read sales/orders scope.', 'exact_scope_missing', 'stop'],
    [403, 'User division is not within division scope', 'exact_wrong_division', 'stop'],
    [403, 'Forbidden', 'exact_rights_missing', 'stop'],
    [404, '', 'exact_not_found', 'person'],
    [400, 'Error in query syntax', 'exact_bad_request', 'person'],
  ])('a read that is answered %i "%s" is %s', (status, text, code, handling) => {
    expect(classify(get, status, text === '' ? '' : exactError(text))).toMatchObject({ code, handling });
  });

  it('says why a user is refused when the Reason header does', () => {
    const error = classify(get, 401, '<html>Object moved</html>', { reason: 'LicenseExpired' });

    expect(error).toMatchObject({ code: 'exact_user_blocked', handling: 'stop' });
    expect(error.message).toContain('licence has expired');
  });

  it('waits for the reset of the minute that the headers name', () => {
    const headers = {
      'x-ratelimit-minutely-limit': '60',
      'x-ratelimit-minutely-remaining': '0',
      'x-ratelimit-minutely-reset': '1795514460000',
    };

    expect(classify(get, 429, '', headers)).toMatchObject({ code: 'exact_minute_limit', retryAfterMs: 45_000 });
  });

  it('tells the day limit by its family of headers', () => {
    const headers = {
      'x-ratelimit-limit': '5000',
      'x-ratelimit-remaining': '0',
      'x-ratelimit-reset': String(Date.parse('2026-11-25T00:00:00Z')),
    };

    expect(classify(get, 429, '', headers)).toMatchObject({
      code: 'exact_day_limit',
      handling: 'wait',
      retryAfterMs: 50_385_000,
    });
  });

  it('waits for the next minute when a 429 carries no headers', () => {
    expect(classify(get, 429, '')).toMatchObject({ code: 'exact_minute_limit', retryAfterMs: 45_000 });
  });
});

describe('errorText', () => {
  it.each([
    [exactError('Text'), 'Text'],
    ['{"error":{"message":"Text"}}', 'Text'],
    ['{"error":"invalid_request","error_description":"Text"}', 'Text'],
    ['<html><body>Service unavailable</body></html>', undefined],
    ['', undefined],
    ['null', undefined],
  ])('of %s is %s', (body, text) => {
    expect(errorText(body)).toBe(text);
  });
});

import { afterEach, describe, expect, it } from '@jest/globals';
import { TandemError } from '../errors/index.ts';
import { json, type ScriptedAnswer, type SeenRequest } from '../wire/testing/scripted-server.ts';
import { startTestOrg, TEST_ORG_ID, type TestOrg } from './testing.ts';
import type { SalesforceWrite } from './types.ts';

let test: TestOrg | undefined;

afterEach(async () => {
  await test?.close();
  test = undefined;
});

async function start(onData: (request: SeenRequest, number: number) => ScriptedAnswer) {
  test = await startTestOrg(onData);
  return await test.clients.org(TEST_ORG_ID);
}

const made = (_request: SeenRequest, number: number): ScriptedAnswer =>
  json({ id: `068-${number}`, success: true, errors: [] }, 201);

function file(title: string, read: () => Promise<Uint8Array> = async () => Buffer.from(title)): SalesforceWrite {
  return { action: 'create', object: 'ContentVersion', fields: { Title: title }, blob: { field: 'VersionData', read } };
}

describe('a record with a file', () => {
  it('goes by itself, its bytes as text beside its fields', async () => {
    const org = await start(made);
    const bytes = Uint8Array.from([0, 255, 10, 13]);

    const results = await org.write([file('lamp', async () => bytes)]);

    expect(results).toEqual([{ ok: true, id: '068-1', created: true }]);
    const [request] = test!.requests();
    expect([request?.method, request?.url]).toEqual(['POST', '/services/data/v67.0/sobjects/ContentVersion']);
    expect(JSON.parse(request?.body ?? '')).toEqual({ Title: 'lamp', VersionData: Buffer.from(bytes).toString('base64') });
  });

  it('is read when its turn has come, after the one before was sent', async () => {
    const seen: string[] = [];
    const org = await start((request, number) => {
      seen.push(`sent ${(JSON.parse(request.body) as { Title: string }).Title}`);
      return made(request, number);
    });
    const reading = (title: string) =>
      file(title, async () => {
        seen.push(`read ${title}`);
        return Buffer.from(title);
      });

    await org.write([reading('a'), reading('b')]);

    expect(seen).toEqual(['read a', 'sent a', 'read b', 'sent b']);
  });

  it('keeps its place among records without one', async () => {
    const org = await start((request, number) =>
      request.url.endsWith('/composite/sobjects') ? json([{ id: '01t-1', success: true, errors: [] }]) : made(request, number),
    );

    const results = await org.write([file('a'), { action: 'create', object: 'Product2', fields: { Name: 'P' } }]);

    expect(results.map((result) => (result.ok ? result.id : result.error.code))).toEqual(['068-2', '01t-1']);
  });

  it('that cannot be read, or is refused, fails alone', async () => {
    const org = await start((request, number) =>
      request.body.includes('"bad"')
        ? json([{ errorCode: 'FIELD_INTEGRITY_EXCEPTION', message: 'no', fields: ['Title'] }], 400)
        : made(request, number),
    );
    const unread = file('unread', () => Promise.reject(new TandemError('not_found', {})));

    const results = await org.write([unread, file('bad'), file('good')]);

    expect(results.map((result) => (result.ok ? 'made' : result.error.code))).toEqual([
      'not_found',
      'salesforce_value_refused',
      'made',
    ]);
  });

  it('whose answer is lost is not sent again: nobody knows what became of it', async () => {
    const org = await start(() => ({ status: 200, fault: 'reset' }));

    const results = await org.write([file('a')]);

    expect(results).toMatchObject([{ ok: false, error: { code: 'salesforce_outcome_unknown', outcomeUnknown: true } }]);
    expect(test!.requests()).toHaveLength(1);
  });

  it('is neither read nor sent once the org takes no more', async () => {
    const limit = json([{ errorCode: 'REQUEST_LIMIT_EXCEEDED', message: 'TotalRequests Limit exceeded.' }], 403);
    const org = await start(() => limit);
    const read: string[] = [];

    const results = await org.write([
      file('a'),
      file('b', async () => {
        read.push('b');
        return Buffer.from('b');
      }),
    ]);

    expect(results.map((result) => (result.ok ? '' : result.error.code))).toEqual([
      'salesforce_request_limit',
      'salesforce_request_limit',
    ]);
    expect(read).toEqual([]);
  });

  it('is only made: no record that is there gets one', async () => {
    const org = await start(made);

    const results = await org.write([{ ...file('a'), action: 'update', id: '068-1' }]);

    expect(results).toMatchObject([{ ok: false, error: { code: 'internal_error' } }]);
    expect(test!.requests()).toEqual([]);
  });
});

describe('the bytes of a version', () => {
  it('come as they are, and no more than were asked for', async () => {
    const org = await start(() => ({
      status: 200,
      headers: { 'content-type': 'application/octet-stream' },
      body: '{"not": "json',
    }));

    expect((await org.readFile('068000000000001AAA', 100)).toString()).toBe('{"not": "json');
    await expect(org.readFile('068000000000001AAA', 5)).rejects.toMatchObject({ code: 'salesforce_unreadable_answer' });

    const [request, ...others] = test!.requests();
    expect([request?.method, request?.url]).toEqual([
      'GET',
      '/services/data/v67.0/sobjects/ContentVersion/068000000000001AAA/VersionData',
    ]);
    expect(others).toHaveLength(1);
  });

  it('of one that is gone are told as missing', async () => {
    const org = await start(() => json([{ errorCode: 'NOT_FOUND', message: 'The requested resource does not exist' }], 404));
    await expect(org.readFile('068000000000001AAA', 100)).rejects.toMatchObject({ code: 'salesforce_record_missing' });
  });
});

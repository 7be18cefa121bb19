import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { LANGUAGES, phrase, TandemError } from '../errors/index.ts';
import { KeyRing } from '../store/sealing.ts';
import { startTestApp, type TestApp } from '../../tests/support/test-app.ts';
import { makeOrg, testMasterKeys } from '../../tests/support/test-store.ts';
import { languageOfHeader } from './reader-language.ts';

const MASTER_KEYS = testMasterKeys();
const PLACE = { flow: 'orders', division: 1, besides: [] };

describe('the language of a header', () => {
  it.each([
    ['nl-NL', 'nl'],
    ['NL', 'nl'],
    ['de-DE, nl;q=0.8, en;q=0.5', 'nl'],
    ['nl;q=0.2, en-US', 'en'],
    ['nl;q=0', 'en'],
    ['de', 'en'],
    ['', 'en'],
    [undefined, 'en'],
    [`nl,${'x'.repeat(500)}`, 'en'],
  ])('%s is %s', (header, language) => {
    expect(languageOfHeader(header)).toBe(language);
  });

  it('is one that Tandem speaks, whatever is sent', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary-ascii' }), (header) => LANGUAGES.includes(languageOfHeader(header))));
  });
});

describe('an answer', () => {
  let app: TestApp;
  let org: { orgId: string; apiKey: string };

  beforeAll(async () => {
    app = await startTestApp({ masterKeys: MASTER_KEYS });
    org = await makeOrg(app.store);
  });
  afterAll(() => app.close());

  const ask = async (path: string, language: string): Promise<{ language: string | null; json: unknown }> => {
    const answer = await app.request('GET', path, { key: org.apiKey, headers: { 'accept-language': language } });
    return { language: answer.headers.get('content-language'), json: await answer.json() };
  };

  it('tells one refusal in the language of each reader', async () => {
    expect(await ask('/v1/runs/none', 'nl-NL')).toMatchObject({
      language: 'nl',
      json: { code: 'not_found', title: 'Niet gevonden' },
    });
    expect(await ask('/v1/runs/none', 'en-GB')).toMatchObject({
      language: 'en',
      json: { code: 'not_found', title: 'Not found' },
    });
    expect(await ask('/v1/runs/%', 'nl')).toMatchObject({ language: 'nl', json: { code: 'invalid_request' } });
    expect(await ask('/v1/nowhere', 'nl')).toMatchObject({ language: 'nl', json: { title: 'Niet gevonden' } });
  });

  it('tells a stored problem in the language of whoever reads it', async () => {
    const params = { order: '7', product: 'LAMP', day: '2026-11-24', window: phrase('item_ended', { day: '2026-01-31' }) };
    const error = new TandemError('order_item_not_active', params);
    await app.store.forOrg(org.orgId).issues.report({ ...PLACE, recordId: 'r1', label: '7', error });

    const messageIn = async (language: string) =>
      ((await ask('/v1/issues?recordId=r1', language)).json as { items: { message: string }[] }).items.map(
        ({ message }) => message,
      );
    expect(await messageIn('nl')).toEqual([
      'Order 7 is van 2026-11-24, en het product LAMP daarop is beëindigd op 2026-01-31 in Exact Online. Er is niets verstuurd.',
    ]);
    expect(await messageIn('en')).toEqual([error.message]);
  });

  it('shows an issue that a version before stored by its sentences', async () => {
    const store = app.store.forOrg(org.orgId);
    const error = new TandemError('order_without_lines', { order: '8' });
    const id = await store.issues.report({ ...PLACE, recordId: 'r2', label: '8', error });
    const former = { label: '8', title: 'Old title', message: 'Old message.', action: 'Old action.', field: null, params: {} };
    const sealed = new KeyRing(MASTER_KEYS).sealJson(org.orgId, 'issue', former);
    await app.query('update issue set payload = $1 where id = $2', [sealed, id]);

    expect((await ask('/v1/issues?recordId=r2', 'nl')).json).toMatchObject({
      items: [{ title: 'Old title', message: 'Old message.', action: 'Old action.' }],
    });
  });
});

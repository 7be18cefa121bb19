import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { TandemError } from '../errors/index.ts';
import { startTestApp, type TestApp } from '../../tests/support/test-app.ts';
import { makeOrg } from '../../tests/support/test-store.ts';

const INVOICE = 'a01000000000001AAA';

let app: TestApp;
let org: { orgId: string; apiKey: string };
const asked: string[][] = [];

beforeAll(async () => {
  app = await startTestApp({
    invoicePdfs: {
      attach: async (...about) => {
        asked.push(about);
        if (about[1] === INVOICE) return { state: 'attached', fileId: '069000000000001AAA', title: '1042', isNew: true };
        throw new TandemError('invoice_not_found', { invoice: about[1] });
      },
    },
  });
  org = await makeOrg(app.store);
});
afterAll(() => app.close());

const press = (id: string, key?: string) =>
  app.request('POST', `/v1/invoices/${id}/pdf`, { body: {}, ...(key === undefined ? {} : { key }) });

describe('the button for the PDF of an invoice', () => {
  it('answers the file, of the org of whoever asks, by the normalised id', async () => {
    const answer = await press(INVOICE.slice(0, 15), org.apiKey);

    expect(answer.status).toBe(200);
    expect(await answer.json()).toEqual({ state: 'attached', fileId: '069000000000001AAA', title: '1042', isNew: true });
    expect(asked).toEqual([[org.orgId, INVOICE]]);
  });

  it('says which invoice is not there', async () => {
    const answer = await press('a01000000000002AAA', org.apiKey);
    expect(answer.status).toBe(404);
    expect(await answer.json()).toMatchObject({ code: 'invoice_not_found' });
  });

  it('takes nobody without a key, and nothing that is no id', async () => {
    const before = asked.length;
    expect((await press(INVOICE)).status).toBe(401);
    expect((await press('1042', org.apiKey)).status).toBe(400);
    expect(asked).toHaveLength(before);
  });
});

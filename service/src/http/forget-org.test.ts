import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { OPERATOR_TOKEN } from '../../tests/support/test-app.ts';
import { startConnectStage, type ConnectStage } from '../../tests/support/connect-stage.ts';

let stage: ConnectStage;
let orgId: string;
let apiKey: string;

beforeAll(async () => {
  stage = await startConnectStage();
  orgId = String((await stage.control('salesforce', 'GET', 'health'))['orgId']);
});
afterAll(() => stage.close());
beforeEach(async () => {
  apiKey = await stage.connectByOperator();
});

const forget = async (language = 'en'): Promise<readonly string[]> => {
  const headers = { 'accept-language': language };
  const response = await stage.app.request('DELETE', '/v1/org', { key: apiKey, headers });
  expect(response.status).toBe(200);
  return ((await response.json()) as { left: string[] }).left;
};
const isAlive = async (token: string): Promise<boolean> => {
  const headers = { authorization: `Bearer ${token}` };
  return (await fetch(`${stage.salesforceUrl}/services/data/v67.0/limits`, { headers })).status === 200;
};

describe('an org that is forgotten', () => {
  it('hands its sign-in back to Salesforce, and says truly that Exact takes none', async () => {
    const { accessToken = '' } = (await stage.app.store.vault.read(orgId, 'salesforce')).credentials;
    expect(await isAlive(accessToken)).toBe(true);

    const left = await forget();

    expect(await isAlive(accessToken)).toBe(false);
    expect(left).toEqual([expect.stringMatching(/^Exact Online takes no sign-in back\..*remove Tandem in Exact Online/)]);
    expect(await stage.app.store.orgs.find(orgId)).toBeUndefined();
    expect((await stage.app.request('GET', '/v1/org', { key: apiKey })).status).toBe(401);
  });

  it('is forgotten although Salesforce does not answer, and says what is left there', async () => {
    await stage.control('salesforce', 'POST', 'faults', { rules: [{ kind: 'error503', path: '/services/oauth2/revoke' }] });

    expect(await forget()).toContainEqual(expect.stringContaining('revoke Tandem in Setup'));

    await stage.control('salesforce', 'DELETE', 'faults');
    expect(await stage.app.store.orgs.find(orgId)).toBeUndefined();
  });

  it('says what is left in the language of who asks', async () => {
    expect(await forget('nl')).toEqual([expect.stringMatching(/^Exact Online neemt een login niet terug\./)]);
  });

  it('by the operator gives the same account', async () => {
    const response = await stage.app.request('DELETE', `/v1/orgs/${orgId}`, { key: OPERATOR_TOKEN });

    expect([response.status, await response.json()]).toEqual([200, { left: [expect.stringContaining('Exact Online')] }]);
  });
});

import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { approvableOn } from '../approvals/index.ts';
import { TandemError } from '../errors/index.ts';
import { startTestApp, type TestApp } from '../../tests/support/test-app.ts';
import { makeOrg } from '../../tests/support/test-store.ts';

const ASK = 'Tandem_Ask_Approval';
const DECIDE = 'Tandem_Decide_Approval';
const PLACE = { flow: 'orders', division: 1, besides: [] };

const anna = { id: '005000000000001AAA', name: 'Anna de Vries', may: `${ASK},${DECIDE}` };
const bert = { id: '005000000000002AAA', name: 'Bert Bos', may: `${ASK},${DECIDE}` };
const carla = { id: '005000000000003AAA', name: 'Carla Smit', may: DECIDE };
type User = typeof anna;

let app: TestApp;
let org: { orgId: string; apiKey: string };
let recordId: string;
let count = 0;

beforeAll(async () => {
  app = await startTestApp();
  org = await makeOrg(app.store);
});
afterAll(() => app.close());
beforeEach(async () => {
  count += 1;
  recordId = `801${String(count).padStart(12, '0')}AAA`;
  await stop('100.00');
});

/** The record is held up over these figures. */
const stop = (total: string, orgId = org.orgId) =>
  app.store.forOrg(orgId).issues.report({
    ...{ ...PLACE, recordId, label: '00000107' },
    error: new TandemError('order_without_lines', { order: '00000107', ...approvableOn({ total }) }),
  });
const headersOf = (user: Partial<User>) => ({
  ...(user.id === undefined ? {} : { 'x-salesforce-user-id': user.id }),
  ...(user.name === undefined ? {} : { 'x-salesforce-user': encodeURIComponent(user.name) }),
  ...(user.may === undefined ? {} : { 'x-salesforce-permissions': user.may }),
});
async function call(method: string, path: string, user: Partial<User>, body?: object, key = org.apiKey) {
  const response = await app.request(method, path, { key, headers: headersOf(user), ...(body === undefined ? {} : { body }) });
  return { status: response.status, body: (await response.json()) as Record<string, unknown> };
}
const ask = (user: Partial<User>, reason = 'An old customer', key = org.apiKey) =>
  call('POST', '/v1/approvals', user, { recordId, reason }, key);
const decide = (user: Partial<User>, id: unknown, verdict = 'approved', key = org.apiKey) =>
  call('POST', `/v1/approvals/${String(id)}/decision`, user, { verdict, reason: 'He pays on Monday' }, key);
const asked = async (user: Partial<User> = anna) => String((await ask(user)).body['id']);
const shown = async (user: Partial<User> = bert) =>
  ((await call('GET', `/v1/approvals?recordId=${recordId}`, user)).body['items'] as Record<string, unknown>[])[0];
const granted = async () =>
  (await app.store.forOrg(org.orgId).approvals.granted('orders', 'order_without_lines', [recordId])).get(recordId);
const queued = async () =>
  (await app.query(`select is_explicit from work_item where record_id = $1`, [recordId])).map((row) => row['is_explicit']);

describe('two people, four eyes', () => {
  it('one asks with a reason, another approves with his, and the record goes on by itself', async () => {
    const question = await ask(anna);
    expect(question).toMatchObject({
      status: 201,
      body: { label: '00000107', state: 'asked', asked: { name: 'Anna de Vries', isCaller: true }, mayDecide: false },
    });
    expect(await shown()).toMatchObject({
      asked: { reason: 'An old customer', isCaller: false },
      decided: null,
      mayDecide: true,
    });
    expect(await granted()).toBeUndefined();
    expect(await queued()).toEqual([]);

    const decision = await decide(bert, question.body['id']);

    const decided = { name: 'Bert Bos', reason: 'He pays on Monday', isCaller: true };
    expect(decision).toMatchObject({ status: 200, body: { state: 'approved', decided } });
    expect(await granted()).toBeDefined();
    expect(await queued()).toEqual([true]);
    const [issue] = (await app.store.forOrg(org.orgId).issues.list({ recordIds: [recordId], limit: 5 })).items;
    expect(issue?.state).toBe('retrying');
  });

  it('both names and both reasons stay on the timeline of the record', async () => {
    await decide(bert, await asked(), 'refused');

    const timeline = await call('GET', `/v1/records/${recordId}/timeline`, bert);

    const details = (timeline.body['items'] as { detail: string; status: string }[]).map(({ status, detail }) => [
      status,
      detail,
    ]);
    expect(details).toEqual([
      [
        'refused',
        'Approval of 00000107 was refused by Bert Bos, with the reason "He pays on Monday". It had been asked for by Anna de Vries, with the reason "An old customer".',
      ],
      ['asked', 'Approval of 00000107 was asked for by Anna de Vries, with the reason "An old customer".'],
    ]);
  });

  it('lists what waits for a decision, and no more once it is decided', async () => {
    const id = await asked();
    const waiting = async () =>
      ((await call('GET', '/v1/approvals', bert)).body['items'] as { id: string }[]).some((item) => item.id === id);
    expect(await waiting()).toBe(true);
    await decide(bert, id, 'refused');
    expect(await waiting()).toBe(false);
    expect(await granted()).toBeUndefined();
    expect(await queued()).toEqual([]);
  });
});

describe('no way leads around the second person', () => {
  it('who asked never decides, whatever he may and however he is written', async () => {
    const id = await asked();
    expect(await decide(anna, id)).toMatchObject({ status: 409, body: { code: 'approval_own' } });
    expect(await decide({ ...anna, id: anna.id.slice(0, 15), name: 'Somebody Else' }, id)).toMatchObject({
      body: { code: 'approval_own' },
    });
    expect(await granted()).toBeUndefined();
  });

  it('who lacks the permission neither asks nor decides, and nobody does without a name', async () => {
    const mayNot = { ...carla, may: 'Tandem_Send_Orders' };
    expect(await ask(carla)).toMatchObject({ status: 403, body: { code: 'approval_ask_not_permitted' } });
    expect(await ask(mayNot)).toMatchObject({ status: 403, body: { code: 'approval_ask_not_permitted' } });
    const id = await asked();
    expect(await decide(mayNot, id)).toMatchObject({ status: 403, body: { code: 'approval_decide_not_permitted' } });
    expect(await decide({ may: DECIDE }, id)).toMatchObject({ status: 400, body: { code: 'approval_user_unknown' } });
    expect(await decide({ ...carla, id: recordId }, id)).toMatchObject({ status: 400, body: { code: 'approval_user_unknown' } });
    expect(await shown({})).toMatchObject({ state: 'asked', mayDecide: false });
    expect(await granted()).toBeUndefined();
  });

  it('another org neither sees nor decides it', async () => {
    const id = await asked();
    const stranger = await makeOrg(app.store);
    expect(await decide(bert, id, 'approved', stranger.apiKey)).toMatchObject({ status: 404 });
    expect(await ask(bert, 'mine', stranger.apiKey)).toMatchObject({ status: 409, body: { code: 'approval_not_needed' } });
    const list = await call('GET', `/v1/approvals?recordId=${recordId}`, bert, undefined, stranger.apiKey);
    expect(list.body['items']).toEqual([]);
    expect(await granted()).toBeUndefined();
  });

  it('other figures than those that were asked about are not approved, and have to be asked about again', async () => {
    const id = await asked();
    await stop('250.00');

    expect(await decide(bert, id)).toMatchObject({ status: 409, body: { code: 'approval_outdated' } });
    const again = await ask(anna);

    expect(again).toMatchObject({ status: 201 });
    expect(again.body['id']).not.toBe(id);
    expect(await decide(bert, id)).toMatchObject({ status: 409 });
    expect(await decide(bert, again.body['id'])).toMatchObject({ status: 200 });
  });

  it('an approval of another record than the one that a person sees is not found', async () => {
    const id = await asked();
    const body = { recordId: '801000000000999AAA', verdict: 'approved', reason: 'fine' };
    expect(await call('POST', `/v1/approvals/${id}/decision`, bert, body)).toMatchObject({ status: 404 });
    expect(await call('POST', `/v1/approvals/${id}/decision`, bert, { ...body, recordId })).toMatchObject({ status: 200 });
  });

  it('what holds nothing up any more is neither asked nor approved', async () => {
    const id = await asked();
    await app.store.forOrg(org.orgId).issues.resolveRecords(PLACE, [recordId]);
    expect(await decide(bert, id)).toMatchObject({ status: 409, body: { code: 'approval_outdated' } });
    expect(await ask(bert)).toMatchObject({ status: 409, body: { code: 'approval_not_needed' } });
  });

  it('is used once: the next time it is asked about anew', async () => {
    const id = await asked();
    await decide(bert, id);
    await app.store.forOrg(org.orgId).approvals.useUp('orders', [recordId]);

    expect(await granted()).toBeUndefined();
    expect(await shown()).toMatchObject({ id, state: 'used', decided: { name: 'Bert Bos' } });
    await app.store.forOrg(org.orgId).approvals.useUp('orders', [recordId]);
    const again = await ask(anna);
    expect(again).toMatchObject({ status: 201, body: { state: 'asked' } });
    expect(await granted()).toBeUndefined();
  });

  it('is over after a week, whether it was decided or not', async () => {
    const open = await asked();
    await app.query(`update approval set expires_at = now() where id = $1`, [open]);
    expect(await shown()).toMatchObject({ state: 'expired', mayDecide: false });
    expect(await decide(bert, open)).toMatchObject({ status: 409, body: { code: 'approval_expired' } });
    const again = await asked();
    expect(again).not.toBe(open);
    await decide(bert, again);
    expect(await granted()).toBeDefined();
    await app.query(`update approval set expires_at = now() where id = $1`, [again]);
    expect(await granted()).toBeUndefined();
  });

  it('nothing is asked or decided without a reason, or with one that is too long', async () => {
    const id = await asked();
    for (const reason of ['', '   ', '\u202E', 'x'.repeat(501)]) {
      expect(await ask(anna, reason)).toMatchObject({ status: 400 });
      const body = { verdict: 'approved', reason };
      expect(await call('POST', `/v1/approvals/${id}/decision`, bert, body)).toMatchObject({ status: 400 });
    }
    expect(await granted()).toBeUndefined();
  });
});

describe('the same said twice', () => {
  it('is one question, and the one who asked stays the one who asked', async () => {
    const id = await asked();
    expect(await ask(anna, 'Once more')).toMatchObject({ status: 200, body: { id, asked: { reason: 'An old customer' } } });
    expect(await ask(bert, 'Me too')).toMatchObject({ status: 200, body: { id, asked: { name: 'Anna de Vries' } } });
    expect(await decide(anna, id)).toMatchObject({ body: { code: 'approval_own' } });
  });

  it('is one decision; another person finds it decided', async () => {
    const id = await asked();
    await decide(bert, id);
    expect(await decide(bert, id)).toMatchObject({ status: 200, body: { state: 'approved' } });
    expect(await decide(bert, id, 'refused')).toMatchObject({ status: 409, body: { code: 'approval_decided' } });
    expect(await decide(carla, id)).toMatchObject({ status: 409, body: { code: 'approval_decided' } });
    const rows = await app.query(`select 1 from activity where record_id = $1 and status = 'approved'`, [recordId]);
    expect(rows).toHaveLength(1);
  });

  it('by two at once has one winner, and so has asking', async () => {
    const questions = await Promise.all([ask(anna), ask(bert), ask(anna), ask(bert)]);
    expect(new Set(questions.map(({ body }) => body['id'])).size).toBe(1);
    expect(questions.map(({ status }) => status).sort()).toEqual([200, 200, 200, 201]);
    const { id, asked: by } = (questions.at(0)?.body ?? {}) as { id: string; asked: { name: string } };
    const other = by.name === anna.name ? bert : anna;

    const decisions = await Promise.all([decide(other, id), decide(carla, id, 'refused'), decide(other, id), decide(carla, id)]);

    const won = decisions.filter(({ status }) => status === 200);
    expect(new Set(won.map(({ body }) => (body['decided'] as { name: string }).name)).size).toBe(1);
    expect(won.length).toBeLessThanOrEqual(2);
  });
});

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { openCreditDesk, type CreditDesk } from '../support/credit-desk.ts';
import { eventually } from '../support/eventually.ts';
import { changeInExact, exactOrdersOf, openIssues, orderRow, type MadeOrder } from '../support/shop.ts';
import type { World } from '../support/world.ts';

const MAY = { 'x-salesforce-permissions': 'Tandem_Ask_Approval,Tandem_Decide_Approval' };
const ANNA = { 'x-salesforce-user-id': '005000000000001AAA', 'x-salesforce-user': 'Anna', ...MAY };
const BERT = { 'x-salesforce-user-id': '005000000000002AAA', 'x-salesforce-user': 'Bert', ...MAY };

let world: World;
let desk: CreditDesk;
let held: MadeOrder;

beforeAll(async () => {
  desk = await openCreditDesk();
  ({ world } = desk);
  held = await desk.enterOrderOf(2);
}, 120_000);
afterAll(() => world.close());

const push = ({ orderId }: MadeOrder, query = '') => world.api('POST', `/v1/orders/${orderId}/push?waitMs=20000${query}`, {});
const ask = (who: object, { orderId }: MadeOrder) =>
  world.api('POST', '/v1/approvals', { recordId: orderId, reason: 'He buys since 1998' }, who as Record<string, string>);
const decide = (who: object, id: unknown, verdict = 'approved') =>
  world.api(
    'POST',
    `/v1/approvals/${String(id)}/decision`,
    { verdict, reason: 'He pays on Monday' },
    who as Record<string, string>,
  );
const sentOnce = ({ number }: MadeOrder) =>
  eventually(
    () => exactOrdersOf(world, number),
    (orders) => orders.length > 0,
    `order ${number} in Exact`,
  );

describe('an order that goes beyond the available credit', () => {
  it('is not sent by the button, however often and however it is pressed', async () => {
    for (const query of ['', '&sendAgain=true', '&reference=SF-ELSE', '']) {
      const pressed = await push(held, query);
      expect(pressed).toMatchObject({ status: 422, body: { code: 'order_credit_blocked' } });
      expect(pressed.body['detail']).toContain('The credit line is 20.00 EUR');
    }
    expect(await exactOrdersOf(world, held.number)).toEqual([]);
    expect(await openIssues(world, 'orders')).toMatchObject([{ code: 'order_credit_blocked', recordId: held.orderId }]);
  }, 60_000);

  it('goes by itself, once, when a second person approved it, and says for ever who and why', async () => {
    const question = await ask(ANNA, held);
    expect(question).toMatchObject({ status: 201, body: { state: 'asked', code: 'order_credit_blocked' } });
    expect(await decide(ANNA, question.body['id'])).toMatchObject({ status: 409, body: { code: 'approval_own' } });
    expect(await push(held)).toMatchObject({ status: 422, body: { code: 'order_credit_blocked' } });

    expect(await decide(BERT, question.body['id'])).toMatchObject({ status: 200, body: { state: 'approved' } });

    expect(await sentOnce(held)).toHaveLength(1);
    await eventually(
      () => orderRow(world, held.orderId),
      (row) => row['Exact_Sync_Status__c'] === 'Sent',
      'the order that says it is sent',
    );
    const used = await eventually(
      () => world.api('GET', `/v1/approvals?recordId=${held.orderId}`),
      ({ body }) => (body['items'] as { state: string }[])[0]?.state === 'used',
      'the approval that is used up',
    );
    const because = {
      asked: { name: 'Anna', reason: 'He buys since 1998' },
      decided: { name: 'Bert', reason: 'He pays on Monday' },
    };
    expect((used.body['items'] as unknown[])[0]).toMatchObject(because);
    const timeline = await world.api('GET', `/v1/records/${held.orderId}/timeline`);
    const codes = (timeline.body['items'] as { code: string | null }[]).map(({ code }) => code);
    expect(codes).toEqual(expect.arrayContaining(['approval_asked', 'approval_given']));
  }, 60_000);

  it('tells on the page of its customer what came of the credit', async () => {
    const account = (await world.salesforce.rows('Account')).find((row) => row['Exact_Id__c'] === desk.debtorId);
    const told = await eventually(
      () => world.api('GET', `/v1/records/${String(account?.['Id'])}/timeline`),
      ({ body }) => (body['items'] as unknown[]).length > 0,
      'the timeline of the account',
      { lookMs: 1_000 },
    );
    expect((told.body['items'] as object[])[0]).toMatchObject({ direction: 'toSalesforce', status: 'updated' });
  }, 60_000);

  it('goes by itself once the credit line is raised in Exact', async () => {
    const next = await desk.enterOrderOf(1);
    expect(await push(next)).toMatchObject({ status: 422, body: { code: 'order_credit_blocked' } });
    await eventually(
      () => world.salesforce.rows('Account'),
      (rows) => rows.some((row) => row['Exact_Credit_Line__c'] === 20),
      'the credit line on the account',
    );

    await changeInExact(world, 'crm/Accounts', desk.debtorId, { CreditLineSales: 5_000 });

    expect(await sentOnce(next)).toHaveLength(1);
    await eventually(
      () => openIssues(world, 'orders'),
      (issues) => issues.length === 0,
      'the end of the issue',
    );
  }, 90_000);

  it('is held where another one of its customer takes what is left at the same moment', async () => {
    const lineOnAccount = (line: number) =>
      eventually(
        () => world.salesforce.rows('Account'),
        (rows) => rows.some((row) => row['Exact_Credit_Line__c'] === line),
        'the credit line on the account',
      );
    const both = [await desk.enterOrderOf(1), await desk.enterOrderOf(1)];
    // The orders before take 65.34 of it, and one of these takes 21.78.
    await changeInExact(world, 'crm/Accounts', desk.debtorId, { CreditLineSales: 90 });
    await lineOnAccount(90);

    const answers = await Promise.all(both.map((order) => push(order)));

    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 422]);
    const sent = await Promise.all(both.map(({ number }) => exactOrdersOf(world, number)));
    expect(sent.map(({ length }) => length).toSorted()).toEqual([0, 1]);
  }, 90_000);
});

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { eventually } from '../support/eventually.ts';
import { unpolledSettings } from '../support/flow-settings.ts';
import {
  changeInExact,
  enterItems,
  enterOrder,
  exactOrdersOf,
  item,
  openIssues,
  orderRow,
  type MadeOrder,
} from '../support/shop.ts';
import { DIVISION, startWorld, type World } from '../support/world.ts';

const MAY = { 'x-salesforce-permissions': 'Tandem_Ask_Approval,Tandem_Decide_Approval' };
const ANNA = { 'x-salesforce-user-id': '005000000000001AAA', 'x-salesforce-user': 'Anna', ...MAY };
const BERT = { 'x-salesforce-user-id': '005000000000002AAA', 'x-salesforce-user': 'Bert', ...MAY };

/** Orders are not polled: what is sent is pushed, approved, or goes because its customer stands better. */
const { flows, ...REST } = unpolledSettings({
  products: { everyMinutes: 1 },
  orders: { sendFrom: '2020-01-01T00:00:00Z', credit: { block: 'both', daysOverdue: 30 } },
}) as { flows: object };
const CONFIGURATION = {
  ...REST,
  flows: { ...flows, invoices: { enabled: true, everyMinutes: 5 }, credit: { enabled: true, everyMinutes: 1 } },
};

let world: World;
let debtorId: string;
let held: MadeOrder;

beforeAll(async () => {
  world = await startWorld({ timeScale: 60 });
  await enterItems(world, [{ row: item('LAMP'), price: 9 }]);
  await world.exact.seed(DIVISION, { 'crm/Accounts': [{ Name: 'Lampkoper', Status: 'C', CreditLineSales: 20 }] });
  const debtor = (await world.exact.rows(DIVISION, 'crm/Accounts')).find(({ Name }) => Name === 'Lampkoper');
  debtorId = String(debtor?.['ID']).toLowerCase();
  await world.saveConfiguration(CONFIGURATION);
  await eventually(
    () => world.salesforce.rows('PricebookEntry'),
    (entries) => entries.some(({ UnitPrice }) => UnitPrice === 9),
    'the price of the lamp',
  );
  held = await enterOrder(world, 'Lampkoper', {
    account: { Exact_Id__c: debtorId },
    lines: [
      { code: 'LAMP', price: 9 },
      { code: 'LAMP', price: 9 },
    ],
  });
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

  it('goes by itself once the credit line is raised in Exact', async () => {
    const next = await enterOrder(world, 'Lampkoper', {
      account: { Name: 'Lampkoper 2' },
      lines: [{ code: 'LAMP', price: 9 }],
      isDraft: true,
    });
    for (const fields of [{ AccountId: held.accountId }, { Status: 'Activated' }])
      await world.salesforce.seed([{ id: next.orderId, object: 'Order', fields }]);
    expect(await push(next)).toMatchObject({ status: 422, body: { code: 'order_credit_blocked' } });
    await eventually(
      async () => (await world.salesforce.rows('Account')).find(({ Id }) => Id === held.accountId),
      (row) => row?.['Exact_Credit_Line__c'] === 20,
      'the credit line on the account',
    );

    await changeInExact(world, 'crm/Accounts', debtorId, { CreditLineSales: 5_000 });

    expect(await sentOnce(next)).toHaveLength(1);
    await eventually(
      () => openIssues(world, 'orders'),
      (issues) => issues.length === 0,
      'the end of the issue',
    );
  }, 90_000);
});

import { afterEach, describe, expect, it } from '@jest/globals';
import { companyDay } from '../../../../simulators/data/index.ts';
import { valueText } from '../../errors/index.ts';
import { DIVISION } from '../testing/stage.ts';
import { COMPANY, entries, exactAccounts, exactOrders, itemIds, makeOrder, open, send, settings, stage } from './testing/shop.ts';

afterEach(() => stage.close());

const THIS_MONTH = `${companyDay().slice(0, 7)}-01`;
/** The last day of the month before this one, in the company. */
const LAST_MONTH = new Date(Date.parse(THIS_MONTH) - 86_400_000).toISOString().slice(0, 10);
const [YEAR = 0, MONTH = 0] = LAST_MONTH.split('-').map(Number);

const close = (isClosed: boolean) =>
  stage.exact.control('POST', 'periods', { division: DIVISION, journal: '50', year: YEAR, period: MONTH, isClosed });
const policy = (closedPeriods: string) => settings({ closedPeriods });
const orderDays = async () => (await exactOrders()).map((row) => String(row['OrderDate']).slice(0, 10));

/** Items and a debtor that are older than last month. */
async function openOfOld(): Promise<void> {
  await open();
  const StartDate = '2020-01-01';
  for (const id of itemIds) await stage.exact.control('PATCH', `rows/${DIVISION}/logistics/Items/${id}`, { StartDate });
  await stage.items.forget(itemIds);
  await stage.createRows('crm/Accounts', [
    { Name: COMPANY.Name, Status: 'C', Email: 'jan@bakker.example', Country: 'NL', StartDate },
  ]);
}

describe('an order that is dated in a closed period', () => {
  it('stops before anything is written, and goes once the bookkeeper has opened the period', async () => {
    await openOfOld();
    await close(true);
    const { orderId } = await makeOrder({ order: { EffectiveDate: LAST_MONTH } });
    await stage.exact.spent();
    const { outcomes } = await send([orderId], policy('stop'));
    expect(outcomes).toMatchObject([{ status: 'blocked', error: { code: 'order_period_closed', recordId: orderId } }]);
    expect(outcomes[0]?.error?.message).toContain(`is dated ${LAST_MONTH}, in period ${YEAR}/${MONTH}`);
    expect((await stage.exact.spent()).writes).toBe(0);

    await close(false);
    expect((await send([orderId], policy('stop'))).outcomes).toMatchObject([{ status: 'created', error: undefined }]);
    expect(await orderDays()).toEqual([LAST_MONTH]);
  });

  it('is dated on the first open day where the settings say so, and the plan tells of it', async () => {
    await openOfOld();
    await close(true);
    const { orderId } = await makeOrder({ order: { EffectiveDate: LAST_MONTH } });
    const { outcomes, operations } = await send([orderId], policy('nextOpen'));
    expect(outcomes).toMatchObject([{ status: 'created', error: undefined }]);
    expect(await orderDays()).toEqual([THIS_MONTH]);
    const told = operations.flatMap(({ fields }) => fields).find(({ field }) => field === 'OrderDate');
    expect(valueText(told?.note ?? '', 'en')).toBe(
      `Moved from ${LAST_MONTH}: every sales journal is closed in period ${YEAR}/${MONTH}`,
    );
    // Asked again, it is as it was sent.
    expect((await send([orderId], policy('nextOpen'))).outcomes).toMatchObject([{ status: 'unchanged', error: undefined }]);
  });

  it('goes as it is where the settings do not ask, which costs no call; nor does an order of this month', async () => {
    await openOfOld();
    await close(true);
    const late = await makeOrder({ order: { EffectiveDate: LAST_MONTH } });
    expect((await send([late.orderId])).outcomes).toMatchObject([{ status: 'created', error: undefined }]);
    expect(await orderDays()).toEqual([LAST_MONTH]);

    const { accountId } = late;
    const [first, second] = [await makeOrder({ accountId }), await makeOrder({ accountId })];
    await stage.exact.spent();
    await send([first.orderId]);
    const usual = (await stage.exact.spent()).counted;
    await send([second.orderId], policy('stop'));
    expect((await stage.exact.spent()).counted).toBe(usual);
  });
});

describe('a cost centre', () => {
  it('is needed on every line where the settings say so', async () => {
    await open();
    const lines = [{ PricebookEntryId: entries[0], Quantity: 3, UnitPrice: 1.5, Description: 'VERKOOP' }];
    const { orderId } = await makeOrder({ lines });
    expect((await send([orderId], settings({ costCentre: 'needed' }))).outcomes).toMatchObject([
      { status: 'blocked', error: { code: 'order_cost_centre_missing', field: 'CostCenter' } },
    ]);
    const ruled = settings({ costCentre: 'needed', fields: [{ to: 'Line.CostCenter', from: 'line.Description' }] });
    expect((await send([orderId], ruled)).outcomes).toMatchObject([{ status: 'created', error: undefined }]);
  });
});

describe('a debtor that is blocked', () => {
  it('is known beforehand where its account says so, although nothing of it changed, and goes once it is free', async () => {
    await open();
    const { orderId: first, accountId } = await makeOrder();
    await send([first]);
    const [debtor] = await exactAccounts();
    const block = async (Blocked: boolean, shown: boolean): Promise<void> => {
      await stage.exact.control('PATCH', `rows/${DIVISION}/crm/Accounts/${String(debtor?.['ID'])}`, { Blocked });
      await stage.salesforce.control('PATCH', `rows/Account/${accountId}`, { Exact_Blocked__c: shown });
    };
    await block(true, true);
    const { orderId } = await makeOrder({ accountId });
    await stage.exact.spent();
    expect((await send([orderId])).outcomes).toMatchObject([{ status: 'blocked', error: { code: 'customer_blocked' } }]);
    expect((await stage.exact.spent()).writes).toBe(0);

    // What the account shows may be of yesterday: Exact is asked.
    await block(false, true);
    expect((await send([orderId])).outcomes).toMatchObject([{ status: 'created', error: undefined }]);
  });
});

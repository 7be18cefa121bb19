import { afterEach, describe, expect, it } from '@jest/globals';
import { companyDay } from '../../../../simulators/data/index.ts';
import { ORDERS } from './index.ts';
import { exactOrders, entries, forget, send, settings, stage } from './testing/shop.ts';
import { makeOpportunity, openSales, poll, recordOf, sending } from './testing/sales.ts';

afterEach(() => stage.close());

const OPPORTUNITIES = sending(['Opportunity']);

describe('an opportunity', () => {
  it('that is won becomes a sales order under its id, and shows number, link and amounts, within the calls of an order', async () => {
    await openSales();
    const first = await makeOpportunity({ fields: { Name: 'First' } });
    await send([first.opportunityId], OPPORTUNITIES);
    const { opportunityId, accountId } = await makeOpportunity({
      accountId: first.accountId,
      fields: { Name: 'Shelves', Description: 'Second floor' },
      lines: [
        { PricebookEntryId: entries[0], Quantity: 3, UnitPrice: 1.5 },
        { PricebookEntryId: entries[1], Quantity: 4, UnitPrice: 2.5, Discount: 10, Description: 'Blue' },
      ],
    });
    expect(accountId).toBe(first.accountId);
    await forget();
    const { outcomes } = await send([opportunityId], OPPORTUNITIES);
    const spent = { exact: (await stage.exact.spent()).counted, salesforce: (await stage.salesforce.spent()).counted };
    expect(spent.exact).toBeLessThanOrEqual(2);
    expect(spent.salesforce).toBeLessThanOrEqual(4);
    expect(outcomes).toMatchObject([{ status: 'created', error: undefined, totals: { net: '13.5', currency: 'EUR' } }]);
    const order = (await exactOrders()).find((row) => row['YourRef'] === opportunityId);
    expect(order).toMatchObject({
      Description: 'Shelves',
      Remarks: 'Second floor',
      OrderDate: expect.stringContaining(companyDay()) as unknown,
    });
    expect(await recordOf('Opportunity', opportunityId)).toMatchObject({
      Exact_Id__c: order?.['OrderID'],
      Exact_Number__c: String(order?.['OrderNumber']),
      Exact_Sync_Status__c: 'Sent',
      Exact_Net_Amount__c: 13.5,
    });
  });

  it('is found by the look once it is won, not before, and once', async () => {
    await openSales();
    const won = await makeOpportunity();
    const open = await makeOpportunity({ accountId: won.accountId, stage: 'Negotiation/Review' });
    const lost = await makeOpportunity({ accountId: won.accountId, stage: 'Closed Lost' });
    const first = await poll(OPPORTUNITIES);
    expect(first.outcomes).toMatchObject([{ recordId: won.opportunityId, status: 'created' }]);
    await stage.salesforce.control('PATCH', `rows/Opportunity/${open.opportunityId}`, { StageName: 'Closed Won' });
    const next = await poll(OPPORTUNITIES, first.cursors);
    expect(next.outcomes.filter(({ status }) => status === 'created')).toMatchObject([{ recordId: open.opportunityId }]);
    expect((await poll(OPPORTUNITIES, { ...first.cursors, ...next.cursors })).outcomes).toEqual([]);
    expect(await exactOrders()).toHaveLength(2);
    const { outcomes } = await send([lost.opportunityId], OPPORTUNITIES);
    expect(outcomes).toMatchObject([{ status: 'skipped', error: { code: 'order_status_not_chosen' } }]);
  });

  it('of the stages that the settings name goes, and no other', async () => {
    await openSales();
    const document = sending([{ object: 'Opportunity', statuses: ['Negotiation/Review'] }]);
    const agreed = await makeOpportunity({ stage: 'Negotiation/Review' });
    const won = await makeOpportunity({ accountId: agreed.accountId });
    const { outcomes } = await send([agreed.opportunityId, won.opportunityId], document);
    expect(outcomes.map(({ status }) => status)).toEqual(['created', 'skipped']);
  });

  it('that was won or closed before the start point goes only when a person sends it', async () => {
    await openSales();
    const inHours = (hours: number): string => new Date(stage.clock.now.getTime() + hours * 3_600_000).toISOString();
    const closed = await makeOpportunity({ fields: { CloseDate: dayBefore(companyDay(), 3) } });
    const won = await makeOpportunity({ accountId: closed.accountId });
    const yesterday = sending(['Opportunity'], { sendFrom: inHours(-24) });
    expect((await poll(yesterday)).outcomes).toMatchObject([{ recordId: won.opportunityId, status: 'created' }]);
    const hinted = await stage.walk(ORDERS, yesterday, { kind: 'records', ids: [closed.opportunityId], explicit: false });
    expect(hinted.outcomes).toMatchObject([{ status: 'skipped', error: { code: 'order_before_start' } }]);
    const later = await makeOpportunity({ accountId: closed.accountId });
    const dayAfter = sending(['Opportunity'], { sendFrom: inHours(48) });
    expect((await poll(dayAfter)).outcomes).toEqual([]);
    expect((await send([later.opportunityId], dayAfter)).outcomes).toMatchObject([{ status: 'created' }]);
  });

  it('is known in Exact by the field that the settings name; empty or too long is told, and nothing is sent', async () => {
    await openSales();
    const document = sending([{ object: 'Opportunity', key: 'NextStep', prefix: 'D-' }]);
    const named = await makeOpportunity({ fields: { NextStep: '2045' } });
    const empty = await makeOpportunity({ accountId: named.accountId });
    const long = await makeOpportunity({ accountId: named.accountId, fields: { NextStep: 'x'.repeat(40) } });
    const { outcomes } = await send([named.opportunityId, empty.opportunityId, long.opportunityId], document);
    expect(outcomes.map(({ status, error }) => [status, error?.code])).toEqual([
      ['created', undefined],
      ['blocked', 'order_key_unusable'],
      ['blocked', 'order_key_unusable'],
    ]);
    expect((await exactOrders()).map((row) => row['YourRef'])).toEqual(['D-2045']);
    expect(await recordOf('Opportunity', empty.opportunityId)).toMatchObject({ Exact_Sync_Status__c: 'Problem' });
  });

  it('that another service sent before this one lost its memory is found by its reference, and taken over', async () => {
    await openSales();
    const { opportunityId } = await makeOpportunity();
    await send([opportunityId], OPPORTUNITIES);
    stage.claims.known.clear();
    await stage.salesforce.control('PATCH', `rows/Opportunity/${opportunityId}`, { Exact_Id__c: null, Exact_Number__c: null });
    const { outcomes } = await send([opportunityId], OPPORTUNITIES);
    expect(outcomes).toMatchObject([{ status: 'updated', error: undefined }]);
    expect(await exactOrders()).toHaveLength(1);
  });

  it('without products is told', async () => {
    await openSales();
    const { opportunityId } = await makeOpportunity({ lines: [] });
    expect((await send([opportunityId], OPPORTUNITIES)).outcomes).toMatchObject([
      { status: 'blocked', error: { code: 'order_without_lines' } },
    ]);
  });

  it('is written back under the names of the managed package', async () => {
    await openSales('tandem');
    const { opportunityId } = await makeOpportunity();
    const { outcomes } = await send([opportunityId], OPPORTUNITIES);
    expect(outcomes).toMatchObject([{ status: 'created', error: undefined }]);
    expect(await recordOf('Opportunity', opportunityId)).toMatchObject({ tandem__Exact_Sync_Status__c: 'Sent' });
  });

  it('that the settings do not send is left alone', async () => {
    await openSales();
    const { opportunityId } = await makeOpportunity();
    const { outcomes } = await send([opportunityId], settings());
    expect(outcomes).toMatchObject([{ status: 'blocked', error: { code: 'order_not_found' } }]);
    expect(await exactOrders()).toHaveLength(0);
  });
});

function dayBefore(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) - days * 86_400_000).toISOString().slice(0, 10);
}

import { afterEach, describe, expect, it } from '@jest/globals';
import { CONFIGURATION } from '../configuration.ts';
import { exactOrders, send, stage } from './testing/shop.ts';
import { jobs, makeJob, makeOpportunity, openSales, poll, recordOf, sending } from './testing/sales.ts';
import { linesThere } from './testing/screws.ts';

afterEach(() => stage.close());

const JOBS = sending([jobs()]);

describe('a record of an object that the org made itself', () => {
  it('becomes a sales order as the settings describe it, and its own fields tell what became of it', async () => {
    await openSales();
    const { jobId } = await makeJob({ fields: { Customer_Po__c: 'PO-9' } });
    const first = await poll(JOBS);
    expect(first.outcomes).toMatchObject([{ recordId: jobId, status: 'created', error: undefined, totals: { net: '13.5' } }]);
    const [order] = await exactOrders();
    const job = await recordOf('Job__c', jobId);
    expect(order).toMatchObject({ YourRef: `J-${String(job['Name'])}`, Description: 'PO-9' });
    expect((await linesThere()).sort()).toEqual([
      [3, 1.5, 4.5],
      [4, 2.25, 9],
    ]);
    expect(job).toMatchObject({
      Erp_Id__c: order?.['OrderID'],
      Erp_Number__c: String(order?.['OrderNumber']),
      Erp_State__c: 'Sent',
      Erp_Net__c: 13.5,
    });
    const next = await poll(JOBS, first.cursors);
    expect(next.outcomes).toEqual([]);
    expect((await send([jobId], JOBS)).outcomes).toMatchObject([{ status: 'unchanged' }]);
    expect(await exactOrders()).toHaveLength(1);
  });

  it('is what rules of the settings read, whose fields are looked up there when they are saved', async () => {
    await openSales();
    const rule = { to: 'Remarks', from: 'order.Customer_Po__c' };
    const document = sending([jobs()], { fields: [rule], when: 'order.Stage__c == "Agreed"' });
    const { jobId } = await makeJob({ fields: { Customer_Po__c: 'PO-10' } });
    expect((await send([jobId], document)).outcomes).toMatchObject([{ status: 'created' }]);
    expect(await exactOrders()).toMatchObject([{ Remarks: 'PO-10' }]);
    const read = CONFIGURATION.referencesOf(document, CONFIGURATION.parse(document));
    const ofRules = read.filter(({ pointer }) => /\/(fields\/0\/from|when)$/.test(pointer));
    expect(ofRules).toMatchObject([
      { object: 'Job__c', field: 'Customer_Po__c' },
      { object: 'Job__c', field: 'Stage__c' },
    ]);
  });

  it('whose total is not that of its lines is told on the record, and nothing is sent', async () => {
    await openSales();
    const { jobId } = await makeJob({ fields: { Total__c: 14 } });
    const { outcomes } = await send([jobId], JOBS);
    expect(outcomes).toMatchObject([{ status: 'blocked', error: { code: 'order_total_differs' } }]);
    const job = await recordOf('Job__c', jobId);
    expect(job).toMatchObject({ Erp_State__c: 'Problem', Erp_Id__c: null });
    expect(job['Erp_Problem__c']).toContain('14.00 EUR');
  });

  it('is of one deal with the opportunity that it names', async () => {
    await openSales();
    const document = sending(['Opportunity', jobs()]);
    const { opportunityId, accountId } = await makeOpportunity();
    const { jobId } = await makeJob({ accountId, fields: { Deal__c: opportunityId } });
    const together = await send([jobId, opportunityId], document);
    const ended = new Map(together.outcomes.map(({ recordId, status, error }) => [recordId, error?.code ?? status]));
    expect([ended.get(opportunityId), ended.get(jobId)]).toEqual(['created', 'order_deal_goes']);
    expect((await send([jobId], document)).outcomes).toMatchObject([{ error: { code: 'order_deal_sent' } }]);
    expect(await exactOrders()).toHaveLength(1);
  });

  it('has its own names beside the managed package, also where the package has a field of that name', async () => {
    await openSales('tandem');
    const { jobId } = await makeJob();
    const { outcomes } = await send([jobId], sending([jobs('c__Customer__c')]));
    expect(outcomes).toMatchObject([{ status: 'created', error: undefined }]);
    expect(await recordOf('Job__c', jobId)).toMatchObject({ Erp_State__c: 'Sent' });
  });
});

import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { ATTACHMENTS } from '../attachments/index.ts';
import { INVOICES } from '../invoices/index.ts';
import { stage } from '../orders/testing/shop.ts';
import { PROGRESS } from '../progress/index.ts';
import { approveAndSend, creditNotes, open, orderRow, settings, soldAndInvoiced, takeBack } from './testing/shop.ts';

beforeEach(() => open());
afterEach(() => stage.close());

describe('the flows beside it', () => {
  const all = { kind: 'changes', cursors: {}, full: true } as const;

  function beside(): object {
    const { flows, ...rest } = settings() as { readonly flows: object };
    const attachments = { enabled: true, when: 'true', documentType: 55, sendFrom: '2020-01-01T00:00:00Z' };
    return { ...rest, flows: { ...flows, attachments, progress: { enabled: true }, invoices: { enabled: true } } };
  }

  it('do not take its credit note for the sales order of an order: nothing is gone, and no file goes there', async () => {
    const { sold, items } = await soldAndInvoiced();
    const id = await takeBack(sold, [[items[0], 2]]);
    await approveAndSend([id]);
    const sent = await orderRow(id);
    const named = { kind: 'records', ids: [id], explicit: false } as const;
    const creditId = String(sent['Exact_Id__c']);
    for (const request of [all, named]) {
      const walks = [await stage.walk(PROGRESS, beside(), request), await stage.walk(ATTACHMENTS, beside(), request)];
      const outcomes = walks.flatMap((walked) => walked.outcomes);
      expect(outcomes.filter(({ error }) => error !== undefined)).toEqual([]);
      const ofReturn = outcomes.filter(({ recordId, exactId }) => [id, creditId].includes(recordId) || exactId === creditId);
      expect(ofReturn.filter(({ status }) => status !== 'unchanged')).toEqual([]);
    }
    expect(await orderRow(id)).toMatchObject({ Exact_Id__c: sent['Exact_Id__c'], Exact_Progress__c: null });
  });

  it('show it as a credit note of the account once it is processed', async () => {
    const { sold, items } = await soldAndInvoiced();
    const id = await takeBack(sold, [[items[0], 2]]);
    await approveAndSend([id]);
    const [credit] = await creditNotes();
    await stage.createRows('salesinvoice/PrintedSalesInvoices', [{ InvoiceID: credit?.['InvoiceID'] }]);
    await stage.walk(INVOICES, beside(), all);
    const rows = await stage.salesforce.rows('ExactInvoice__c');
    const shown = rows.find((row) => row['Your_Ref__c'] === (credit?.['YourRef'] ?? ''));
    expect(shown).toMatchObject({
      Account__c: sold.accountId,
      Invoice_Kind__c: expect.stringMatching(/credit/i),
      Order__c: null,
    });
  });
});

import SyncStatus from 'c/syncStatus';
import { getRecord as getSalesforceRecord } from 'lightning/uiRecordApi';
import getDebtors from '@salesforce/apex/OrderDebtorController.getDebtors';
import pushOrder from '@salesforce/apex/OrderPushController.pushOrder';
import getRecord from '@salesforce/apex/RecordController.getRecord';
import getTimeline from '@salesforce/apex/RecordController.getTimeline';
import { apexError, button, find, findAll, mount, settle, textOf, texts } from 'test/component';
import type { OrderSent, RecordSync } from 'tandem/middleware';

jest.mock('@salesforce/apex/RecordController.getRecord', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/customPermission/Tandem_Send_Orders', () => ({ default: true }), { virtual: true });
jest.mock('@salesforce/apex/OrderDebtorController.getDebtors', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/OrderPushController.pushOrder', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/RecordController.getTimeline', () => ({ default: jest.fn() }), { virtual: true });

const NOT_SYNCED: RecordSync = {
  recordId: '801000000000001AAA',
  flow: 'orders',
  status: 'notSynced',
  exactId: null,
  exactNumber: null,
  url: null,
  lastSyncedAt: null,
  problem: null,
  reason: { code: 'order_status_not_chosen', title: 'Not ready', message: 'It is a draft.', action: 'Activate it.' },
  waitingUntil: null,
  canSend: false,
};
const BEFORE_START: RecordSync = {
  ...NOT_SYNCED,
  reason: { code: 'order_before_start', title: 'Older', message: 'Before the start point.', action: 'Send it.' },
  canSend: true,
};
const SYNCED: RecordSync = {
  ...NOT_SYNCED,
  status: 'synced',
  reason: null,
  exactId: 'g',
  exactNumber: '1042',
  url: 'https://start.exactonline.nl/1042',
  lastSyncedAt: '2026-11-24T08:00:00Z',
};
const NO_VAT = { code: 'x', title: 'No VAT code', message: 'Row 1.', action: 'Choose one.', field: null };
const PROBLEM: RecordSync = { ...NOT_SYNCED, status: 'problem', reason: null, problem: NO_VAT };
const SENT: OrderSent = { status: 'sent', exactId: 'g', exactNumber: '1042', url: SYNCED.url, totals: null };
const open = () => mount('c-sync-status', SyncStatus, { recordId: '801000000000001AAA', objectApiName: 'Order' });

describe('c-sync-status', () => {
  beforeEach(() => getTimeline.mockResolvedValue({ items: [], next: null }));

  it('shows number, link and time of a synced record', async () => {
    getRecord.mockResolvedValue(SYNCED);
    const element = await open();
    expect(textOf(element, '.status')).toBe('In step with Exact Online');
    expect(texts(element, 'dt')).toEqual(['Number in Exact Online', 'Last synced']);
    expect(find<HTMLElement & { value: string; label: string }>(element, 'lightning-formatted-url')).toMatchObject({
      value: SYNCED.url,
      label: '1042',
    });
  });

  it('promises no code where only the link is known', async () => {
    getRecord.mockResolvedValue({ ...SYNCED, exactNumber: null, lastSyncedAt: null });
    const element = await mount('c-sync-status', SyncStatus, { recordId: '001000000000001AAA', objectApiName: 'Account' });
    expect(texts(element, 'dt')).toEqual(['Exact Online']);
    expect(find<HTMLElement & { label: string }>(element, 'lightning-formatted-url').label).toBe('Open the record');
  });

  it('shows the reason and what to do when there is a problem', async () => {
    getRecord.mockResolvedValue(PROBLEM);
    const element = await open();
    expect(textOf(element, '.status')).toBe('Needs you');
    expect(find<HTMLElement & { error: object }>(element, 'c-error-panel').error).toMatchObject({
      detail: 'Row 1.',
      action: 'Choose one.',
    });
  });

  it('says when a record is not in Exact yet', async () => {
    getRecord.mockResolvedValue(NOT_SYNCED);
    const element = await open();
    expect(textOf(element, '.status')).toBe('Not in Exact Online');
    expect(textOf(element, '.reason')).toContain('It is a draft.');
    expect(textOf(element, '.reason')).toContain('Activate it.');
    expect(findAll(element, 'dl')).toHaveLength(0);
    expect(findAll(element, '[data-action="send"]')).toHaveLength(0);
  });

  describe('with a record that waits', () => {
    beforeEach(() => jest.useFakeTimers({ doNotFake: ['performance', 'queueMicrotask', 'setImmediate'] }));
    afterEach(() => jest.useRealTimers());
    const waitingFor = (ms: number | null): RecordSync => ({
      ...SYNCED,
      status: 'waiting',
      waitingUntil: ms === null ? null : new Date(Date.now() + ms).toISOString(),
    });

    it.each([
      ['when its time has come', 30_000, 30_000],
      ['not at once where that is now', 0, 10_000],
      ['soon where nobody knows when', null, 10_000],
      ['once a minute where that is far away', 3_600_000, 60_000],
    ])('looks again %s', async (_, untilMs, lookedMs) => {
      getRecord.mockResolvedValueOnce(waitingFor(untilMs)).mockResolvedValueOnce(SYNCED);
      const element = await open();
      expect(textOf(element, '.status')).toBe('Waiting');
      await jest.advanceTimersByTimeAsync(lookedMs - 1_000);
      expect(getRecord).toHaveBeenCalledTimes(1);

      await jest.advanceTimersByTimeAsync(2_000);
      await settle();

      expect(textOf(element, '.status')).toBe('In step with Exact Online');
      await jest.advanceTimersByTimeAsync(600_000);
      expect(getRecord).toHaveBeenCalledTimes(2);
    });

    it('looks no more once the page is left', async () => {
      getRecord.mockResolvedValue(waitingFor(0));
      const element = await open();
      element.remove();
      await jest.advanceTimersByTimeAsync(600_000);
      expect(getRecord).toHaveBeenCalledTimes(1);
    });
  });

  it('offers to send only what can be sent, and shows what became of it', async () => {
    getRecord.mockResolvedValueOnce(BEFORE_START).mockResolvedValueOnce(SYNCED);
    pushOrder.mockResolvedValue(SENT);
    const element = await open();
    button(element, 'Send now').click();
    await settle();
    expect(pushOrder).toHaveBeenCalledWith({ orderId: '801000000000001AAA' });
    expect(textOf(element, '.status')).toBe('In step with Exact Online');
  });

  it('shows why sending did not succeed', async () => {
    getRecord.mockResolvedValue(BEFORE_START);
    pushOrder.mockRejectedValue(apexError({ title: 'Tandem is paused' }));
    const element = await open();
    button(element, 'Send now').click();
    await settle();
    expect(find<HTMLElement & { error: unknown }>(element, 'c-error-panel').error).toBeDefined();
  });

  it('lets a person choose the debtor where that is the advice, and sends the order then', async () => {
    getRecord.mockResolvedValue({ ...PROBLEM, problem: { ...NO_VAT, code: 'customer_ambiguous' } });
    getDebtors.mockResolvedValue({ customer: { name: 'Beta', email: null }, candidates: [], hasMore: false });
    const element = await open();
    button(element, 'Choose debtor').click();
    await settle();
    getRecord.mockResolvedValue(SYNCED);
    find(element, 'c-debtor-choice').dispatchEvent(new CustomEvent('chosen'));
    await settle();
    expect(pushOrder).toHaveBeenCalledWith({ orderId: '801000000000001AAA' });
    expect(textOf(element, '.status')).toBe('In step with Exact Online');
    expect(findAll(element, 'c-debtor-choice')).toHaveLength(0);
  });

  it('looks again when the record changed in Salesforce', async () => {
    getRecord.mockResolvedValueOnce(NOT_SYNCED).mockResolvedValueOnce(SYNCED);
    const element = await open();
    getSalesforceRecord.emit({ fields: { LastModifiedDate: { value: 'a' } } });
    await settle();
    expect(getRecord).toHaveBeenCalledTimes(1);
    getSalesforceRecord.emit({ fields: { LastModifiedDate: { value: 'b' } } });
    await settle();
    expect(textOf(element, '.status')).toBe('In step with Exact Online');
    expect(getTimeline).toHaveBeenCalledTimes(2);
  });

  it('loads again after an error', async () => {
    getRecord.mockRejectedValueOnce(apexError({ title: 'No answer' })).mockResolvedValueOnce(SYNCED);
    const element = await open();
    const view = find<HTMLElement & { error: unknown }>(element, 'c-async-view');
    expect(view.error).toBeDefined();
    view.dispatchEvent(new CustomEvent('retry'));
    await settle();
    expect(textOf(element, '.status')).toBe('In step with Exact Online');
  });

  it.each([
    ['it is synced', () => getRecord.mockResolvedValue(SYNCED)],
    ['it has a problem', () => getRecord.mockResolvedValue(PROBLEM)],
    ['it is not synced', () => getRecord.mockResolvedValue(NOT_SYNCED)],
    ['it can be sent', () => getRecord.mockResolvedValue(BEFORE_START)],
    ['it loads', () => getRecord.mockReturnValue(new Promise(() => {}))],
    ['it shows an error', () => getRecord.mockRejectedValue(apexError({ title: 'No answer' }))],
  ])('is accessible when %s', async (_state, arrange) => {
    arrange();
    await expect(await open()).toBeAccessible();
  });
});

import OrderPush from 'c/orderPush';
import { getRecord as getSalesforceRecord, notifyRecordUpdateAvailable } from 'lightning/uiRecordApi';
import linkOrder from '@salesforce/apex/OrderPushController.linkOrder';
import pushAgain from '@salesforce/apex/OrderPushController.pushAgain';
import pushOrder from '@salesforce/apex/OrderPushController.pushOrder';
import pushUnderReference from '@salesforce/apex/OrderPushController.pushUnderReference';
import getDebtors from '@salesforce/apex/OrderDebtorController.getDebtors';
import getPushRun from '@salesforce/apex/OrderPushController.getPushRun';
import getRecord from '@salesforce/apex/RecordController.getRecord';
import { RUN, problem } from 'test/answers';
import { apexError, button, find, findAll, listen, mount, settle, textOf, texts } from 'test/component';
import type { OrderSent, OrderTotals, RecordSync } from 'tandem/middleware';

jest.mock('@salesforce/apex/OrderPushController.linkOrder', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/OrderPushController.pushAgain', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/OrderPushController.pushOrder', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/OrderPushController.pushUnderReference', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/OrderDebtorController.getDebtors', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/OrderDebtorController.linkDebtor', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/OrderDebtorController.makeDebtor', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/OrderPushController.getPushRun', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/RecordController.getRecord', () => ({ default: jest.fn() }), { virtual: true });

const ORDER_ID = '801000000000001AAA';
const TOTALS: OrderTotals = { net: '100.00', vat: '21.00', gross: '121.00', currency: 'EUR' };
const SENT: OrderSent = {
  status: 'sent',
  exactId: 'g',
  exactNumber: '1042',
  url: 'https://start.exactonline.nl/1042',
  totals: TOTALS,
};
const RECORD: RecordSync = {
  recordId: ORDER_ID,
  flow: 'orders',
  status: 'notSynced',
  exactId: null,
  exactNumber: null,
  url: null,
  lastSyncedAt: null,
  problem: null,
  reason: null,
  waitingUntil: null,
  canSend: false,
};
const open = () => mount('c-order-push', OrderPush, { recordId: ORDER_ID });

describe('c-order-push', () => {
  it('puts no symbol of its own before amounts whose currency is not told', async () => {
    pushOrder.mockResolvedValue({ ...SENT, status: 'alreadySent', totals: { ...TOTALS, currency: '' } });
    const element = await open();
    const amounts = findAll<HTMLElement & { formatStyle: string }>(element, 'lightning-formatted-number');
    expect(amounts.map(({ formatStyle }) => formatStyle)).toEqual(['decimal', 'decimal', 'decimal']);
  });

  it('sends the order once and shows number, link and totals', async () => {
    pushOrder.mockResolvedValue(SENT);
    const element = await open();
    element.recordId = ORDER_ID;
    await settle();
    expect(pushOrder).toHaveBeenCalledTimes(1);
    expect(textOf(element, '.title')).toBe('The order is in Exact Online');
    expect(find<HTMLElement & { label: string }>(element, 'lightning-formatted-url').label).toBe('1042');
    expect(texts(element, 'dt')).toEqual(['Number in Exact Online', 'Net', 'VAT', 'Total']);
    expect(notifyRecordUpdateAvailable).toHaveBeenCalledWith([{ recordId: ORDER_ID }]);
  });

  it('says that nothing was sent twice', async () => {
    pushOrder.mockResolvedValue({ ...SENT, status: 'alreadySent', url: null, totals: null });
    const element = await open();
    expect(textOf(element, '.title')).toContain('nothing was sent twice');
    expect(textOf(element, '.number')).toBe('1042');
  });

  it('shows the reason and what to do, and tries again when asked', async () => {
    pushOrder.mockRejectedValueOnce(apexError({ title: 'No VAT code', action: 'Choose one.' })).mockResolvedValueOnce(SENT);
    const element = await open();
    find(element, 'c-error-panel').dispatchEvent(new CustomEvent('retry'));
    await settle();
    expect(textOf(element, '.title')).toBe('The order is in Exact Online');
  });

  it('lets a person choose the debtor where that is what is missing, and sends the order then', async () => {
    getDebtors.mockResolvedValue({ customer: { name: 'Beta', email: null }, candidates: [], hasMore: false });
    pushOrder
      .mockRejectedValueOnce(apexError({ code: 'customer_ambiguous', title: 'Several debtors' }))
      .mockResolvedValueOnce(SENT);
    const element = await open();
    find(element, 'c-debtor-choice').dispatchEvent(new CustomEvent('chosen'));
    await settle();
    expect(pushOrder).toHaveBeenCalledTimes(2);
    expect(textOf(element, '.title')).toBe('The order is in Exact Online');
  });

  it.each([
    ['This is sales order 12', { linkTo: '12' }, linkOrder, { exactNumber: '12' }],
    ['Send as 00000101-2', { reference: '00000101-2' }, pushUnderReference, { reference: '00000101-2' }],
    ['Send again', { sendAgain: 'true' }, pushAgain, {}],
  ])('lets a person decide where Tandem does not: %s', async (label, push, method, args) => {
    pushOrder.mockRejectedValue(apexError({ title: 'Another order', alternatives: [{ label, push }] }));
    method.mockResolvedValue(SENT);
    const element = await open();
    button(element, label).click();
    await settle();
    expect(method).toHaveBeenCalledWith({ orderId: ORDER_ID, ...args });
    expect(textOf(element, '.title')).toBe('The order is in Exact Online');
  });

  it('asks for no debtor where something else is wrong', async () => {
    pushOrder.mockRejectedValue(apexError({ code: 'value_not_in_exact', title: 'No VAT code' }));
    expect(findAll(await open(), 'c-debtor-choice')).toEqual([]);
  });

  it('names the order in the header', async () => {
    pushOrder.mockReturnValue(new Promise(() => {}));
    const element = await open();
    getSalesforceRecord.emit({ fields: { OrderNumber: { value: '00000102' } } });
    await settle();
    expect(find<HTMLElement & { header: string }>(element, 'lightning-quick-action-panel').header).toContain('to Exact Online');
  });

  it('closes the action', async () => {
    pushOrder.mockResolvedValue(SENT);
    const element = await open();
    const closed = listen(element, 'lightning__actionsclosescreen');
    button(element, 'Close').click();
    expect(closed).toHaveBeenCalledTimes(1);
  });

  describe('when the order takes longer', () => {
    beforeEach(() => {
      jest.useFakeTimers();
      pushOrder.mockResolvedValue({ runId: 'r1', message: 'Tandem is sending the order.', until: null });
    });
    afterEach(() => jest.useRealTimers());

    const finishRun = async () => {
      jest.advanceTimersByTime(2000);
      await settle();
    };

    it('follows the run and shows the number at its end', async () => {
      getPushRun.mockResolvedValueOnce({ ...RUN, state: 'running' }).mockResolvedValueOnce(RUN);
      getRecord.mockResolvedValue({ ...RECORD, status: 'synced', exactNumber: '1042' });
      const element = await open();
      expect(textOf(element, '.sending p')).toContain('You may close this window');
      await finishRun();
      await finishRun();
      expect(textOf(element, '.number')).toBe('1042');
      expect(findAll(element, '.sending')).toHaveLength(0);
    });

    it('says in plain words where the order stands', async () => {
      const message = 'Tandem is checking whether Exact Online stored it.';
      pushOrder.mockResolvedValue({ runId: 'r1', message, until: null });
      const reason = problem({ detail: 'The calls are used up.' });
      const waiting = { count: 1, until: '2026-11-24T08:05:00Z', reason };
      getPushRun.mockResolvedValueOnce({ ...RUN, state: 'running', waiting });
      const element = await open();
      expect(textOf(element, '.sending p')).toContain(message);
      await finishRun();
      expect(textOf(element, '.sending p')).toMatch(/^The calls are used up\. Tandem looks again at /);
    });

    it('shows the problem of the record when it was not sent', async () => {
      getPushRun.mockResolvedValue({ ...RUN, state: 'failed' });
      getRecord.mockResolvedValue({
        ...RECORD,
        status: 'problem',
        problem: { code: 'value_not_in_exact', title: 'No VAT code', message: 'Row 1.', action: 'Choose one.', field: null },
      });
      const element = await open();
      await finishRun();
      expect(find<HTMLElement & { error: object }>(element, 'c-error-panel').error).toMatchObject({ title: 'No VAT code' });
    });
  });

  it.each([
    ['it sends', () => pushOrder.mockReturnValue(new Promise(() => {}))],
    ['the order is sent', () => pushOrder.mockResolvedValue(SENT)],
    ['it shows an error', () => pushOrder.mockRejectedValue(apexError({ title: 'No VAT code' }))],
  ])('is accessible when %s', async (_state, arrange) => {
    arrange();
    await expect(await open()).toBeAccessible();
  });
});

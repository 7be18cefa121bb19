import ApprovalList from 'c/approvalList';
import getWaiting from '@salesforce/apex/ApprovalController.getWaiting';
import { find, findAll, listen, mount, settle, texts } from 'test/component';
import type { Approval } from 'tandem/middleware';

jest.mock('@salesforce/apex/ApprovalController.getWaiting', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/customPermission/Tandem_Decide_Approval', () => ({ default: true }), { virtual: true });

const asked = { name: 'Anna de Vries', at: '2026-01-01T10:00:00Z', reason: 'An old customer', isCaller: false };
const ITEM: Approval = {
  ...{ id: 'a1', flow: 'orders', division: 1, recordId: '801000000000001AAA', label: '00000107' },
  ...{ code: 'order_credit_blocked', title: 'Owes too much', message: 'Order 00000107', state: 'asked' },
  ...{ asked, decided: null, expiresAt: '2026-01-08T10:00:00Z', mayDecide: true },
};

describe('c-approval-list', () => {
  beforeEach(() => {
    getWaiting.mockResolvedValue({ items: [ITEM], next: null });
  });

  it('lists what waits, each with its decision, and reads again once one was made', async () => {
    const element = await mount('c-approval-list', ApprovalList, {});
    expect(texts(element, '.what')).toEqual(['Owes too much: 00000107']);
    const heard = listen(element, 'changed');
    getWaiting.mockResolvedValue({ items: [], next: null });
    find(element, 'c-record-approval').dispatchEvent(new CustomEvent('decided'));
    await settle();
    expect(heard).toHaveBeenCalledTimes(1);
    expect(findAll(element, 'lightning-card')).toEqual([]);
  });
});

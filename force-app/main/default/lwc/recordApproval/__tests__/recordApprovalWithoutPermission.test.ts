import RecordApproval from 'c/recordApproval';
import getApproval from '@salesforce/apex/ApprovalController.getApproval';
import { findAll, mount, textOf } from 'test/component';
import type { Approval } from 'tandem/middleware';

jest.mock('@salesforce/apex/ApprovalController.getApproval', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/customPermission/Tandem_Ask_Approval', () => ({ default: undefined }), { virtual: true });

const asked = { name: 'Anna de Vries', at: '2026-01-01T10:00:00Z', reason: 'An old customer', isCaller: false };
const WAITING: Approval = {
  ...{ id: 'a1', flow: 'orders', division: 1, recordId: '801000000000001AAA', label: '00000107' },
  ...{ code: 'order_credit_blocked', title: 'Owes too much', message: 'Order 00000107', state: 'asked' },
  ...{ asked, decided: null, expiresAt: '2026-01-08T10:00:00Z', mayDecide: false },
};

describe('c-record-approval', () => {
  it.each([
    ['ask', [], 'permission to ask'],
    ['decide', [WAITING], 'permission to decide'],
  ])('tells who may not %s that others can', async (_what, items, hint) => {
    getApproval.mockResolvedValue({ items, next: null });
    const element = await mount('c-record-approval', RecordApproval, { recordId: '801000000000001AAA' });
    expect(textOf(element, '.hint')).toContain(hint);
    expect(findAll(element, 'lightning-button')).toEqual([]);
  });
});

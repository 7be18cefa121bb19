import RecordApproval from 'c/recordApproval';
import ask from '@salesforce/apex/ApprovalController.ask';
import decide from '@salesforce/apex/ApprovalController.decide';
import getApproval from '@salesforce/apex/ApprovalController.getApproval';
import { apexError, button, enter, find, findAll, listen, mount, settle, textOf } from 'test/component';
import type { Approval } from 'tandem/middleware';

jest.mock('@salesforce/apex/ApprovalController.ask', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/ApprovalController.decide', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/ApprovalController.getApproval', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/customPermission/Tandem_Ask_Approval', () => ({ default: true }), { virtual: true });

const ORDER_ID = '801000000000001AAA';
const asked = { name: 'Anna de Vries', at: '2026-01-01T10:00:00Z', reason: 'An old customer', isCaller: false };
const decided = { name: 'Bert Bos', at: '2026-01-01T11:00:00Z', reason: 'He pays on Monday', isCaller: false };
const APPROVAL: Approval = {
  ...{ id: 'a1', flow: 'orders', division: 1, recordId: ORDER_ID, label: '00000107', code: 'order_credit_blocked' },
  ...{ title: 'Owes too much', message: 'Order 00000107 of 5.45 EUR', state: 'asked', asked, decided: null },
  ...{ expiresAt: '2026-01-08T10:00:00Z', mayDecide: false },
};
const open = async (approval?: Partial<Approval>) => {
  getApproval.mockResolvedValue({ items: approval ? [{ ...APPROVAL, ...approval }] : [], next: null });
  return mount('c-record-approval', RecordApproval, { recordId: ORDER_ID });
};
const buttons = (element: HTMLElement) =>
  findAll<HTMLElement & { label: string }>(element, 'lightning-button').map(({ label }) => label);

describe('c-record-approval', () => {
  it('asks with a reason, and not without one', async () => {
    ask.mockResolvedValue({ ...APPROVAL, asked: { ...asked, isCaller: true } });
    const element = await open();
    expect(buttons(element)).toEqual(['Ask for approval']);
    expect(find<HTMLElement & { disabled: boolean }>(element, 'lightning-button').disabled).toBe(true);

    enter(find(element, 'lightning-input'), { value: ' An old customer ' });
    await settle();
    button(element, 'Ask for approval').click();
    await settle();

    expect(ask).toHaveBeenCalledWith({ recordId: ORDER_ID, reason: 'An old customer' });
    expect(textOf(element, '.told')).toBe('You asked for approval. Somebody else decides.');
    expect(buttons(element)).toEqual([]);
  });

  it('lets another person decide, and tells whoever shows it', async () => {
    decide.mockResolvedValue({ ...APPROVAL, state: 'approved', decided });
    const element = await open({ mayDecide: true });
    const heard = listen(element, 'decided');
    expect(textOf(element, '.told')).toBe('Anna de Vries asks for approval.');
    expect(textOf(element, '.reason')).toBe('Reason: An old customer');
    expect(buttons(element)).toEqual(['Approve', 'Refuse']);

    enter(find(element, 'lightning-input'), { value: 'He pays on Monday' });
    await settle();
    button(element, 'Approve').click();
    await settle();

    expect(decide).toHaveBeenCalledWith({
      ...{ recordId: ORDER_ID, approvalId: 'a1', verdict: 'approved', reason: 'He pays on Monday' },
    });
    expect(heard).toHaveBeenCalledTimes(1);
    expect(textOf(element, '.told')).toBe('Bert Bos approved. It goes on by itself.');
    expect(textOf(element, '.reason')).toBe('Reason: He pays on Monday');
  });

  it.each([
    ['refused', { state: 'refused', decided }, 'Bert Bos refused.', ['Ask for approval']],
    ['expired', { state: 'expired' }, 'Nobody decided within a week. Ask again.', ['Ask for approval']],
    ['outdated', { state: 'replaced' }, 'What was asked for no longer fits the figures of now. Ask again.', ['Ask for approval']],
    ['approved', { state: 'approved', decided }, 'Bert Bos approved. It goes on by itself.', []],
  ] as const)('says what became of it: %s', async (_what, more, told, shown) => {
    const element = await open(more as Partial<Approval>);
    expect(textOf(element, '.told')).toBe(told);
    expect(buttons(element)).toEqual(shown);
  });

  it('shows why the service refused, and keeps what was written', async () => {
    decide.mockRejectedValue(apexError({ code: 'approval_own', title: 'Somebody else has to decide' }));
    const element = await open({ mayDecide: true });
    enter(find(element, 'lightning-input'), { value: 'mine' });
    await settle();
    button(element, 'Refuse').click();
    await settle();
    expect(find(element, 'c-error-panel')).not.toBeNull();
    expect(find<HTMLElement & { value: string }>(element, 'lightning-input').value).toBe('mine');
  });
});

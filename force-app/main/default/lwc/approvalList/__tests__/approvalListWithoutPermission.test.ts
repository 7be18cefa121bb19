import ApprovalList from 'c/approvalList';
import getWaiting from '@salesforce/apex/ApprovalController.getWaiting';
import { findAll, mount } from 'test/component';

jest.mock('@salesforce/apex/ApprovalController.getWaiting', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/customPermission/Tandem_Decide_Approval', () => ({ default: undefined }), { virtual: true });

describe('c-approval-list', () => {
  it('is not there for who may not decide, and asks nothing then', async () => {
    const element = await mount('c-approval-list', ApprovalList, {});
    expect(findAll(element, 'lightning-card')).toEqual([]);
    expect(getWaiting).not.toHaveBeenCalled();
  });
});

import PairingForm from 'c/pairingForm';
import redeemPairingCode from '@salesforce/apex/SetupController.redeemPairingCode';
import { apexError, button, enter, find, listen, mount, settle } from 'test/component';

jest.mock('@salesforce/apex/SetupController.redeemPairingCode', () => ({ default: jest.fn() }), { virtual: true });

describe('c-pairing-form', () => {
  it('cannot be sent without a code', async () => {
    const element = await mount('c-pairing-form', PairingForm);
    expect(button(element, 'Connect').disabled).toBe(true);
  });

  it('redeems the code and fires paired', async () => {
    redeemPairingCode.mockResolvedValue({});
    const element = await mount('c-pairing-form', PairingForm);
    const paired = listen(element, 'paired');
    enter(find(element, 'lightning-input'), { value: ' abc-123 ' });
    await settle();
    button(element, 'Connect').click();
    await settle();
    expect(redeemPairingCode).toHaveBeenCalledWith({ code: 'abc-123' });
    expect(paired).toHaveBeenCalledTimes(1);
  });

  it('shows why a code is refused, and is accessible when it does', async () => {
    redeemPairingCode.mockRejectedValue(apexError({ title: 'The pairing code is not valid' }));
    const element = await mount('c-pairing-form', PairingForm);
    enter(find(element, 'lightning-input'), { value: 'old' });
    await settle();
    button(element, 'Connect').click();
    await settle();
    find(element, 'c-error-panel');
    await expect(element).toBeAccessible();
  });
});

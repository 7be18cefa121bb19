import PairingForm from 'c/pairingForm';
import getConnectAddress from '@salesforce/apex/SetupController.getConnectAddress';
import redeemPairingCode from '@salesforce/apex/SetupController.redeemPairingCode';
import { apexError, button, enter, find, listen, mount, settle, texts } from 'test/component';

jest.mock('@salesforce/apex/SetupController.getConnectAddress', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/SetupController.redeemPairingCode', () => ({ default: jest.fn() }), { virtual: true });

describe('c-pairing-form', () => {
  it('leads to the page where an administrator logs in', async () => {
    getConnectAddress.mockResolvedValue({ connectUrl: 'https://tandem.example/connect/salesforce' });
    const element = await mount('c-pairing-form', PairingForm);
    const navigate = listen(element, 'navigate');
    button(element, 'Log in and get a code').click();
    await settle();
    expect(navigate).toHaveBeenCalledWith({
      type: 'standard__webPage',
      attributes: { url: 'https://tandem.example/connect/salesforce' },
    });
    expect(texts(element, '.note')[0]).toContain('opens in a new tab');
  });

  it('says why it cannot lead there', async () => {
    getConnectAddress.mockRejectedValue(apexError({ title: 'The service cannot be reached' }));
    const element = await mount('c-pairing-form', PairingForm);
    button(element, 'Log in and get a code').click();
    await settle();
    find(element, 'c-error-panel');
    expect(texts(element, '.note')).toEqual(['']);
  });

  it('says what is left to do after disconnecting, and is accessible', async () => {
    const element = await mount('c-pairing-form', PairingForm, { left: ['Remove Tandem in Exact Online.'] });
    expect(texts(element, '.left li')).toEqual(['Remove Tandem in Exact Online.']);
    await expect(element).toBeAccessible();
  });

  it('cannot be sent without a code', async () => {
    const element = await mount('c-pairing-form', PairingForm);
    expect(button(element, 'Connect').disabled).toBe(true);
  });

  it('redeems the code and fires paired', async () => {
    redeemPairingCode.mockResolvedValue({ orgId: '00D000000000001AAA' });
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

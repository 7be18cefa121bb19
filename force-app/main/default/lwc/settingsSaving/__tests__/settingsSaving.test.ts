import { saveSettings } from 'c/settingsSaving';
import LightningConfirm from 'lightning/confirm';
import saveConfiguration from '@salesforce/apex/SetupController.saveConfiguration';
import { apexError } from 'test/component';
import { flowCatalogue } from 'test/flows';
import type { Configuration, ConfigurationDocument, Released } from 'tandem/middleware';

jest.mock('@salesforce/apex/SetupController.saveConfiguration', () => ({ default: jest.fn() }), { virtual: true });

const CATALOGUE = flowCatalogue('en');
const DOCUMENT: ConfigurationDocument = { version: 1 };
const SAVED: Configuration = { version: 5, document: DOCUMENT, author: null, savedAt: null };
const RELEASED: Released = {
  flow: 'orders',
  count: 10,
  isAtMost: false,
  from: '2026-11-01T00:00:00.000Z',
  oldest: '2026-11-01T08:00:00.000Z',
  newest: '2026-11-23T16:40:00.000Z',
  amount: '14230.10',
  currency: 'EUR',
  timeZone: 'Europe/Amsterdam',
};
const ASKED = apexError({
  code: 'start_point_moves_back',
  title: 'Older orders would be sent',
  detail: 'With these settings Tandem would send 10 orders, together 14230.10 EUR.',
  released: RELEASED,
});

describe('saving settings', () => {
  it('asks nothing when nothing of the past is sent', async () => {
    saveConfiguration.mockResolvedValue(SAVED);
    await expect(saveSettings(DOCUMENT, 4, CATALOGUE)).resolves.toEqual(SAVED);
    expect(saveConfiguration).toHaveBeenCalledWith({ documentJson: '{"version":1}', version: 4, confirmedReleased: '' });
    expect(LightningConfirm.open).not.toHaveBeenCalled();
  });

  it('asks with the number and the amount, and saves only what was confirmed', async () => {
    saveConfiguration.mockRejectedValueOnce(ASKED).mockResolvedValueOnce(SAVED);
    LightningConfirm.open.mockResolvedValue(true);
    await expect(saveSettings(DOCUMENT, 4, CATALOGUE)).resolves.toEqual(SAVED);
    expect(LightningConfirm.open.mock.calls[0]?.[0]).toMatchObject({
      label: 'Send 10 older orders?',
      message: expect.stringContaining('together 14230.10 EUR'),
    });
    expect(saveConfiguration.mock.calls[1]?.[0].confirmedReleased).toBe('10');
  });

  it('asks for one record as for one, and for no more than there may be', async () => {
    const released: Released = { ...RELEASED, flow: 'products', count: 1, isAtMost: true };
    saveConfiguration.mockRejectedValueOnce(apexError({ code: 'start_point_moves_back', title: 'Older', released }));
    LightningConfirm.open.mockResolvedValue(false);
    await saveSettings(DOCUMENT, 4, CATALOGUE);
    expect(LightningConfirm.open.mock.calls[0]?.[0].label).toBe('Send up to 1 older item?');
  });

  it('saves nothing when the person says no', async () => {
    saveConfiguration.mockRejectedValueOnce(ASKED);
    LightningConfirm.open.mockResolvedValue(false);
    await expect(saveSettings(DOCUMENT, 4, CATALOGUE)).resolves.toBeUndefined();
    expect(saveConfiguration).toHaveBeenCalledTimes(1);
  });

  it('hands on every other problem', async () => {
    const refused = apexError({ title: 'The settings are not valid' });
    saveConfiguration.mockRejectedValueOnce(refused);
    await expect(saveSettings(DOCUMENT, 4, CATALOGUE)).rejects.toBe(refused);
  });
});

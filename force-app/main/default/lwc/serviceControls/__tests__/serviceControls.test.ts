import ServiceControls from 'c/serviceControls';
import LightningConfirm from 'lightning/confirm';
import pauseAll from '@salesforce/apex/SetupController.pauseAll';
import resumeAll from '@salesforce/apex/SetupController.resumeAll';
import disconnect from '@salesforce/apex/SetupController.disconnect';
import { ORG } from 'test/answers';
import { apexError, button, find, listen, mount, settle } from 'test/component';

jest.mock('@salesforce/apex/SetupController.pauseAll', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/SetupController.resumeAll', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/SetupController.disconnect', () => ({ default: jest.fn() }), { virtual: true });

describe('c-service-controls', () => {
  beforeEach(() => {
    pauseAll.mockResolvedValue({ state: 'paused' });
    resumeAll.mockResolvedValue({ state: 'active' });
    disconnect.mockResolvedValue({ left: [] });
  });

  it('pauses after a person confirmed', async () => {
    LightningConfirm.open.mockResolvedValue(true);
    const element = await mount('c-service-controls', ServiceControls, { org: ORG });
    const changed = listen(element, 'changed');
    button(element, 'Pause everything').click();
    await settle();
    expect(pauseAll).toHaveBeenCalledTimes(1);
    expect(changed).toHaveBeenCalledTimes(1);
  });

  it('does nothing when a person says no', async () => {
    LightningConfirm.open.mockResolvedValue(false);
    const element = await mount('c-service-controls', ServiceControls, { org: ORG });
    button(element, 'Pause everything').click();
    button(element, 'Disconnect').click();
    await settle();
    expect(pauseAll).not.toHaveBeenCalled();
    expect(disconnect).not.toHaveBeenCalled();
  });

  it('resumes at once when everything is paused', async () => {
    const element = await mount('c-service-controls', ServiceControls, { org: { ...ORG, state: 'paused' } });
    button(element, 'Resume').click();
    await settle();
    expect(resumeAll).toHaveBeenCalledTimes(1);
  });

  it('disconnects after a person confirmed', async () => {
    LightningConfirm.open.mockResolvedValue(true);
    const element = await mount('c-service-controls', ServiceControls, { org: ORG });
    const disconnected = listen(element, 'disconnected');
    button(element, 'Disconnect').click();
    await settle();
    expect(disconnected).toHaveBeenCalledTimes(1);
  });

  it('shows an error and stays usable, and is accessible when it does', async () => {
    LightningConfirm.open.mockResolvedValue(true);
    pauseAll.mockRejectedValue(apexError({ title: 'No answer' }));
    const element = await mount('c-service-controls', ServiceControls, { org: ORG });
    button(element, 'Pause everything').click();
    await settle();
    find(element, 'c-error-panel');
    expect(button(element, 'Pause everything').disabled).toBe(false);
    await expect(element).toBeAccessible();
  });

  it.each(['active', 'paused'] as const)('is accessible when the org is %s', async (state) => {
    await expect(await mount('c-service-controls', ServiceControls, { org: { ...ORG, state } })).toBeAccessible();
  });
});

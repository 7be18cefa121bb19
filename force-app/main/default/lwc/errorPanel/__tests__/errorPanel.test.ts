import ErrorPanel from 'c/errorPanel';
import { apexError, button, find, findAll, listen, mount, texts } from 'test/component';

const ERROR = apexError({ title: 'No customer', detail: 'Order 1 has no account.', action: 'Choose an account.' });

describe('c-error-panel', () => {
  it('shows what happened and what to do', async () => {
    const element = await mount('c-error-panel', ErrorPanel, { error: ERROR });
    expect(texts(element, '[role="alert"] p')).toEqual([
      'No customer',
      'Order 1 has no account.',
      'What to do: Choose an account.',
    ]);
    expect(findAll(element, 'lightning-button')).toHaveLength(0);
  });

  it('fires retry when a person tries again', async () => {
    const element = await mount('c-error-panel', ErrorPanel, { error: ERROR, canRetry: true });
    const retried = listen(element, 'retry');
    button(element, 'Try again').click();
    expect(retried).toHaveBeenCalledTimes(1);
  });

  it('shows nothing without an error', async () => {
    const element = await mount('c-error-panel', ErrorPanel);
    expect(findAll(element, '[role="alert"]')).toHaveLength(0);
  });

  it('is accessible when it shows an error', async () => {
    const element = await mount('c-error-panel', ErrorPanel, { error: ERROR, canRetry: true });
    find(element, '[role="alert"]');
    await expect(element).toBeAccessible();
  });
});

import AsyncView from 'c/asyncView';
import { find, findAll, listen, mount, texts } from 'test/component';

const STATES = {
  loading: { isLoading: true, loadingText: 'Loading orders' },
  error: { error: { title: 'No answer' } },
  empty: { isEmpty: true, emptyTitle: 'No orders', emptyText: 'They appear here.' },
  data: {},
};

describe('c-async-view', () => {
  it('shows a spinner while loading', async () => {
    const element = await mount('c-async-view', AsyncView, STATES.loading);
    expect(find<HTMLElement & { alternativeText: string }>(element, 'lightning-spinner').alternativeText).toBe('Loading orders');
  });

  it('shows the error and passes retry on', async () => {
    const element = await mount('c-async-view', AsyncView, STATES.error);
    const retried = listen(element, 'retry');
    find(element, 'c-error-panel').dispatchEvent(new CustomEvent('retry'));
    expect(retried).toHaveBeenCalledTimes(1);
  });

  it('explains an empty view', async () => {
    const element = await mount('c-async-view', AsyncView, STATES.empty);
    expect(texts(element, '.empty p')).toEqual(['No orders', 'They appear here.']);
  });

  it('shows the data otherwise', async () => {
    const element = await mount('c-async-view', AsyncView, STATES.data);
    expect(findAll(element, 'slot')).toHaveLength(1);
    expect(findAll(element, 'lightning-spinner, c-error-panel, .empty')).toHaveLength(0);
  });

  it.each(Object.entries(STATES))('is accessible when it shows %s', async (_state, properties) => {
    await expect(await mount('c-async-view', AsyncView, properties)).toBeAccessible();
  });
});

import BudgetMeter from 'c/budgetMeter';
import getBudget from '@salesforce/apex/BudgetController.getBudget';
import { apexError, find, findAll, mount, settle, texts } from 'test/component';
import { flowCatalogue } from 'test/flows';
import type { Budget } from 'tandem/middleware';

jest.mock('@salesforce/apex/BudgetController.getBudget', () => ({ default: jest.fn() }), { virtual: true });

const BUDGET: Budget = {
  divisions: [
    {
      division: 1,
      name: 'Acme',
      minute: { limit: 60, used: 3, resetsAt: '2026-11-24T08:01:00Z' },
      day: { limit: 5000, used: 4500, resetsAt: '2026-11-25T00:00:00Z' },
    },
  ],
  salesforce: { limit: null, used: null },
  forecast: [
    { flow: 'orders', waiting: 12, text: '12 orders wait, done in about 1 minute', doneAt: null, recordsPerMinute: null },
  ],
};
const open = () => mount('c-budget-meter', BudgetMeter, { catalogue: flowCatalogue('en') });

describe('c-budget-meter', () => {
  it('shows the calls of each limit and warns when one is nearly used', async () => {
    getBudget.mockResolvedValue(BUDGET);
    const element = await open();
    expect(texts(element, '.meter > p:first-child')).toEqual([
      'Exact Online, Acme: today',
      'Exact Online, Acme: this minute',
      'Salesforce: last 24 hours',
    ]);
    expect(findAll(element, 'lightning-progress-bar').map((bar) => (bar as HTMLElement & { value: number }).value)).toEqual([
      90, 5,
    ]);
    expect(findAll(element, '.nearly')).toHaveLength(1);
    expect(texts(element, '.meter')[2]).toContain('Not known yet: Salesforce tells with the next call');
    expect(texts(element, '.slds-list_dotted li')).toEqual(['Orders: 12 orders wait, done in about 1 minute']);
  });

  it('loads again after an error', async () => {
    getBudget.mockRejectedValueOnce(apexError({ title: 'No answer' })).mockResolvedValueOnce(BUDGET);
    const element = await open();
    const view = find<HTMLElement & { error: unknown }>(element, 'c-async-view');
    expect(view.error).toBeDefined();
    view.dispatchEvent(new CustomEvent('retry'));
    await settle();
    expect(findAll(element, '.meter')).toHaveLength(3);
  });

  it.each([
    ['it shows calls', () => getBudget.mockResolvedValue(BUDGET)],
    ['it loads', () => getBudget.mockReturnValue(new Promise(() => {}))],
    ['it shows an error', () => getBudget.mockRejectedValue(apexError({ title: 'No answer' }))],
  ])('is accessible when %s', async (_state, arrange) => {
    arrange();
    await expect(await open()).toBeAccessible();
  });
});

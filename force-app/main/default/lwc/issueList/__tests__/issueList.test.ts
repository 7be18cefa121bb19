import IssueList from 'c/issueList';
import getDebtors from '@salesforce/apex/OrderDebtorController.getDebtors';
import getIssues from '@salesforce/apex/IssueController.getIssues';
import retryIssue from '@salesforce/apex/IssueController.retryIssue';
import ignoreIssue from '@salesforce/apex/IssueController.ignoreIssue';
import resolveIssue from '@salesforce/apex/IssueController.resolveIssue';
import { apexError, button, enter, find, findAll, listen, mount, settle, texts } from 'test/component';
import { flowCatalogue } from 'test/flows';
import type { Issue } from 'tandem/middleware';

jest.mock('@salesforce/apex/OrderDebtorController.getDebtors', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/OrderDebtorController.linkDebtor', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/OrderDebtorController.makeDebtor', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/IssueController.getIssues', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/IssueController.retryIssue', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/IssueController.ignoreIssue', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/IssueController.resolveIssue', () => ({ default: jest.fn() }), { virtual: true });

const issue = (id: string, more: Partial<Issue> = {}): Issue => ({
  id,
  flow: 'orders',
  division: 123456,
  recordId: '801000000000001AAA',
  label: `Order ${id}`,
  code: 'vat_missing',
  title: 'No VAT code',
  message: 'Row 1 has no VAT code.',
  action: 'Choose one on the order product.',
  field: 'VAT code',
  firstAt: '2026-11-24T08:00:00Z',
  lastAt: '2026-11-24T09:00:00Z',
  attempts: 1,
  state: 'open',
  ...more,
});
const open = (properties = {}) => mount('c-issue-list', IssueList, { catalogue: flowCatalogue('en'), ...properties });

describe('c-issue-list', () => {
  beforeEach(() => {
    getIssues.mockResolvedValue({ items: [issue('1'), issue('2', { recordId: '8b7c-guid', attempts: 3 })], next: null });
    for (const call of [retryIssue, ignoreIssue, resolveIssue]) {
      call.mockResolvedValue(issue('1'));
    }
  });

  it('shows reason and what to do for each record', async () => {
    const element = await open();
    expect(texts(element, '.issue h3')).toEqual(['No VAT code', 'No VAT code']);
    expect(texts(element, '.issue:first-child p').join(' | ')).toContain(
      'Row 1 has no VAT code. | Field: VAT code | What to do: Choose one on the order product.',
    );
    expect(texts(element, '.issue p').join(' ')).toContain('tried 3 times');
  });

  it('lets a person choose the debtor of an order, and takes the issue up again then', async () => {
    getDebtors.mockResolvedValue({ customer: { name: 'Beta', email: null }, candidates: [], hasMore: false });
    getIssues.mockResolvedValue({ items: [issue('1', { code: 'customer_ambiguous' }), issue('2')], next: null });
    const element = await open();
    const choose = findAll<HTMLElement>(element, '[data-action="choose"]');
    expect(choose).toHaveLength(1);
    choose[0]?.click();
    await settle();
    find(element, 'c-debtor-choice').dispatchEvent(new CustomEvent('chosen'));
    await settle();
    expect(retryIssue).toHaveBeenCalledWith({ issueId: '1' });
    expect(findAll(element, 'c-debtor-choice')).toEqual([]);
  });

  it('opens records of Salesforce only', async () => {
    const element = await open();
    expect(findAll(element, '[data-record]')).toHaveLength(1);
  });

  it('filters by flow', async () => {
    const element = await open();
    enter(find(element, 'lightning-combobox'), { value: 'products' });
    await settle();
    expect(getIssues).toHaveBeenLastCalledWith({ flow: 'products', cursor: null });
    enter(find(element, 'lightning-combobox'), { value: 'all' });
    await settle();
    expect(getIssues).toHaveBeenLastCalledWith({ flow: null, cursor: null });
  });

  it('starts with the flow it is given', async () => {
    await open({ flow: 'orders' });
    expect(getIssues).toHaveBeenCalledTimes(1);
    expect(getIssues).toHaveBeenCalledWith({ flow: 'orders', cursor: null });
  });

  it('keeps a retried issue and says so', async () => {
    const element = await open();
    const changed = listen(element, 'changed');
    find(element, '[data-action="retry"][data-issue="1"]').click();
    await settle();
    expect(retryIssue).toHaveBeenCalledWith({ issueId: '1' });
    expect(changed).toHaveBeenCalledTimes(1);
    expect(texts(element, '.slds-badge_inverse')).toEqual(['Being tried again']);
  });

  it.each([
    ['ignore', ignoreIssue],
    ['resolve', resolveIssue],
  ])('takes an issue away after %s', async (action, call) => {
    const element = await open();
    find(element, `[data-action="${action}"][data-issue="1"]`).click();
    await settle();
    expect(call).toHaveBeenCalledWith({ issueId: '1' });
    expect(findAll(element, '.issue')).toHaveLength(1);
  });

  it('shows an error beside the issue it is about', async () => {
    retryIssue.mockRejectedValue(apexError({ title: 'No answer' }));
    const element = await open();
    find(element, '[data-action="retry"][data-issue="2"]').click();
    await settle();
    expect(findAll(element, '.issue:last-child c-error-panel')).toHaveLength(1);
    expect(findAll(element, '.issue:first-child c-error-panel')).toHaveLength(0);
  });

  it('loads further pages', async () => {
    getIssues
      .mockResolvedValueOnce({ items: [issue('1')], next: 'c2' })
      .mockResolvedValueOnce({ items: [issue('2')], next: null });
    const element = await open();
    button(element, 'Show more').click();
    await settle();
    expect(findAll(element, '.issue')).toHaveLength(2);
    expect(findAll(element, '[data-action="more"]')).toHaveLength(0);
  });

  it('is empty when every record went through', async () => {
    getIssues.mockResolvedValue({ items: [], next: null });
    const element = await open();
    expect(find<HTMLElement & { isEmpty: boolean }>(element, 'c-async-view').isEmpty).toBe(true);
  });

  it.each([
    ['it shows issues', () => undefined],
    ['it is empty', () => getIssues.mockResolvedValue({ items: [], next: null })],
    ['it loads', () => getIssues.mockReturnValue(new Promise(() => {}))],
    ['it shows an error', () => getIssues.mockRejectedValue(apexError({ title: 'No answer' }))],
  ])('is accessible when %s', async (_state, arrange) => {
    arrange();
    await expect(await open()).toBeAccessible();
  });
});

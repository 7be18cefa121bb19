import DebtorChoice from 'c/debtorChoice';
import getDebtors from '@salesforce/apex/OrderDebtorController.getDebtors';
import linkDebtor from '@salesforce/apex/OrderDebtorController.linkDebtor';
import makeDebtor from '@salesforce/apex/OrderDebtorController.makeDebtor';
import { apexError, button, enter, find, findAll, listen, mount, settle, textOf, texts } from 'test/component';
import type { DebtorCandidate, DebtorList } from 'tandem/middleware';

jest.mock('@salesforce/apex/OrderDebtorController.getDebtors', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/OrderDebtorController.linkDebtor', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/OrderDebtorController.makeDebtor', () => ({ default: jest.fn() }), { virtual: true });

const ORDER_ID = '801000000000001AAA';
const debtor = (code: string, name: string, more: Partial<DebtorCandidate> = {}): DebtorCandidate => ({
  code,
  name,
  city: 'Utrecht',
  vatNumber: null,
  email: 'a@b.example',
  linkedTo: null,
  isCurrent: false,
  problem: null,
  ...more,
});
const LIST: DebtorList = {
  customer: { name: 'Beta B.V.', email: 'a@b.example' },
  candidates: [
    debtor('7', 'Alfa', { linkedTo: 'Alfa Holding' }),
    debtor('8', 'Oud', { problem: 'The debtor is not active any more' }),
  ],
  hasMore: true,
};
const open = () => mount('c-debtor-choice', DebtorChoice, { orderId: ORDER_ID });
const linkButtons = (element: HTMLElement) => findAll<HTMLElement & { disabled: boolean }>(element, '[data-code]');

describe('c-debtor-choice', () => {
  beforeEach(() => getDebtors.mockResolvedValue(LIST));

  it('shows who may be the debtor, by code and name, and what speaks against it', async () => {
    const element = await open();
    expect(textOf(element, '.title')).toBe('Debtor of Beta B.V. in Exact Online');
    expect(texts(element, '.who')).toEqual(['7 · Alfa', '8 · Oud']);
    // What is read out begins with what is seen.
    expect(linkButtons(element)[0]?.ariaLabel).toBe('Link and send: 7 Alfa');
    expect(texts(element, '.facts')).toEqual(['Utrecht, a@b.example', 'Utrecht, a@b.example']);
    expect(texts(element, '.remark')).toEqual([
      'Linked to Alfa Holding, whose name and address it keeps',
      'The debtor is not active any more',
    ]);
    expect(linkButtons(element).map(({ disabled }) => disabled)).toEqual([false, true]);
    expect(textOf(element, '.more')).toContain('There are more');
  });

  it('looks for a code or a name, of as many letters as the service takes', async () => {
    const element = await open();
    expect(find<HTMLElement & { maxLength: unknown }>(element, 'lightning-input').maxLength).toBe('60');
    enter(find(element, 'lightning-input'), { value: ' alfa ' });
    button(element, 'Search').click();
    await settle();
    expect(getDebtors).toHaveBeenLastCalledWith({ orderId: ORDER_ID, search: 'alfa' });
    find(element, 'lightning-input').dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter' }));
    await settle();
    expect(getDebtors).toHaveBeenCalledTimes(3);
  });

  it('says when nobody is found', async () => {
    getDebtors.mockResolvedValue({ ...LIST, candidates: [], hasMore: false });
    const element = await open();
    expect(linkButtons(element)).toEqual([]);
    expect(find<HTMLElement & { isEmpty: boolean }>(element, 'c-async-view').isEmpty).toBe(true);
  });

  it('links the chosen debtor and says so', async () => {
    linkDebtor.mockResolvedValue({ debtor: { code: '7', name: 'Alfa' }, runId: null });
    const element = await open();
    const chosen = listen(element, 'chosen');
    linkButtons(element)[0]?.click();
    await settle();
    expect(linkDebtor).toHaveBeenCalledWith({ orderId: ORDER_ID, code: '7' });
    expect(chosen).toHaveBeenCalledTimes(1);
  });

  it('has a new one made', async () => {
    makeDebtor.mockResolvedValue({ debtor: null, runId: null });
    const element = await open();
    const chosen = listen(element, 'chosen');
    button(element, 'Make a new debtor and send').click();
    await settle();
    expect(makeDebtor).toHaveBeenCalledWith({ orderId: ORDER_ID });
    expect(chosen).toHaveBeenCalledTimes(1);
  });

  it('shows why a debtor was not linked, and keeps the list', async () => {
    linkDebtor.mockRejectedValue(apexError({ title: 'Tandem is paused' }));
    const element = await open();
    const chosen = listen(element, 'chosen');
    linkButtons(element)[0]?.click();
    await settle();
    expect(find<HTMLElement & { error: unknown }>(element, 'c-error-panel').error).toBeDefined();
    expect(chosen).not.toHaveBeenCalled();
    expect(linkButtons(element)).toHaveLength(2);
  });

  it('shows why nobody could be looked up', async () => {
    getDebtors.mockRejectedValue(apexError({ title: 'Exact Online does not answer' }));
    const element = await open();
    expect(find<HTMLElement & { error: unknown }>(element, 'c-async-view').error).toBeDefined();
  });

  it('is accessible', async () => {
    await expect(await open()).toBeAccessible();
  });
});

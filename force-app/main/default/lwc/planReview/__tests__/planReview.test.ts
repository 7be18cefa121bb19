import PlanReview from 'c/planReview';
import getOperations from '@salesforce/apex/RunController.getOperations';
import approveRun from '@salesforce/apex/RunController.approveRun';
import cancelRun from '@salesforce/apex/RunController.cancelRun';
import { problem } from 'test/answers';
import { apexError, button, find, findAll, listen, mount, settle, texts } from 'test/component';
import type { Operation, OperationPage } from 'tandem/middleware';

jest.mock('@salesforce/apex/RunController.getOperations', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/RunController.approveRun', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/RunController.cancelRun', () => ({ default: jest.fn() }), { virtual: true });

const operation = (action: Operation['action'], label: string, more: Partial<Operation> = {}): Operation => ({
  key: `salesforce/Product2/${label}`,
  recordId: label,
  label,
  system: 'salesforce',
  action,
  object: 'Product2',
  fields: [],
  reason: null,
  outcome: null,
  ...more,
});
const PAGE: OperationPage = {
  items: [
    operation('create', 'SKU-1', { fields: [{ field: 'Name', from: null, to: 'Lamp', policy: 'always' }] }),
    operation('update', 'SKU-2', { fields: [{ field: 'IsActive', from: true, to: false, policy: 'always' }] }),
    operation('skip', 'SKU-3', { reason: problem({ title: 'Not for sale' }) }),
    operation('block', 'SKU-4', {
      reason: problem({ title: 'No VAT code', detail: 'Code 9 is unknown.', action: 'Add it to the table.' }),
    }),
    operation('unchanged', 'SKU-5'),
  ],
  next: null,
};
const open = () => mount('c-plan-review', PlanReview, { runId: 'r1', records: 'items' });

describe('c-plan-review', () => {
  beforeEach(() => {
    getOperations.mockResolvedValue(PAGE);
    approveRun.mockResolvedValue({ runId: 'r1' });
    cancelRun.mockResolvedValue({ runId: 'r1' });
  });

  it('groups what would happen, blocked records first, unchanged ones not at all', async () => {
    const element = await open();
    expect(texts(element, '.group > summary')).toEqual([
      'Need you first (1)',
      'Will be created (1)',
      'Will be changed (1)',
      'Skipped (1)',
    ]);
    expect(texts(element, '.label')).toEqual(['SKU-4', 'SKU-1', 'SKU-2', 'SKU-3']);
  });

  it('shows a change field by field', async () => {
    const element = await open();
    const changes = (group: string) => find<HTMLElement & { isNew: boolean }>(element, `${group} c-field-changes`);
    expect(texts(changes('.group_update'), 'td')).toEqual(['Yes', 'No']);
    expect(texts(changes('.group_create'), 'td')).toEqual(['', 'Lamp']);
  });

  it('says why a record is blocked and what to do', async () => {
    const element = await open();
    expect(texts(element, '.group_block .operation p')).toEqual(
      expect.arrayContaining(['No VAT code: Code 9 is unknown.', 'What to do: Add it to the table.']),
    );
  });

  it('loads further pages', async () => {
    getOperations
      .mockResolvedValueOnce({ items: [operation('create', 'A')], next: 'c2' })
      .mockResolvedValueOnce({ items: [operation('create', 'B')], next: null });
    const element = await open();
    expect(texts(element, '.group > summary')).toEqual(['Will be created (1+)']);
    button(element, 'Show more').click();
    await settle();
    expect(getOperations).toHaveBeenLastCalledWith({ runId: 'r1', cursor: 'c2' });
    expect(texts(element, '.group > summary')).toEqual(['Will be created (2)']);
  });

  it('applies or discards', async () => {
    const element = await open();
    const applied = listen(element, 'applied');
    const discarded = listen(element, 'discarded');
    button(element, 'Apply these changes').click();
    await settle();
    button(element, 'Discard').click();
    await settle();
    expect(approveRun).toHaveBeenCalledWith({ runId: 'r1' });
    expect(applied).toHaveBeenCalledTimes(1);
    expect(cancelRun).toHaveBeenCalledWith({ runId: 'r1' });
    expect(discarded).toHaveBeenCalledTimes(1);
  });

  it('shows why a plan cannot be applied', async () => {
    approveRun.mockRejectedValue(apexError({ title: 'The settings changed' }));
    const element = await open();
    button(element, 'Apply these changes').click();
    await settle();
    find(element, 'c-error-panel');
  });

  it('has nothing to apply when everything is the same', async () => {
    getOperations.mockResolvedValue({ items: [operation('unchanged', 'SKU-5')], next: null });
    const element = await open();
    const view = find<HTMLElement & { isEmpty: boolean; emptyText: string }>(element, 'c-async-view');
    expect(view.isEmpty).toBe(true);
    expect(view.emptyText).toMatch(/^Nothing changed since the last check, so no \w+ were compared\.$/);
    Object.assign(element, { compared: 12 });
    await settle();
    expect(view.emptyText).toMatch(/^12 \w+ were compared and are the same in both systems\.$/);
    expect(button(element, 'Apply these changes').disabled).toBe(true);
  });

  it('hands an error to the view and loads again', async () => {
    getOperations.mockRejectedValueOnce(apexError({ title: 'No answer' }));
    const element = await open();
    expect(find<HTMLElement & { error: unknown }>(element, 'c-async-view').error).toBeDefined();
    find(element, 'c-async-view').dispatchEvent(new CustomEvent('retry'));
    await settle();
    expect(findAll(element, '.group')).toHaveLength(4);
  });

  it('is accessible when it shows operations', async () => {
    await expect(await open()).toBeAccessible();
  });

  it('is accessible when it loads', async () => {
    getOperations.mockReturnValue(new Promise(() => {}));
    await expect(await open()).toBeAccessible();
  });
});

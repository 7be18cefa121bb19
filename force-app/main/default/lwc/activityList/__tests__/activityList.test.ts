import ActivityList from 'c/activityList';
import getActivity from '@salesforce/apex/ActivityController.getActivity';
import getActivityDetail from '@salesforce/apex/ActivityController.getActivityDetail';
import { apexError, button, find, findAll, listen, mount, settle, texts } from 'test/component';
import { flowCatalogue } from 'test/flows';
import type { Activity, ActivityDetail } from 'tandem/middleware';

jest.mock('@salesforce/apex/ActivityController.getActivity', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/ActivityController.getActivityDetail', () => ({ default: jest.fn() }), { virtual: true });

const ORDER: Activity = {
  id: '7',
  at: '2026-11-24T08:00:00Z',
  flow: 'orders',
  recordId: '801000000000001AAA',
  label: 'Order 00000101',
  status: 'created',
  direction: 'toExact',
  code: null,
  message: null,
};
const ITEM: Activity = {
  ...ORDER,
  id: '6',
  flow: 'products',
  recordId: '0f8fad5b-d9cb-469f-a165-70867728950e',
  label: 'SKU-1',
  status: 'blocked',
  direction: 'toSalesforce',
  message: 'The item has no sales price.',
};
const DETAIL: ActivityDetail = {
  ...ORDER,
  operations: [
    { system: 'exact', object: 'SalesOrder', action: 'create', fields: [{ field: 'YourRef', from: null, to: '00000101' }] },
    { system: 'salesforce', object: 'Order', action: 'update', fields: [] },
  ],
};
const open = () => mount('c-activity-list', ActivityList, { catalogue: flowCatalogue('en') });
const openDetail = async () => {
  const element = await open();
  button(element, 'Show details').click();
  await settle();
  return element;
};

describe('c-activity-list', () => {
  beforeEach(() => {
    getActivity.mockResolvedValue({ items: [ORDER, ITEM], next: null });
    getActivityDetail.mockResolvedValue(DETAIL);
  });

  it('shows record, flow, what happened and why', async () => {
    const element = await open();
    button(element, 'Order 00000101');
    expect(texts(element, '.heading')).toEqual(['Orders', 'SKU-1Products']);
    expect(texts(element, '.outcome')).toEqual(['Created · to Exact Online', 'Needs you · to Salesforce']);
    expect(texts(element, '.message')).toEqual(['The item has no sales price.']);
  });

  it('shows a connection that was changed beside what the flows did', async () => {
    const changed: Activity = { ...ORDER, id: '8', flow: 'connections', label: 'Exact Online', status: 'connected' };
    getActivity.mockResolvedValue({ items: [changed, ORDER], next: null });
    expect(texts(await open(), '.outcome')).toEqual(['Connected · to Exact Online', 'Created · to Exact Online']);
  });

  it('opens what was written, before and after, and closes it again', async () => {
    const element = await openDetail();
    expect(getActivityDetail).toHaveBeenCalledWith({ activityId: '7' });
    expect(texts(element, 'h3')).toEqual(['Sales order in Exact Online, new', 'Order in Salesforce']);
    expect(texts(find(element, 'c-field-changes'), 'td')).toEqual(['', '00000101']);
    button(element, 'Hide details').click();
    await settle();
    expect(findAll(element, '.detail')).toHaveLength(0);
  });

  it('opens the record in Salesforce', async () => {
    const element = await open();
    const navigate = listen(element, 'navigate');
    button(element, 'Order 00000101').click();
    expect(navigate).toHaveBeenCalledWith({
      type: 'standard__recordPage',
      attributes: { recordId: '801000000000001AAA', actionName: 'view' },
    });
  });

  it('says when nothing was written', async () => {
    getActivityDetail.mockResolvedValue({ ...ITEM, operations: [] });
    const element = await openDetail();
    expect(find<HTMLElement & { isEmpty: boolean }>(element, '.detail c-async-view').isEmpty).toBe(true);
  });

  it('shows the details of the row that was opened last, whichever answer comes first', async () => {
    let answerFirst: (detail: ActivityDetail) => void = () => undefined;
    getActivityDetail
      .mockReturnValueOnce(new Promise((resolve) => (answerFirst = resolve)))
      .mockResolvedValueOnce({ ...ITEM, operations: [] });
    const element = await openDetail();
    button(element, 'Show details').click();
    await settle();
    answerFirst(DETAIL);
    await settle();
    expect(findAll(element, 'c-field-changes')).toHaveLength(0);
  });

  it('reads the details again after an error', async () => {
    getActivityDetail.mockRejectedValueOnce(apexError({ title: 'No answer' }));
    const element = await openDetail();
    const view = find<HTMLElement & { error: unknown }>(element, '.detail c-async-view');
    expect(view.error).toBeDefined();
    view.dispatchEvent(new CustomEvent('retry'));
    await settle();
    expect(texts(element, 'h3')).toHaveLength(2);
  });

  it('loads further pages', async () => {
    getActivity
      .mockResolvedValueOnce({ items: [ORDER], next: '6' })
      .mockRejectedValueOnce(apexError({ title: 'No answer' }))
      .mockResolvedValueOnce({ items: [ITEM], next: null });
    const element = await open();
    button(element, 'Show more').click();
    await settle();
    find(element, 'c-error-panel');
    expect(texts(element, '.item')).toHaveLength(1);
    button(element, 'Show more').click();
    await settle();
    expect(getActivity).toHaveBeenLastCalledWith({ cursor: '6' });
    expect(texts(element, '.item')).toHaveLength(2);
    expect(findAll(element, '[data-action="more"]')).toHaveLength(0);
  });

  it('hands an error to the view and loads again', async () => {
    getActivity.mockRejectedValueOnce(apexError({ title: 'No answer' }));
    const element = await open();
    expect(find<HTMLElement & { error: unknown }>(element, 'c-async-view').error).toBeDefined();
    find(element, 'c-async-view').dispatchEvent(new CustomEvent('retry'));
    await settle();
    expect(texts(element, '.item')).toHaveLength(2);
  });

  it.each([
    ['it shows rows', () => undefined],
    ['it is empty', () => getActivity.mockResolvedValue({ items: [], next: null })],
    ['it loads', () => getActivity.mockReturnValue(new Promise(() => {}))],
    ['it shows an error', () => getActivity.mockRejectedValue(apexError({ title: 'No answer' }))],
  ])('is accessible when %s', async (_state, arrange) => {
    arrange();
    await expect(await open()).toBeAccessible();
  });

  it('is accessible when a row is open', async () => {
    await expect(await openDetail()).toBeAccessible();
  });
});

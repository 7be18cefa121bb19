import RecordTimeline from 'c/recordTimeline';
import getTimeline from '@salesforce/apex/RecordController.getTimeline';
import { apexError, find, findAll, mount, settle, texts } from 'test/component';
import type { TimelineItem } from 'tandem/middleware';

jest.mock('@salesforce/apex/RecordController.getTimeline', () => ({ default: jest.fn() }), { virtual: true });

const ITEM: TimelineItem = {
  at: '2026-11-24T08:00:00Z',
  flow: 'orders',
  title: 'Sales order 1042 created',
  detail: 'Number 1042 in Exact Online',
  status: 'created',
  direction: 'toExact',
  code: null,
};
const open = () => mount('c-record-timeline', RecordTimeline, { recordId: '801000000000001AAA' });

describe('c-record-timeline', () => {
  it('shows what happened, when and in which direction', async () => {
    getTimeline.mockResolvedValue({
      items: [ITEM, { ...ITEM, status: 'failed', title: 'Not sent', detail: 'No VAT code', direction: 'toSalesforce' }],
      next: null,
    });
    const element = await open();
    expect(texts(element, '.item p:first-child')).toEqual(['Sales order 1042 created', 'Not sent']);
    expect(texts(element, '.item p:last-child')).toEqual(['· To Exact Online', '· To Salesforce']);
  });

  it('is empty before anything happened', async () => {
    getTimeline.mockResolvedValue({ items: [], next: null });
    const element = await open();
    expect(find<HTMLElement & { isEmpty: boolean }>(element, 'c-async-view').isEmpty).toBe(true);
  });

  it('loads again after an error', async () => {
    getTimeline.mockRejectedValueOnce(apexError({ title: 'No answer' })).mockResolvedValueOnce({ items: [ITEM], next: null });
    const element = await open();
    find(element, 'c-async-view').dispatchEvent(new CustomEvent('retry'));
    await settle();
    expect(findAll(element, '.item')).toHaveLength(1);
  });

  it.each([
    ['it shows items', () => getTimeline.mockResolvedValue({ items: [ITEM], next: null })],
    ['it is empty', () => getTimeline.mockResolvedValue({ items: [], next: null })],
    ['it shows an error', () => getTimeline.mockRejectedValue(apexError({ title: 'No answer' }))],
  ])('is accessible when %s', async (_state, arrange) => {
    arrange();
    await expect(await open()).toBeAccessible();
  });
});

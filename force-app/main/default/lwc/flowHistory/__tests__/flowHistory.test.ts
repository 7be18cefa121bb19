import FlowHistory from 'c/flowHistory';
import cancelRun from '@salesforce/apex/RunController.cancelRun';
import getPrice from '@salesforce/apex/HistoryController.getPrice';
import getRun from '@salesforce/apex/RunController.getRun';
import load from '@salesforce/apex/HistoryController.load';
import pauseRun from '@salesforce/apex/RunController.pauseRun';
import resumeRun from '@salesforce/apex/RunController.resumeRun';
import { RUN, problem } from 'test/answers';
import { apexError, button, enter, find, findAll, mount, settle, textOf } from 'test/component';
import type { HistoryPrice, Run, RunDetail } from 'tandem/middleware';

jest.mock('@salesforce/apex/HistoryController.getPrice', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/HistoryController.load', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/RunController.getRun', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/RunController.pauseRun', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/RunController.resumeRun', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/RunController.cancelRun', () => ({ default: jest.fn() }), { virtual: true });

const PRICE: HistoryPrice = {
  ...{ flow: 'invoices', division: 730001, from: '2031-01-01', until: '2034-01-01', records: 1200, rows: 7200, storageMb: 15 },
  ...{ calls: { exact: 9, salesforce: 72 }, doneAt: null, text: '1,200 invoices, and all that goes with them' },
};
const run = (state: Run['state'], more: Partial<Run> = {}): RunDetail => ({
  ...RUN,
  ...{ flow: 'invoices', state, history: { from: '2031-01-01', until: '2034-01-01' } },
  ...more,
});
const mountIt = (more: object = {}): Promise<HTMLElement> =>
  mount('c-flow-history', FlowHistory, { flow: 'invoices', records: 'invoices', fewestYears: 2, ...more });

async function passSeconds(seconds: number): Promise<void> {
  jest.advanceTimersByTime(seconds * 1000);
  await settle();
}

describe('c-flow-history', () => {
  beforeEach(() => {
    jest.useFakeTimers();
    getPrice.mockResolvedValue(PRICE);
    load.mockResolvedValue({ runId: 'r1' });
  });
  afterEach(() => jest.useRealTimers());

  it('tells what the chosen years take before they can be loaded', async () => {
    getRun.mockResolvedValue(run('running'));
    const element = await mountIt({ division: '730002' });
    button(element, 'Load earlier years').click();
    await settle();
    const years = find<HTMLElement & { options: { value: string }[] }>(element, 'lightning-combobox');
    expect(years.options.map(({ value }) => value)).toEqual(['2', '3', '4', '5', '6', '7', '8', '9', '10']);
    expect(findAll(element, '[data-action="load"]')).toHaveLength(0);

    enter(years, { value: '3' });
    button(element, 'See what it takes').click();
    await settle();

    expect(getPrice).toHaveBeenCalledWith({ flow: 'invoices', division: 730002, years: 3 });
    expect(textOf(element, '.price')).toBe('1,200 invoices, and all that goes with them.');
    button(element, 'Load these years').click();
    await settle();
    expect(load).toHaveBeenCalledWith({ flow: 'invoices', division: 730002, years: 3 });
    expect(textOf(element, '.run-title')).toBe('Loading invoices of Jan 1, 2031 to Dec 31, 2033');
    jest.useRealTimers();
    await expect(element).toBeAccessible();
  });

  it('forgets what it told once other years are chosen', async () => {
    const element = await mountIt();
    button(element, 'Load earlier years').click();
    await settle();
    button(element, 'See what it takes').click();
    await settle();

    enter(find(element, 'lightning-combobox'), { value: '5' });
    await settle();

    expect(findAll(element, '.price')).toHaveLength(0);
    expect(findAll(element, '[data-action="load"]')).toHaveLength(0);
  });

  it('loads nothing where there is nothing', async () => {
    getPrice.mockResolvedValue({ ...PRICE, records: 0, text: 'Exact Online has no invoices' });
    const element = await mountIt();
    button(element, 'Load earlier years').click();
    await settle();
    button(element, 'See what it takes').click();
    await settle();

    expect(textOf(element, '.price')).toBe('Exact Online has no invoices.');
    expect(findAll(element, '[data-action="load"]')).toHaveLength(0);
    button(element, 'Close').click();
    await settle();
    expect(findAll(element, 'lightning-combobox')).toHaveLength(0);
  });

  it('pauses, goes on and stops', async () => {
    const element = await mountIt({ history: run('running') });
    getRun.mockResolvedValue(run('paused'));
    button(element, 'Pause').click();
    await settle();
    expect(pauseRun).toHaveBeenCalledWith({ runId: 'r1' });
    expect(textOf(element, '.run-title')).toBe('Paused: invoices of Jan 1, 2031 to Dec 31, 2033');

    getRun.mockResolvedValue(run('queued'));
    button(element, 'Go on').click();
    await settle();
    expect(resumeRun).toHaveBeenCalledWith({ runId: 'r1' });

    getRun.mockResolvedValue(run('cancelled'));
    button(element, 'Stop').click();
    await settle();
    expect(cancelRun).toHaveBeenCalledWith({ runId: 'r1' });
    expect(textOf(element, '.run-title')).toBe('Stopped early: invoices of Jan 1, 2031 to Dec 31, 2033');
    expect(findAll(element, '[data-action="open"]')).toHaveLength(1);
  });

  it('follows it until it is through, and keeps what it watches when the container reloads', async () => {
    const element = await mountIt({ history: run('running') });
    Object.assign(element, { history: run('queued') });
    getRun.mockResolvedValue(run('succeeded'));

    await passSeconds(2);

    expect(textOf(element, '.run-title')).toBe('Loaded: invoices of Jan 1, 2031 to Dec 31, 2033');
    await passSeconds(4);
    expect(getRun).toHaveBeenCalledTimes(1);
  });

  it('says why years cannot be loaded, and why loading has ended', async () => {
    getPrice.mockRejectedValue(apexError({ title: 'Everything is paused' }));
    const element = await mountIt({ history: run('failed', { problem: problem({ title: 'Exact Online is gone' }) }) });
    expect(find<HTMLElement & { error: { title: string } }>(element, 'c-error-panel').error.title).toBe('Exact Online is gone');

    button(element, 'Load earlier years').click();
    await settle();
    button(element, 'See what it takes').click();
    await settle();

    expect(findAll(element, 'c-error-panel')).toHaveLength(1);
    expect(findAll(element, '[data-action="load"]')).toHaveLength(0);
  });

  it('says why it rests where nobody paused it', async () => {
    const element = await mountIt({ history: run('paused', { problem: problem({ title: 'Connect again' }) }) });
    expect(find<HTMLElement & { error: { title: string } }>(element, 'c-error-panel').error.title).toBe('Connect again');
    expect(button(element, 'Go on').disabled).toBe(false);
  });

  it('is accessible while it rests', async () => {
    jest.useRealTimers();
    const element = await mountIt({ history: run('paused') });
    await expect(element).toBeAccessible();
  });

  it('starts nothing while everything is paused', async () => {
    const element = await mountIt({ isPaused: true });
    expect(button(element, 'Load earlier years').disabled).toBe(true);
    const resting = await mountIt({ isPaused: true, history: run('paused') });
    expect(button(resting, 'Go on').disabled).toBe(true);
  });
});

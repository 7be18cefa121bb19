import FlowCard from 'c/flowCard';
import startRun from '@salesforce/apex/RunController.startRun';
import getRun from '@salesforce/apex/RunController.getRun';
import { RUN, problem } from 'test/answers';
import { apexError, button, enter, find, findAll, listen, mount, settle, textOf } from 'test/component';
import { describeFlow } from 'c/flowUtils';
import { flowCatalogue } from 'test/flows';
import type { FlowStatus, Run, RunDetail } from 'tandem/middleware';

jest.mock('@salesforce/apex/RunController.startRun', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/RunController.getRun', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/RunController.getOperations', () => ({ default: jest.fn(() => new Promise(() => {})) }), {
  virtual: true,
});
jest.mock('@salesforce/apex/RunController.approveRun', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/RunController.cancelRun', () => ({ default: jest.fn() }), { virtual: true });

const TEXT = describeFlow(flowCatalogue('en'), 'products');
const run = (state: Run['state'], more: Partial<Run> = {}): RunDetail => ({ ...RUN, state, ...more });
const FLOW: FlowStatus & { nextPollAt: string } = {
  name: 'products',
  isEnabled: true,
  divisions: [{ code: 730001, name: 'Holland BV' }],
  state: 'idle',
  stoppedBecause: null,
  lastRunAt: '2026-11-24T08:00:00Z',
  lastRun: run('succeeded'),
  history: null,
  openIssues: 2,
  nextPollAt: '2026-11-24T08:05:00Z',
};
const OFF: FlowStatus = {
  ...FLOW,
  isEnabled: false,
  state: 'off',
  lastRunAt: null,
  lastRun: null,
  openIssues: 0,
  nextPollAt: null,
};

async function passSeconds(seconds: number): Promise<void> {
  jest.advanceTimersByTime(seconds * 1000);
  await settle();
}

describe('c-flow-card', () => {
  beforeEach(() => {
    jest.useFakeTimers();
    startRun.mockResolvedValue({ runId: 'r1' });
  });
  afterEach(() => jest.useRealTimers());

  it('shows state, last run, next check and open issues', async () => {
    const element = await mount('c-flow-card', FlowCard, { text: TEXT, flow: FLOW });
    expect(textOf(element, 'h2')).toBe('Products');
    expect(textOf(element, '.slds-badge')).toBe('Needs you');
    expect(find<HTMLElement & { value: number }>(element, 'lightning-relative-date-time').value).toBe(
      Date.parse(FLOW.nextPollAt),
    );
    const shown = listen(element, 'showissues');
    button(element, '2 records need you').click();
    expect(shown).toHaveBeenCalledWith({ flow: 'products' });
  });

  it('asks its container to switch the flow', async () => {
    const element = await mount('c-flow-card', FlowCard, { text: TEXT, flow: FLOW });
    const switched = listen(element, 'switchflow');
    enter(find(element, 'lightning-input'), { checked: false });
    expect(switched).toHaveBeenCalledWith({ flow: 'products', isEnabled: false });
  });

  describe('of a flow that works in two divisions', () => {
    const IN_TWO = { ...FLOW, divisions: [...FLOW.divisions, { code: 730002, name: 'België NV' }] };

    it('runs and previews in the one that is chosen, the first until then', async () => {
      getRun.mockResolvedValue(run('succeeded', { division: 730002 }));
      const element = await mount('c-flow-card', FlowCard, { text: TEXT, flow: IN_TWO });
      const choice = find<HTMLElement & { value: string; options: unknown }>(element, 'lightning-combobox');
      expect(choice.value).toBe('730001');
      expect(choice.options).toEqual([
        { label: 'Holland BV', value: '730001' },
        { label: 'België NV', value: '730002' },
      ]);

      enter(choice, { value: '730002' });
      await settle();
      button(element, 'Preview a run').click();
      await settle();

      expect(startRun).toHaveBeenCalledWith({ flow: 'products', division: 730002, mode: 'plan', isFull: false });
      expect(choice.value).toBe('730002');
    });

    it('says of which of them it shows a run', async () => {
      const element = await mount('c-flow-card', FlowCard, {
        text: TEXT,
        flow: { ...IN_TWO, lastRun: run('succeeded', { division: 730002 }) },
      });
      expect(textOf(element, '.run-title')).toBe('Last run: België NV');
    });

    it('goes back to the first when the chosen one is left', async () => {
      const element = await mount('c-flow-card', FlowCard, { text: TEXT, flow: IN_TWO });
      enter(find(element, 'lightning-combobox'), { value: '730002' });
      Object.assign(element, { flow: FLOW });
      await settle();

      expect(findAll(element, 'lightning-combobox')).toHaveLength(0);
      button(element, 'Run now').click();
      await settle();
      expect(startRun).toHaveBeenCalledWith({ flow: 'products', division: 730001, mode: 'apply', isFull: false });
    });
  });

  it('cannot run but can preview a flow that is switched off', async () => {
    const element = await mount('c-flow-card', FlowCard, { text: TEXT, flow: OFF });
    expect(button(element, 'Run now').disabled).toBe(true);
    expect(button(element, 'Preview a run').disabled).toBe(false);
    expect(findAll(element, 'c-run-progress')).toHaveLength(0);
  });

  it('starts nothing while everything is paused, and says so', async () => {
    const element = await mount('c-flow-card', FlowCard, { text: TEXT, flow: FLOW, isPaused: true });
    expect(textOf(element, '.slds-badge')).toBe('Paused');
    expect(button(element, 'Run now').disabled).toBe(true);
    expect(findAll(element, 'lightning-relative-date-time')).toHaveLength(0);
  });

  it('follows a run until it ends', async () => {
    getRun.mockResolvedValueOnce(run('running')).mockResolvedValueOnce(run('running')).mockResolvedValueOnce(run('succeeded'));
    const element = await mount('c-flow-card', FlowCard, { text: TEXT, flow: { ...FLOW, lastRun: null } });
    const finished = listen(element, 'runfinished');
    button(element, 'Run now').click();
    await settle();
    expect(startRun).toHaveBeenCalledWith({ flow: 'products', division: 730001, mode: 'apply', isFull: false });
    expect(textOf(element, '.run-title')).toBe('Running now');
    expect(button(element, 'Run now').disabled).toBe(true);
    await passSeconds(2);
    expect(finished).not.toHaveBeenCalled();
    await passSeconds(2);
    expect(textOf(element, '.run-title')).toBe('Last run');
    expect(finished).toHaveBeenCalledTimes(1);
    await passSeconds(10);
    expect(getRun).toHaveBeenCalledTimes(3);
  });

  it('opens the review when a preview is ready', async () => {
    getRun.mockResolvedValue(run('planned', { mode: 'plan' }));
    const element = await mount('c-flow-card', FlowCard, { text: TEXT, flow: OFF });
    button(element, 'Preview a run').click();
    await settle();
    expect(startRun).toHaveBeenCalledWith({ flow: 'products', division: 730001, mode: 'plan', isFull: false });
    expect(find<HTMLElement & { runId: string }>(element, 'c-plan-review').runId).toBe('r1');
    expect(findAll(element, '[data-action]')).toHaveLength(0);
    getRun.mockResolvedValue(run('cancelled', { mode: 'plan' }));
    find(element, 'c-plan-review').dispatchEvent(new CustomEvent('discarded'));
    await settle();
    expect(findAll(element, 'c-plan-review')).toHaveLength(0);
    expect(textOf(element, '.run-title')).toBe('Discarded: nothing was changed');
    expect(findAll(element, 'c-run-progress')).toHaveLength(0);
  });

  it.each<[string, Partial<FlowStatus>]>([
    ['Up to date', { openIssues: 0 }],
    ['Needs you', { openIssues: 1 }],
    ['Not checked yet', { openIssues: 0, lastRunAt: null }],
    ['Stopped', { state: 'stopped', openIssues: 1 }],
    ['Running', { lastRun: run('running') }],
    [
      'Waiting',
      { lastRun: run('running', { waiting: { count: 3, until: '2999-01-01T00:00:00Z', reason: problem({ title: 'x' }) } }) },
    ],
  ])('says "%s" only when that is true', async (label, more) => {
    const element = await mount('c-flow-card', FlowCard, { text: TEXT, flow: { ...FLOW, ...more } });
    expect(textOf(element, '.slds-badge')).toBe(label);
  });

  it('keeps asking when one look at the run fails', async () => {
    getRun.mockRejectedValueOnce(apexError({ title: 'No answer' })).mockResolvedValueOnce(run('succeeded'));
    const element = await mount('c-flow-card', FlowCard, { text: TEXT, flow: { ...FLOW, lastRun: run('running') } });
    await passSeconds(2);
    find(element, 'c-error-panel');
    await passSeconds(2);
    expect(findAll(element, 'c-error-panel')).toHaveLength(0);
    expect(textOf(element, '.run-title')).toBe('Last run');
  });

  it('does not forget a running run when the container reloads', async () => {
    const element = await mount('c-flow-card', FlowCard, { text: TEXT, flow: { ...FLOW, lastRun: run('running') } });
    element.flow = FLOW;
    await settle();
    expect(textOf(element, '.run-title')).toBe('Running now');
  });

  it('says why a flow stopped', async () => {
    const stoppedBecause = problem({ title: 'Exact Online must be connected again' });
    const stopped: FlowStatus = { ...FLOW, state: 'stopped', stoppedBecause };
    const element = await mount('c-flow-card', FlowCard, { text: TEXT, flow: stopped });
    expect(textOf(element, '.slds-badge')).toBe('Stopped');
    expect(find<HTMLElement & { error: unknown }>(element, 'c-error-panel').error).toEqual(stopped.stoppedBecause);
  });

  it.each<[string, FlowStatus]>([
    ['it is off', OFF],
    ['it is up to date', FLOW],
    ['it runs', { ...FLOW, lastRun: run('running') }],
    ['it stopped', { ...FLOW, state: 'stopped', stoppedBecause: problem({ title: 'Stopped' }) }],
  ])('is accessible when %s', async (_state, flow) => {
    jest.useRealTimers();
    await expect(await mount('c-flow-card', FlowCard, { text: TEXT, flow })).toBeAccessible();
  });
});

import RunProgress from 'c/runProgress';
import { RUN, problem } from 'test/answers';
import { find, findAll, mount, textOf, texts } from 'test/component';
import type { RunDetail } from 'tandem/middleware';

const RUNNING: RunDetail = {
  ...RUN,
  state: 'running',
  progress: { done: 120, total: 1550 },
  counts: { created: 100, updated: 15, unchanged: 3, skipped: 1, blocked: 1, failed: 0 },
  calls: { exact: 12, salesforce: 4 },
  startedAt: '2026-11-24T08:00:00Z',
};

describe('c-run-progress', () => {
  it('shows how far a run is, what it did and what it cost', async () => {
    const element = await mount('c-run-progress', RunProgress, { records: 'items', run: RUNNING });
    expect(textOf(element, '[aria-live]')).toBe('120 of 1,550 items');
    expect(find<HTMLElement & { value: number }>(element, 'lightning-progress-bar').value).toBe(8);
    expect(texts(element, 'dt')).toEqual(['Created', 'Changed', 'Unchanged', 'Skipped', 'Need you', 'Failed']);
    expect(textOf(element, '.calls')).toBe('Calls used: 12 Exact Online, 4 Salesforce');
    expect(findAll(element, '.count_problem')).toHaveLength(1);
  });

  it('counts upwards while the total is not known', async () => {
    const element = await mount('c-run-progress', RunProgress, {
      records: 'items',
      run: { ...RUNNING, progress: { done: 60, total: null } },
    });
    expect(textOf(element, '[aria-live]')).toBe('60 items so far');
    expect(findAll(element, 'lightning-progress-bar')).toHaveLength(0);
  });

  it('speaks of what would happen when the run is a preview', async () => {
    const element = await mount('c-run-progress', RunProgress, {
      records: 'items',
      run: { ...RUNNING, mode: 'plan', state: 'planned' },
    });
    expect(texts(element, 'dt').slice(0, 2)).toEqual(['To create', 'To change']);
    expect(findAll(element, '[aria-live]')).toHaveLength(0);
  });

  it('says that a queued run is about to start', async () => {
    const element = await mount('c-run-progress', RunProgress, {
      records: 'items',
      run: { ...RUNNING, state: 'queued', progress: { done: 0, total: null } },
    });
    expect(textOf(element, '[aria-live]')).toBe('About to start');
  });

  it('says how many records wait, until when and why, as long as that is to come', async () => {
    const reason = problem({ title: 'The calls of this minute are used up', detail: 'Exact Online allows 60 calls a minute.' });
    const waiting = { count: 42, until: new Date(Date.now() + 60_000).toISOString(), reason };
    const element = await mount('c-run-progress', RunProgress, { records: 'items', run: { ...RUNNING, waiting } });
    expect(textOf(element, '.waiting')).toMatch(/^42 items wait until .*\. Exact Online allows 60 calls a minute\.$/);
    const over = { ...waiting, until: '2020-01-01T00:00:00Z' };
    const later = await mount('c-run-progress', RunProgress, { records: 'items', run: { ...RUNNING, waiting: over } });
    expect(findAll(later, '.waiting')).toHaveLength(0);
  });

  it('names what an approved plan left as it was, and why', async () => {
    const droppedRecords = [{ recordId: '1', label: 'KOF-1', reason: 'The record KOF-1 changed.' }];
    const element = await mount('c-run-progress', RunProgress, {
      records: 'items',
      run: { ...RUNNING, state: 'succeeded', dropped: 1, droppedRecords },
    });
    expect(textOf(element, '.dropped p')).toContain('1 record of the preview changed since');
    expect(texts(element, '.dropped li')).toEqual(['KOF-1: The record KOF-1 changed.']);
  });

  it('tells no calls before any was made', async () => {
    const element = await mount('c-run-progress', RunProgress, {
      records: 'items',
      run: { ...RUNNING, calls: { exact: 0, salesforce: 0 } },
    });
    expect(findAll(element, '.calls')).toHaveLength(0);
  });

  it.each(['running', 'succeeded'] as const)('is accessible when the run is %s', async (state) => {
    await expect(await mount('c-run-progress', RunProgress, { records: 'items', run: { ...RUNNING, state } })).toBeAccessible();
  });
});

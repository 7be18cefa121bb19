import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { TandemError } from '../errors/index.ts';
import { makeOrg, openTestStore, type TestStore } from '../../tests/support/test-store.ts';
import { createLogger } from './logger.ts';
import { insightsOf, listActivity } from './index.ts';

const PAYLOAD = { label: 'Order 1', message: null, exactId: null, exactNumber: null, url: null, operations: [] };

describe('activity log', () => {
  let test: TestStore;
  let now = new Date('2026-11-20T12:00:00Z');

  beforeAll(async () => {
    test = await openTestStore({ now: () => now });
  });
  afterAll(() => test.close());

  it('holds a day as long as it is told, then drops the whole day', async () => {
    const { orgId } = await makeOrg(test.store);
    const store = test.store.forOrg(orgId);
    await store.activities.record([
      { flow: 'orders', recordId: 'old', status: 'created', direction: 'toExact', payload: PAYLOAD },
    ]);
    now = new Date('2026-11-27T23:59:00Z');
    await store.activities.record([
      { flow: 'orders', recordId: 'new', status: 'created', direction: 'toExact', payload: PAYLOAD },
    ]);

    expect(await test.store.activityPartitions.dropOlderThan(7)).toEqual([]);
    now = new Date('2026-11-28T00:01:00Z');
    expect(await test.store.activityPartitions.dropOlderThan(7)).toEqual(['activity_p20261120']);
    expect((await store.activities.list({ limit: 10 })).map((row) => row.recordId)).toEqual(['new']);
  });

  it('keeps what it tells sealed', async () => {
    const { orgId } = await makeOrg(test.store);
    await test.store
      .forOrg(orgId)
      .activities.record([{ flow: 'orders', recordId: 'r', status: 'created', direction: 'toExact', payload: PAYLOAD }]);

    expect(JSON.stringify(await test.query('select * from activity where org_id = $1', [orgId]))).not.toContain('Order 1');
  });

  it('pages from the newest to the oldest without losing or doubling a line', async () => {
    const { orgId } = await makeOrg(test.store);
    const store = test.store.forOrg(orgId);
    await store.activities.record(
      Array.from({ length: 5 }, (_, n) => ({
        flow: 'orders',
        recordId: `r${n}`,
        status: 'created',
        direction: 'toExact' as const,
        payload: PAYLOAD,
      })),
    );

    const seen: string[] = [];
    let cursor: string | null | undefined;
    do {
      const page = await listActivity(store, 'en', { cursor: cursor ?? undefined, limit: 2 });
      seen.push(...page.items.map((item) => item.recordId));
      cursor = page.next;
    } while (cursor !== null);

    expect(seen).toEqual(['r4', 'r3', 'r2', 'r1', 'r0']);
  });

  it('adds up volumes, durations and failures by flow', async () => {
    const { orgId } = await makeOrg(test.store);
    const store = test.store.forOrg(orgId);
    const line = { flow: 'orders', direction: 'toExact' as const, payload: PAYLOAD };
    await store.activities.record([
      { ...line, recordId: 'a', status: 'created', durationMs: 100 },
      { ...line, recordId: 'b', status: 'created', durationMs: 300 },
      { ...line, recordId: 'c', status: 'blocked' },
    ]);

    expect(await insightsOf(store, 7)).toEqual([
      { flow: 'orders', volumes: { blocked: 1, created: 2 }, meanDurationMs: 200, failures: 1, lastAt: now.toISOString() },
    ]);
  });
});

describe('logger', () => {
  const linesOf = (level: string, write: (log: ReturnType<typeof createLogger>) => void): string => {
    const lines: string[] = [];
    write(createLogger(level, { write: (line) => void lines.push(line) }));
    return lines.join('');
  };

  it('lets ids and codes through and nothing that is not on its list, in children too', () => {
    const output = linesOf('info', (log) =>
      log.child({ orgId: '00D1', token: 'secret' }).info({ runId: 'r1', customer: 'Jansen BV', password: 'secret' }, 'done'),
    );

    expect(JSON.parse(output)).toEqual({ level: 'info', time: expect.any(String), orgId: '00D1', runId: 'r1', msg: 'done' });
  });

  it('tells an error by code and frames, and its text at debug only', () => {
    const error = new TandemError('record_busy', { record: 'order of Jansen BV' }, { cause: new Error('Jansen BV') });

    const output = linesOf('info', (log) => log.error({ err: error }, 'failed'));
    expect(JSON.parse(output)).toMatchObject({
      err: {
        type: 'TandemError',
        code: 'record_busy',
        frames: expect.arrayContaining([expect.stringMatching(/^at /)]),
        cause: { type: 'Error' },
      },
    });
    expect(output).not.toContain('Jansen');
    expect(linesOf('debug', (log) => log.error({ err: error }, 'failed'))).toContain('Jansen');
  });

  it('tells when a lane goes on', () => {
    const output = linesOf('info', (log) => log.warn({ code: 'exact_minute_limit', dueAt: new Date(0) }, 'lane waits'));

    expect(JSON.parse(output)).toMatchObject({ dueAt: '1970-01-01T00:00:00.000Z' });
  });

  it('drops no field that the service itself logs', () => {
    const source = path.resolve(import.meta.dirname, '..');
    const files = globSync('**/*.ts', { cwd: source }).filter((file) => !file.endsWith('.test.ts'));
    const logged = files.flatMap((file) =>
      [
        ...readFileSync(path.join(source, file), 'utf8').matchAll(/\blog\.(?:debug|info|warn|error|fatal)\(\s*\{([^}]*)\}/g),
      ].flatMap(([, fields = '']) => [...fields.matchAll(/(?:^|,)\s*(\w+)/g)].map(([, name = '']) => name)),
    );
    const named = logged.map((name) => (name === 'error' ? 'err' : name));
    const output = linesOf('info', (log) => log.info(Object.fromEntries(named.map((name) => [name, 'x'])), 'all'));

    expect(named).toContain('dueAt');
    expect(Object.keys(JSON.parse(output) as object)).toEqual(expect.arrayContaining(named));
  });
});

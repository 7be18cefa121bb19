import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { isTandemError, TandemError } from '../../errors/index.ts';
import { Decimal } from '../../money/index.ts';
import { createDraftRoom } from './draft-room.ts';
import { fromWire, toWire } from './wire-values.ts';

const LIST = '[0, 1, 2, 3, 4, 5, 6, 7, 8, 9]';
const BOMB = 'a b c d e f g h i j k l'.split(' ').reduce((inner, name) => `${LIST}.exists(${name}, ${inner})`, 'false');
const check = (document: unknown) => ({ kind: 'check', document, connected: undefined }) as const;

function room(patienceMs?: number) {
  const stopping = new AbortController();
  return { stopping, ...createDraftRoom({ stopping: stopping.signal, ...(patienceMs === undefined ? {} : { patienceMs }) }) };
}

function code(promise: Promise<unknown>): Promise<string> {
  return promise.then(
    () => 'done',
    (error: unknown) => (isTandemError(error) ? error.code : String(error)),
  );
}

describe('a draft', () => {
  it('is checked in another thread, with its problems at their pointers', async () => {
    const { work, stopping } = room();
    expect(await work('org', check({ version: 1 }))).toEqual([]);
    const problems = await work('org', check({ version: 1, flows: { orders: { when: BOMB } } }));
    expect(problems.map(({ pointer }) => pointer)).toEqual(['/flows/orders/when']);
    expect(
      await code(
        work('org', { kind: 'plan', flow: 'nothing', document: { version: 1 }, input: {}, now: new Date(), division: 1 }),
      ),
    ).toBe('unknown_flow');
    stopping.abort();
  });

  it('is ended when it takes too long, and the next one is worked out all the same', async () => {
    const { work, stopping } = room(1);
    expect(await code(work('org', check({ version: 1 })))).toBe('draft_too_costly');
    stopping.abort();
    const patient = room();
    expect(await code(patient.work('org', check({ version: 1 })))).toBe('done');
    patient.stopping.abort();
  });

  it('that cannot be handed over fails at once, and leaves room for the next ones', async () => {
    const { work, stopping } = room();
    const given = { kind: 'plan', flow: 'orders', document: { version: 1 }, now: new Date(), division: 1 } as const;
    for (let count = 0; count < 5; count += 1)
      expect(await code(work('org', { ...given, input: { page: () => 'no data' } }))).not.toBe('done');
    expect(await code(work('org', check({ version: 1 })))).toBe('done');
    stopping.abort();
  });

  it('of one org never takes the place of another, and has a queue with an end', async () => {
    const { work, stopping } = room();
    const ended: string[] = [];
    const many = Array.from({ length: 7 }, () =>
      code(work('greedy', check({ version: 1 }))).then((answer) => ended.push(answer)),
    );
    const other = code(work('other', check({ version: 1 }))).then((answer) => ended.push(`other ${answer}`));
    await Promise.all([...many, other]);
    // One works, five wait, the seventh is sent away; the other org's comes after it and has a thread of its own.
    expect(ended.filter((answer) => answer === 'drafts_busy')).toHaveLength(1);
    expect(ended.filter((answer) => answer === 'done')).toHaveLength(6);
    expect(ended).toContain('other done');
    stopping.abort();
  });

  it('is not worked out any more when the service stops', async () => {
    const { work, stopping } = room();
    const waiting = Array.from({ length: 3 }, () => code(work('org', check({ version: 1 }))));
    stopping.abort();
    expect(await Promise.all(waiting)).toEqual(['service_stopping', 'service_stopping', 'service_stopping']);
    expect(await code(work('org', check({ version: 1 })))).toBe('service_stopping');
  });
});

describe('what travels between two threads', () => {
  it('is the same afterwards: plain data, maps, sets, dates, amounts', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.date({ noInvalidDate: true }), fc.integer(), (json, date, number) => {
        const value = { json, date, map: new Map([['a', new Decimal(number)]]), set: new Set([number]), none: undefined };
        expect(fromWire(structuredClone(toWire(value)))).toEqual(value);
      }),
    );
  });

  it('keeps code, texts, field and record of an error', () => {
    const error = new TandemError('not_found', {}, { field: 'Name', recordId: '801', retryAfterMs: 5 });
    const back = fromWire(structuredClone(toWire([error])));
    expect(back).toEqual([error]);
    expect((back as readonly unknown[])[0]).toBeInstanceOf(TandemError);
  });
});

import { beforeEach, describe, expect, it } from '@jest/globals';
import { TandemError } from '../errors/index.ts';
import { Asking, type Wanted } from './asking.ts';
import { SellingMemory } from './memory.ts';

const MINUTE_MS = 60_000;

let now: Date;
let memory: SellingMemory;
let asked: string[];
let refusal: TandemError | undefined;

beforeEach(() => {
  now = new Date();
  memory = new SellingMemory(() => now);
  asked = [];
  refusal = undefined;
});

const later = (minutes: number): void => void (now = new Date(now.getTime() + minutes * MINUTE_MS));
const question = (scope = 'org/1'): Asking => new Asking(memory, scope, now);
const wanted = (...keys: readonly string[]): Wanted<string> => ({
  keys,
  freshMs: MINUTE_MS,
  load: () => {
    asked.push(keys.join('+'));
    return refusal === undefined ? Promise.resolve(new Map(keys.map((key) => [key, key]))) : Promise.reject(refusal);
  },
});
const find = async (asking: Asking, names: readonly string[]) => {
  for (const name of names) await asking.find(wanted(name));
};

describe('a question', () => {
  it('asks for all that nobody asked before, and for nothing that is fresh', async () => {
    await find(question(), ['a', 'b', 'c']);
    await find(question(), ['a', 'b', 'c']);
    expect(asked).toEqual(['a', 'b', 'c']);
  });

  it('has two calls for what is old, in the order of its wishes, less those that new things need', async () => {
    await find(question(), ['a', 'b', 'c']);
    later(5);
    asked = [];
    await find(question(), ['a', 'b', 'c']);
    expect(asked).toEqual(['a', 'b']);

    later(5);
    asked = [];
    const asking = question();
    asking.reserve([wanted('new')]);
    await find(asking, ['a', 'b', 'c', 'new']);
    expect(asked).toEqual(['a', 'new']);
  });

  it('asks for several things of one kind together, as soon as one of them is unknown, and is as old as the oldest', async () => {
    await find(question(), ['a']);
    const first = now;
    later(0.5);
    expect((await question().find(wanted('a', 'b'))).readAt).toEqual(now);
    expect(asked).toEqual(['a', 'a+b']);
    later(0.1);
    await find(question(), ['c']);
    expect((await question().find(wanted('a', 'c'))).readAt.getTime()).toBeGreaterThan(first.getTime());
  });

  it('answers what is known where a limit forbids to ask, with the reason; what is unknown, and what is wrong, fails', async () => {
    await find(question(), ['a']);
    later(5);
    refusal = new TandemError('exact_minute_limit', { division: 1 });
    const found = await question().find(wanted('a'));
    expect([found.of('a'), found.because]).toEqual(['a', refusal]);
    await expect(question().find(wanted('b'))).rejects.toBe(refusal);
    refusal = new TandemError('exact_bad_request', { entity: 'x', division: 1, text: 'y' });
    await expect(question().find(wanted('a'))).rejects.toBe(refusal);
  });
});

describe('what is remembered', () => {
  it('is of one org, goes with it, and is nothing after a day', async () => {
    await find(question('org/1'), ['a']);
    await find(question('other/1'), ['a']);
    expect(asked).toEqual(['a', 'a']);
    memory.forget('org');
    expect([question('org/1').isKnown(wanted('a')), question('other/1').isKnown(wanted('a'))]).toEqual([false, true]);
    later(24 * 60 + 1);
    expect(question('other/1').isKnown(wanted('a'))).toBe(false);
  });

  it('is bounded: the oldest goes first', () => {
    for (let index = 0; index <= 20_000; index += 1) memory.keep(`org/1/${index}`, index);
    expect(memory.find('org/1/0')).toBeUndefined();
    expect(memory.find('org/1/1')?.value).toBe(1);
    expect(memory.find('org/1/20000')?.value).toBe(20_000);
  });
});

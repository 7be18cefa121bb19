import { beforeEach, describe, expect, it } from '@jest/globals';
import { TokenTrials, type TokenVerdict, type TriedOutcome } from './token-trials.ts';

const SCALE = 1_000;

/** Calls that were sent, each waiting for its answer. */
class Wire {
  readonly #sent: ((verdict: TokenVerdict) => void)[] = [];
  #sentOne = Promise.withResolvers<undefined>();
  total = 0;

  readonly call = (): Promise<TokenVerdict> => {
    this.total += 1;
    this.#sentOne.resolve(undefined);
    this.#sentOne = Promise.withResolvers();
    return new Promise((resolve) => this.#sent.push(resolve));
  };

  /** The one more try comes after a rest. */
  async untilSent(total: number): Promise<void> {
    while (this.total < total) await this.#sentOne.promise;
  }

  get onTheWay(): number {
    return this.#sent.length;
  }

  /** Answers all that are on their way now. */
  answer(verdict: TokenVerdict): void {
    for (const resolve of this.#sent.splice(0)) resolve(verdict);
  }
}

/** Until everything that waits for no clock has gone on. */
const settled = () => new Promise((resolve) => setImmediate(resolve));

describe('the trials of a token', () => {
  let wire: Wire;
  let trials: TokenTrials;
  let isYoung: boolean;

  beforeEach(() => {
    wire = new Wire();
    isYoung = true;
    const now = new Date('2026-11-24T10:00:00Z');
    trials = new TokenTrials({ now: () => now, scale: SCALE });
  });

  const run = (isOfABatch = false, token = 'token'): Promise<TriedOutcome<TokenVerdict>> =>
    trials.run(token, { call: wire.call, verdictOf: (verdict) => verdict, isWorthASecondTry: () => isYoung, isOfABatch });
  const runMany = (count: number, isOfABatch = false) => Promise.all(Array.from({ length: count }, () => run(isOfABatch)));
  const prove = async () => {
    const first = run();
    await settled();
    wire.answer('taken');
    await first;
    wire.total = 0;
  };
  const answerAll = async (verdict: TokenVerdict) => {
    while (wire.onTheWay > 0) {
      wire.answer(verdict);
      await settled();
    }
  };

  it('let one of twenty calls at once go first with a token that nobody used yet', async () => {
    const twenty = runMany(20);
    await settled();
    expect(wire.onTheWay).toBe(1);

    await answerAll('taken');
    expect((await twenty).every(({ kind }) => kind === 'sent')).toBe(true);
    expect(wire.total).toBe(20);
  });

  it('end a proven token at four refusals, however many call at once', async () => {
    await prove();
    const twenty = runMany(20);
    await settled();
    expect(wire.onTheWay).toBe(3);

    await answerAll('refused');
    await wire.untilSent(4);
    await answerAll('refused');

    expect((await twenty).filter((tried) => tried.kind === 'unsent' && tried.isNewlyRefused)).toHaveLength(1);
    expect((await twenty).filter(({ kind }) => kind === 'unsent')).toHaveLength(20);
    expect(await run()).toEqual({ kind: 'unsent', isNewlyRefused: false });
    expect(wire.total).toBe(4);
  });

  it('end a token that may be replaced at the calls that were on their way, without another try', async () => {
    await prove();
    isYoung = false;
    const twenty = runMany(20);
    await settled();

    await answerAll('refused');

    expect(wire.total).toBe(3);
    expect((await twenty).filter(({ kind }) => kind === 'unsent')).toHaveLength(20);
  });

  it('send nothing but the one more try after a refusal, even when an older call is answered well', async () => {
    await prove();
    let refuse: ((verdict: TokenVerdict) => void) | undefined;
    const triedAgain = Promise.withResolvers<undefined>();
    const refused = trials.run('token', {
      call: () => {
        if (refuse !== undefined) triedAgain.resolve(undefined);
        return new Promise<TokenVerdict>((resolve) => (refuse = resolve));
      },
      verdictOf: (verdict) => verdict,
      isWorthASecondTry: () => isYoung,
      isOfABatch: false,
    });
    const older = run();
    await settled();
    refuse?.('refused');
    await settled();
    wire.answer('taken');
    expect(await older).toMatchObject({ kind: 'sent' });

    const later = runMany(5);
    await triedAgain.promise;
    await settled();
    expect(wire.onTheWay).toBe(0);

    refuse?.('taken');
    expect(await refused).toMatchObject({ kind: 'sent', outcome: 'taken' });
    await settled();
    expect(wire.onTheWay).toBe(3);
    await answerAll('taken');
    expect(await later).toHaveLength(5);
  });

  it('ask again, one at a time, when the one more try told nothing', async () => {
    await prove();
    const many = runMany(10);
    await settled();
    wire.answer('refused');
    await wire.untilSent(4);
    expect(wire.onTheWay).toBe(1);
    wire.answer('unknown');
    await settled();
    expect(wire.onTheWay).toBe(1);

    wire.answer('refused');
    await many;

    expect(wire.total).toBe(5);
  });

  it('keep one place for people while batches are at work', async () => {
    await prove();
    const batches = runMany(10, true);
    await settled();
    expect(wire.onTheWay).toBe(2);

    const person = run();
    await settled();
    expect(wire.onTheWay).toBe(3);

    await answerAll('taken');
    expect(await person).toMatchObject({ kind: 'sent' });
    expect(await batches).toHaveLength(10);
  });

  it('go on after a call that failed without an answer', async () => {
    const failing = trials.run('token', {
      call: () => Promise.reject(new Error('stopping')),
      verdictOf: () => 'unknown',
      isWorthASecondTry: () => true,
      isOfABatch: false,
    });
    await expect(failing).rejects.toThrow('stopping');

    const next = run();
    await settled();
    wire.answer('taken');
    expect(await next).toMatchObject({ kind: 'sent' });
  });

  it('know nothing of one token from another', async () => {
    await prove();
    const ended = run();
    await settled();
    wire.answer('refused');
    await wire.untilSent(2);
    wire.answer('refused');
    await ended;

    const other = run(false, 'the next token');
    await settled();
    wire.answer('taken');
    expect(await other).toMatchObject({ kind: 'sent' });
  });
});

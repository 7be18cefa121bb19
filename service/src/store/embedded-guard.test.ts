import { PGlite } from '@electric-sql/pglite';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { guardEmbedded } from './embedded-guard.ts';

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

let opened: PGlite;

beforeEach(async () => {
  opened = await PGlite.create();
});

afterEach(() => opened.close());

describe('the guard of the embedded database', () => {
  it('lets go of the answer to a statement, inside a transaction too', async () => {
    const guarded = guardEmbedded(opened, undefined, { isShort: false });
    const answers: WeakRef<object>[] = [];
    const keep = (answer: object): void => {
      answers.push(new WeakRef(answer));
    };
    for (let time = 0; time < 20; time += 1) {
      keep(await guarded.query('select 1'));
      await guarded.transaction(async (tx) => keep(await tx.query('select 2')));
    }
    await new Promise(setImmediate);
    collectGarbage();
    // The very last ones may still stand in a register.
    expect(answers.filter((answer) => answer.deref() !== undefined).length).toBeLessThan(5);
  });
});

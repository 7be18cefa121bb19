import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { startStage, type Stage } from '../testing/stage.ts';
import { actsOn } from './testing/acts.ts';
import { enterPicturedProducts, png } from './testing/shop.ts';

const { walk, documents, downloads, enterBytes } = actsOn(() => stage);
let stage: Stage;
beforeEach(async () => {
  stage = await startStage();
});
afterEach(() => stage.close());

describe('the comparison of pictures whose names are the same', () => {
  const CODES = { A: png(1), B: png(2), C: png(3) };
  const nextDay = (): void => {
    stage.clock.now = new Date(stage.clock.now.getTime() + 26 * 3_600_000);
  };

  it('takes some a day, goes on where it ended, and finds one that changed under its name', async () => {
    const made = await enterPicturedProducts(stage, CODES);
    let { cursors } = await walk({}, { auditPerDay: 2 });
    await enterBytes(made[2]?.itemId ?? '', png(9));
    // The change of bytes alone moves the item in the stream too; its name says that nothing is to be fetched.
    cursors = { ...cursors, ...(await walk(cursors, { auditPerDay: 2 })).cursors };
    expect(await downloads()).toBe(3);

    nextDay();
    const first = await walk(cursors, { auditPerDay: 2 });
    expect(await downloads()).toBe(2);
    const again = await walk({ ...cursors, ...first.cursors }, { auditPerDay: 2 });
    expect([again.outcomes, await downloads()]).toEqual([[], 0]);
    nextDay();
    const second = await walk({ ...cursors, ...first.cursors, ...again.cursors }, { auditPerDay: 2 });

    expect(await downloads()).toBe(1);
    expect([...first.outcomes, ...second.outcomes].filter(({ status }) => status !== 'unchanged')).toMatchObject([
      { label: 'C', status: 'created' },
    ]);
    expect(await documents()).toHaveLength(3);
  });

  it('is left out where the settings say 0', async () => {
    await enterPicturedProducts(stage, CODES);
    const { cursors } = await walk();
    await downloads();
    nextDay();
    await walk(cursors);
    expect(await downloads()).toBe(0);
  });
});

import { describe, expect, it } from '@jest/globals';
import { eachInTurn, inTurns, withoutPauses } from './turns.ts';

describe('work in turns', () => {
  it('has a pause after each row', () => {
    const worked: number[] = [];
    const steps = eachInTurn([1, 2, 3], (row) => worked.push(row));
    for (const count of [1, 2, 3]) {
      expect(steps.next().done).toBe(false);
      expect(worked).toHaveLength(count);
    }
    expect(steps.next()).toEqual({ done: true, value: [1, 2, 3] });
  });

  it('comes to the same with and without its pauses', async () => {
    const rows = Array.from({ length: 15_000 }, (_, index) => index);
    const double = (row: number): number => 2 * row;
    const plain = rows.map(double);
    expect(withoutPauses(eachInTurn(rows, double))).toEqual(plain);
    expect(await inTurns(eachInTurn(rows, double))).toEqual(plain);
  });
});

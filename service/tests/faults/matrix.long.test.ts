import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Cell } from './cells.ts';
import { DRAW, isChosen, isDrawn } from './draw.ts';
import { SHARDS as ALL_SHARDS, type Shard } from './shards.ts';
import { tableOf } from './table.ts';

// They wait for leases, tokens and limits more than they work.
const WORLDS_AT_A_TIME = 7;
const PATIENCE_MS = 1_200_000;
// A world of which nothing is drawn is not started.
const SHARDS = ALL_SHARDS.filter(
  ({ prefix, steps, columns }) =>
    isChosen(prefix) && steps.some(({ name }) => columns.some((column) => isDrawn(`${prefix}: ${name}`, column))),
);

/**
 * Every step of the order push and of each flow from Exact, times everything that can happen to it; a run draws some. Afterwards
 * each order is in Exact exactly once with its lines and the org says so, and what the flows bring is right, by itself or after
 * an issue that said why was retried.
 */
describe('the fault matrix', () => {
  const cells: Cell[] = [];

  beforeAll(async () => {
    const waiting = [...SHARDS];
    const work = async (): Promise<void> => {
      for (let shard = waiting.shift(); shard !== undefined; shard = waiting.shift()) cells.push(...(await cellsOf(shard)));
    };
    await Promise.all(Array.from({ length: WORLDS_AT_A_TIME }, work));
  }, PATIENCE_MS);

  afterAll(() => {
    process.stdout.write(`\nThe fault matrix: ${DRAW}\n${tableOf(cells)}\n`);
  });

  const places = SHARDS.flatMap(({ prefix, steps, columns }) =>
    steps.flatMap((step) => columns.map((column) => [`${prefix}: ${step.name}`, column] as const)),
  ).filter(([row, column]) => isDrawn(row, column));

  it.each(places)('%s, %s', (row, column) => {
    const cell = cells.find((candidate) => candidate.row === row && candidate.column === column);
    expect(cell?.verdict).not.toMatchObject({ kind: 'wrong' });
    expect(cell).toBeDefined();
  });
});

/** A world that cannot even start is told by each of its cells. */
async function cellsOf(shard: Shard): Promise<Cell[]> {
  try {
    return await shard.run();
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return shard.steps.flatMap((step) =>
      shard.columns.map((column) => ({
        row: `${shard.prefix}: ${step.name}`,
        column,
        verdict: { kind: 'wrong' as const, reason },
      })),
    );
  }
}

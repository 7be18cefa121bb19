import { describe, expect, it } from '@jest/globals';
import type { Flow, FlowContext, Operation, PlanSteps } from '../flows/index.ts';
import { CONFIGURATION } from '../flows/index.ts';
import { planned } from './planning.ts';

const context = { configuration: CONFIGURATION.parse({ version: 1 }), now: () => new Date() } as FlowContext;

/** Keeps the process to itself for longer than a turn, as a record with dear rules does. */
function keepBusy(milliseconds: number): void {
  const until = performance.now() + milliseconds;
  while (performance.now() < until);
}

describe('a plan of many records', () => {
  it('lets others have their turn between two records, and is the same plan', async () => {
    const operation = { key: 'a', recordId: 'a' } as Operation;
    let turns = 0;
    const flow = {
      *planInSteps(records: readonly number[]): PlanSteps {
        for (const milliseconds of records) {
          keepBusy(milliseconds);
          yield;
        }
        return [operation];
      },
    } as unknown as Flow<unknown>;
    const others = setInterval(() => (turns += 1), 1);

    const operations = await planned(flow, context, [25, 25, 25, 25, 25, 25]);
    clearInterval(others);

    expect(operations).toEqual([operation]);
    expect(turns).toBeGreaterThanOrEqual(3);
  });
});
